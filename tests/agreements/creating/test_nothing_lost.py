"""Whatever happens between two presses, nothing typed is lost and no second draft is made."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from agreements.models import Agreement
from tests.agreements.creating.forms import drawn, new_form, partners_data, step
from tests.agreements.factories import AgreementFactory

TYPED = {"party-0-partner_unit": "<b>Faculty</b>"}


@pytest.fixture
def draft(unit, partner):
    return AgreementFactory(responsible_unit=unit, state="draft", partners=[partner])


def test_find_add_and_take_off_are_answered_by_get_with_everything_typed(browser_of, coordinator, unit, partner):
    client, address = browser_of(coordinator), new_form("student_exchange")

    def press(rows=(), **pressed):
        sent = partners_data(rows, kind="student_exchange", responsible_unit=str(unit.pk), **pressed)
        answer = client.post(address, sent)
        assert (answer.status_code, answer["Location"]) == (302, f"{address}#partners")
        return client.get(address)

    found = press(find="yes", partner_query="krak")
    assert [row.name for row in found.context["partners_found"]] == ["AGH University"]
    left = press(partner_query="agh")
    assert [row.name for row in left.context["partners_found"]] == ["AGH University"]
    added = press(add=str(partner.pk))
    assert [row["institution"].value() for row in added.context["parties"]] == [str(partner.pk)]
    kept = press([partner], find="yes", **TYPED)
    assert "&lt;b&gt;Faculty" in kept.content.decode()
    assert kept.context["form"]["responsible_unit"].value() == str(unit.pk)
    assert not kept.context["form"].errors
    assert list(press([partner], drop=str(partner.pk)).context["parties"]) == []
    assert not Agreement.objects.exists()


def test_a_refused_step_is_drawn_by_get_and_may_be_sent_again(browser_of, coordinator, unit, partner, draft):
    client = browser_of(coordinator)
    sent = drawn(client, step(draft, "period")) | {"starts_on": "2027-01-02", "ends_on": "2027-01-01"}
    assert client.post(step(draft, "period"), sent)["Location"] == step(draft, "period")
    page = client.get(step(draft, "period"))
    assert page.context["form"].errors == {"ends_on": ["The last day lies before the first."]}
    assert 'value="2027-01-02"' in page.content.decode()
    assert client.post(step(draft, "period"), sent | {"ends_on": "2028-01-01"})["Location"] == step(draft, "keeping")
    assert not client.get(step(draft, "period")).context["form"].is_bound


def test_the_same_form_makes_one_draft(browser_of, coordinator, unit, partner):
    client, address = browser_of(coordinator), new_form()
    sent = partners_data([partner], kind="moc", responsible_unit=str(unit.pk))
    addresses = {client.post(address, sent)["Location"] for _time in range(2)}
    draft = Agreement.objects.get()
    assert addresses == {step(draft, "period")}
    assert client.get(address)["Location"] == step(draft, "partners")
    assert client.get(address.partition("?")[0])["Location"] == step(draft, "kind")
    client.post(new_form(), sent)
    assert Agreement.objects.count() == 2


def test_another_tab_of_the_same_form_keeps_what_it_typed(browser_of, coordinator, unit, partner, second_partner):
    client, address = browser_of(coordinator), new_form()
    said = {"kind": "moc", "responsible_unit": str(unit.pk)}
    client.post(address, partners_data([partner], **said))
    draft = Agreement.objects.get()
    answer = client.post(address, partners_data([second_partner], **said), follow=True)
    assert answer.redirect_chain == [(step(draft, "partners"), 302)]
    assert "made the draft already" in answer.content.decode()
    assert [row["institution"].value() for row in answer.context["parties"]] == [str(second_partner.pk)]
    sent = dict(answer.wsgi_request.POST.items())
    compared = client.post(step(draft, "partners"), sent).content.decode()
    assert "changed elsewhere" in compared
    assert "AGH University" in compared
    assert Agreement.objects.get().partner_name == str(partner)


def test_a_form_of_somebody_else_leads_a_stranger_nowhere(browser_of, coordinator, outsider, unit, partner):
    address = new_form()
    browser_of(coordinator).post(address, partners_data([partner], kind="moc", responsible_unit=str(unit.pk)))
    assert browser_of(outsider).get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_draft(browser_of, coordinator, unit, partner):
    address, sent = new_form(), partners_data([partner], kind="moc", responsible_unit=str(unit.pk))
    clients, barrier, answers = [browser_of(coordinator) for _tab in range(2)], Barrier(2), []

    def press(client):
        barrier.wait()
        answers.append(client.post(address, sent))
        connection.close()

    threads = [Thread(target=press, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    draft = Agreement.objects.get()
    assert {answer["Location"] for answer in answers} == {step(draft, "period")}


def test_an_ended_session_keeps_what_was_sent_for_the_person_who_signs_in_again(
    browser_of, coordinator, officer, unit, partner, draft
):
    mark = browser_of(coordinator).get(step(draft, "period")).context["typed_by"]
    sent = {"starts_on": "2027-03-01", "notice_rule": "none", "renewal": "none", "typed_by": mark}
    client = Client()
    answer = client.post(step(draft, "period"), sent)
    assert answer["Location"].endswith(f"/login/?next={step(draft, 'period')}")
    assert "what you typed is there" in client.get(answer["Location"]).content.decode()
    client.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(step(draft, "period"))
    assert page.context["form"]["starts_on"].value() == "2027-03-01"
    assert "is not saved yet" in page.content.decode()
    client.post(step(draft, "period"), {"discard": "yes"})
    assert not client.get(step(draft, "period")).context["form"].is_bound


@pytest.mark.parametrize("mark", ["", "1:forged", "coordinator"])
def test_nothing_is_kept_for_anybody_else(browser_of, coordinator, officer, draft, mark):
    if mark == "coordinator":
        mark = browser_of(coordinator).get(step(draft, "period")).context["typed_by"]
    client = Client()
    client.post(step(draft, "period"), {"starts_on": "2027-03-01", "typed_by": mark})
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert not client.get(step(draft, "period")).context["form"].is_bound


def test_the_first_step_and_the_table_of_conditions_are_kept_as_well(browser_of, coordinator, unit, partner, draft):
    client, address = Client(), new_form()
    mark = browser_of(coordinator).get(address).context["typed_by"]
    table = browser_of(coordinator).get(step(draft, "conditions")).context["table"]
    client.post(address, partners_data([partner], kind="moc", typed_by=mark, **TYPED))
    cell = f"{table.prefix}-0-people_per_year"
    rows = {f"{table.prefix}-TOTAL_FORMS": "1", f"{table.prefix}-INITIAL_FORMS": "0", cell: "17", "typed_by": mark}
    client.post(step(draft, "conditions"), rows)
    client.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(address)
    assert [row["institution"].value() for row in page.context["parties"]] == [str(partner.pk)]
    assert "&lt;b&gt;Faculty" in page.content.decode()
    assert 'value="17"' in client.get(step(draft, "conditions")).content.decode()
    assert not Agreement.objects.exclude(pk=draft.pk).exists()
