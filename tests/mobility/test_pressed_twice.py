"""Impatient clicks, yesterday's pages and sessions that ended: nothing is done twice, and nothing typed is lost."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from mobility.checklist.services import set_another_day, tick_off
from mobility.models import BudgetTransfer
from tests.mobility.factories import BudgetLineFactory, GrantProjectFactory, MobilityFactory, StayStepFactory

DAY = "own_due_on"


def drawn(client, address: str) -> dict[str, str]:
    """The hidden fields of the form as the page draws it."""
    page = client.get(address).content.decode()
    form = next(each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if "form-actions" in each)
    named = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', form)
    return {name: html.unescape(value) for name, value in named}


@pytest.fixture
def step(db, unit):
    return StayStepFactory(mobility=MobilityFactory(unit=unit))


@pytest.fixture
def step_page(step):
    return f"/mobility/stays/{step.mobility_id}/steps/{step.pk}"


@pytest.mark.django_db
def test_money_is_moved_once_by_two_clicks_and_again_by_another_form(browser_of, officer, university):
    project = GrantProjectFactory(unit=university)
    source, target = BudgetLineFactory(project=project, direction="outgoing"), BudgetLineFactory(project=project)
    client, address = browser_of(officer), f"/mobility/projects/{project.pk}/transfer/"
    typed = {"source": source.pk, "target": target.pk, "amount": "10", "reason": "x", "agency_asked_on": "2026-01-01"}
    form = drawn(client, address)
    answers = [client.post(address, form | typed) for _press in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, project.get_absolute_url())] * 2
    assert BudgetTransfer.objects.count() == 1
    client.post(address, form | typed | {"amount": "11"})  # by the browser's "back", with other words
    client.post(address, drawn(client, address) | typed)
    assert sorted(BudgetTransfer.objects.values_list("amount", flat=True)) == [10, 10, 11]


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again_as_it_was(browser_of, officer, university):
    project = GrantProjectFactory(unit=university)
    source, target = BudgetLineFactory(project=project, direction="outgoing"), BudgetLineFactory(project=project)
    client, address = browser_of(officer), f"/mobility/projects/{project.pk}/transfer/"
    form = drawn(client, address) | {"source": source.pk, "target": target.pk, "reason": "x", "amount": "999999"}
    assert client.post(address, form).status_code == 200
    source.granted = Decimal(2_000_000)
    source.save(update_fields=["granted"])
    assert client.post(address, form).status_code == 302


def test_a_day_that_a_colleague_set_is_told_before_it_is_overwritten(browser_of, officer, coordinator, step, step_page):
    client, address = browser_of(coordinator), f"{step_page}/day/"
    form = drawn(client, address)
    set_another_day(step, actor=officer, own_due_on=step.mobility.starts_on)
    told = client.post(address, form | {DAY: "2027-03-01"})
    assert [(each.label, each.now, each.mine) for each in told.context["changed_elsewhere"]] == [
        ("Another day", str(step.mobility.starts_on), "2027-03-01")
    ]
    step.refresh_from_db()
    assert step.own_due_on == step.mobility.starts_on
    again = {DAY: "2027-03-01", "seen_values": told.context["form"]["seen_values"].value()}
    assert client.post(address, again).status_code == 302
    step.refresh_from_db()
    assert str(step.own_due_on) == "2027-03-01"


def test_a_step_is_not_ticked_off_over_a_colleagues_day(browser_of, officer, coordinator, step, step_page):
    client, address = browser_of(coordinator), f"{step_page}/done/"
    form = drawn(client, address)
    tick_off(step, actor=officer)
    told = client.post(address, form | {"done_on": "2026-01-05"})
    assert [each.label for each in told.context["changed_elsewhere"]] == ["Done on"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_a_day_at_once_the_second_is_told(browser_of, officer, coordinator, step, step_page):
    address = f"{step_page}/day/"
    pages = [(browser_of(person), day) for person, day in ((officer, "2027-03-01"), (coordinator, "2027-04-01"))]
    forms = [drawn(client, address) | {DAY: day} for client, day in pages]

    def send(number: int) -> int:
        try:
            return pages[number][0].post(address, forms[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [200, 302]


@pytest.mark.django_db
def test_what_was_typed_when_the_session_had_ended_is_there_after_signing_in(browser_of, coordinator, step, unit):
    stay, client = step.mobility, browser_of(coordinator)
    address = f"{stay.get_absolute_url()}edit/"
    sent = drawn(client, address) | {"remarks": "A long story"}
    client.logout()
    away = client.post(address, sent)
    assert away.url == f"/account/login/?next={address}"
    client.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).context["form"]["remarks"].value() == "A long story"
    assert client.post(address, {"discard": "yes"}).status_code == 302
    assert client.get(address).context["form"]["remarks"].value() == ""


@pytest.mark.django_db
def test_a_reason_typed_when_the_session_had_ended_is_asked_for_again(browser_of, coordinator, step):
    client, stay = browser_of(coordinator), step.mobility
    address = f"{stay.get_absolute_url()}move/cancel/"
    asked = client.post(address)
    typed = {"typed_by": asked.context["typed_by"], "confirmed": "yes", "note": "They are ill"}
    client.logout()
    assert client.post(address, typed).url == f"/account/login/?next={address}"
    assert client.post(address, {}, HTTP_REFERER=f"http://testserver{stay.get_absolute_url()}").url.endswith(
        f"next={stay.get_absolute_url()}"
    )
    client.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "They are ill" in client.get(address).content.decode()
    stay.refresh_from_db()
    assert stay.state == "nominated"
    client.post(address, typed)
    assert client.get(address).status_code == 405


def test_the_second_click_on_a_button_leads_where_the_first_led(browser_of, coordinator, step, step_page):
    tick_off(step, actor=coordinator)
    client, sent = browser_of(coordinator), {"csrfmiddlewaretoken": "of-one-page"}
    first, second = (client.post(f"{step_page}/reopen/", sent, follow=True) for _press in range(2))
    assert [str(message) for message in first.context["messages"]] == ["It is open again."]
    assert (list(second.context["messages"]), second.redirect_chain) == ([], first.redirect_chain)
