"""The pages of a person who leaves: choose, look, confirm, take back, each for the right people."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Delegation
from accounts.services import grant_role
from agreements.models import Agreement
from reminders.leaving.hand_overs import carry_out
from reminders.models import HandedThing, HandOver
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults
from tests.reminders.leaving.words import keeper_of, plan_for, today

pytestmark = pytest.mark.django_db


def address(person) -> str:
    return reverse("reminders:leaving", args=[person.pk])


def ticked(*rows) -> dict:
    """What a browser sends with these agreements in force ticked."""
    return {"agreements-in_force-row": [str(row.pk) for row in rows]}


@pytest.fixture
def three(agreement_of):
    return [agreement_of(f"Agreement {number}") for number in range(3)]


# --- Choosing -----------------------------------------------------------------------------------


def test_everything_is_ticked_but_what_is_followed(everything, anna, officer, browser_of):
    form = browser_of(officer).get(address(anna)).context["form"]
    assert {part.slug: len(part.ticked) for part in form.parts} == {
        "agreements-drafts": 1,
        "agreements-under_way": 1,
        "agreements-in_force": 1,
        "reminders-dates": 1,
        "accounts-duties": 1,
        "accounts-standing_in": 1,
        "reminders-follows": 0,
    }


def test_only_colleagues_who_may_keep_it_are_offered(three, anna, bo, cecilia, outsider, reader, officer, browser_of):
    form = browser_of(officer).get(address(anna)).context["form"]
    part = next(part for part in form.parts if part.slug == "agreements-in_force")
    offered = [option.label for option in part.select.options]
    assert offered == ["Bo Ek · DIDA", "Cecilia Ström · FC", "International officer · BTH"]


def test_one_colleague_for_everything_and_another_for_one_thing(three, anna, bo, cecilia, officer, browser_of):
    client = browser_of(officer)
    other = f"agreements-in_force-to-row-{three[1].pk}"
    sent = {**ticked(*three), "to-all": bo.pk, other: cecilia.pk, "note": "She moves."}
    answer = client.post(address(anna), sent)
    plan = HandOver.objects.get()
    assert answer["Location"] == reverse("reminders:hand_over_detail", args=[plan.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "2 agreements in force" in page
    assert "Anna Berg keeps: what comes by role." in page
    assert "Nothing has been done yet." in page
    assert [keeper_of(row) for row in three] == ["Anna Berg"] * 3
    client.post(reverse("reminders:hand_over_confirm", args=[plan.pk]))
    assert [keeper_of(row) for row in three] == ["Bo Ek", "Cecilia Ström", "Bo Ek"]


def test_what_is_not_ticked_stays(three, anna, bo, officer, browser_of):
    browser_of(officer).post(address(anna), {**ticked(three[0]), "agreements-in_force-to": bo.pk})
    assert list(HandedThing.objects.values_list("title", flat=True)) == ["Agreement 0"]


def test_many_agreements_go_by_unit(anna, bo, cecilia, agreement_of, faculty, officer, browser_of):
    below = [agreement_of(f"Below {number}") for number in range(20)]
    above = [agreement_of(f"Above {number}", responsible_unit=faculty) for number in range(6)]
    sent = {**ticked(*below, *above), "to-all": bo.pk, f"agreements-in_force-to-unit-{faculty.pk}": cecilia.pk}
    browser_of(officer).post(address(anna), sent)
    given = HandedThing.objects.values_list("title", "receiver__name")
    assert {(title[:5], name) for title, name in given} == {("Below", "Bo Ek"), ("Above", "Cecilia Ström")}
    assert len(given) == 26


def test_of_very_many_the_rest_goes_along_or_stays(anna, bo, agreement_of, officer, browser_of, monkeypatch):
    monkeypatch.setattr("reminders.forms.kept_kinds.MOST_SHOWN", 2)
    rows = [agreement_of(f"Agreement {number}") for number in range(5)]
    client = browser_of(officer)
    assert "and 3 more of them" in client.get(address(anna)).content.decode()
    shown = ticked(*rows[:2])
    client.post(address(anna), {**shown, "to-all": bo.pk})
    assert HandOver.objects.latest("pk").things.count() == 2
    client.post(address(anna), {**shown, "to-all": bo.pk, "agreements-in_force-rest": "yes"})
    assert HandOver.objects.latest("pk").things.count() == 5


def test_choices_can_be_changed_after_looking(three, anna, bo, cecilia, officer, browser_of):
    client = browser_of(officer)
    client.post(address(anna), {**ticked(*three[:2]), "to-all": bo.pk, "note": "She moves."})
    plan = HandOver.objects.get()
    form = client.get(f"{address(anna)}?plan={plan.pk}").context["form"]
    part = next(part for part in form.parts if part.slug == "agreements-in_force")
    assert part.ticked == {str(row.pk) for row in three[:2]}
    assert [option.label for option in part.select.options if option.is_chosen] == ["Bo Ek · DIDA"]
    assert form.words.initial["note"] == "She moves."
    assert next(part for part in form.parts if part.slug == "accounts-duties").ticked == set()


@pytest.mark.parametrize("asked", ["x", "99999999999999999999", "-1", "0", "٣"])
def test_a_plan_there_is_not_is_no_fault(three, anna, officer, browser_of, asked):
    assert browser_of(officer).get(address(anna), {"plan": asked}).status_code == 200


# --- Bad input ----------------------------------------------------------------------------------


def test_nothing_chosen_is_said_once_and_ticks_are_kept(three, anna, officer, browser_of):
    sent = {**ticked(*three[:2]), "accounts-duties-row": [str(anna.pk)], "note": "Typed already"}
    page = browser_of(officer).post(address(anna), sent)
    assert page.content.decode().count("Choose a colleague for everything, or one for each kind") == 1
    assert "Typed already" in page.content.decode()
    part = next(part for part in page.context["form"].parts if part.slug == "agreements-in_force")
    assert part.ticked == {str(row.pk) for row in three[:2]}
    assert not HandOver.objects.exists()


def test_a_colleague_without_the_right_is_refused_beside_the_kind(three, anna, outsider, officer, browser_of):
    page = browser_of(officer).post(address(anna), {**ticked(three[0]), "to-all": outsider.pk}).content.decode()
    assert "“Agreement 0”: Outsider does not have the right to keep it: no role in Computer Science." in page
    assert 'href="#agreements-in_force"' in page
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("receiver", ["x", "0", "-1", "99999999999999999999999", "٣", ""])
def test_a_receiver_that_is_none_is_refused(three, anna, officer, browser_of, receiver):
    answer = browser_of(officer).post(address(anna), {**ticked(three[0]), "to-all": receiver})
    assert answer.status_code == 200
    assert "Nothing was handed over yet" in answer.content.decode()


def test_rows_that_are_not_theirs_are_not_believed(three, anna, bo, unit, officer, browser_of):
    foreign = AgreementFactory(responsible_unit=unit, coordinator=bo)
    browser_of(officer).post(address(anna), {**ticked(three[0], foreign), "to-all": bo.pk})
    assert list(HandedThing.objects.values_list("key", flat=True)) == [str(three[0].pk)]


def test_nothing_ticked_is_refused(three, anna, bo, officer, browser_of):
    page = browser_of(officer).post(address(anna), {"to-all": bo.pk}).content.decode()
    assert "Nothing is ticked, so nothing would be handed over." in page


def test_a_long_or_broken_note_is_refused(three, anna, bo, officer, browser_of):
    client = browser_of(officer)
    for note in ("x" * 301, "a\x00b"):
        answer = client.post(address(anna), {**ticked(three[0]), "to-all": bo.pk, "note": note})
        assert answer.status_code == 200
        assert not HandOver.objects.exists()


def test_who_keeps_nothing_is_said_to_keep_nothing(reader, officer, browser_of):
    page = browser_of(officer).get(address(reader)).content.decode()
    assert "Reader keeps nothing" in page
    assert "Look at it first" not in page


def test_a_person_there_is_not_is_not_found(officer, browser_of):
    assert browser_of(officer).get("/people/987654/leaving/").status_code == 404
    assert browser_of(officer).get("/people/hand-overs/987654/").status_code == 404


# --- Who may ------------------------------------------------------------------------------------


def test_a_closing_account_is_offered_to_administrators_alone(three, anna, bo, officer, administrator, browser_of):
    assert "Close the account" not in browser_of(officer).get(address(anna)).content.decode()
    page = browser_of(administrator).get(address(anna)).content.decode()
    assert "Close the account" in page
    assert "3 more are not yours to hand over" in page
    assert "Agreement 0" not in page
    assert f"/admin/accounts/user/{anna.pk}/change/" in page
    sent = {**ticked(three[0]), "to-all": bo.pk, "closes_account": "on"}
    browser_of(officer).post(address(anna), sent)
    assert HandOver.objects.get().closes_account is False


def test_an_administrator_closes_an_account_that_keeps_nothing(reader, administrator, browser_of):
    client = browser_of(administrator)
    client.post(address(reader), {"closes_account": "on"})
    plan = HandOver.objects.get()
    assert "The account of Reader is closed." in client.get(f"/people/hand-overs/{plan.pk}/").content.decode()
    client.post(f"/people/hand-overs/{plan.pk}/confirm/")
    reader.refresh_from_db()
    assert reader.is_active is False


def test_a_plan_is_seen_by_its_maker_and_the_office(three, anna, bo, cecilia, officer, outsider, browser_of):
    plan = plan_for(bo, anna, cecilia)
    seen = {
        user: browser_of(user).get(f"/people/hand-overs/{plan.pk}/").status_code for user in (cecilia, officer, anna)
    }
    assert seen == {cecilia: 200, officer: 200, anna: 404}
    assert "Hand it over" not in browser_of(officer).get(f"/people/hand-overs/{plan.pk}/").content.decode()
    carry_out(plan, actor=cecilia)
    assert browser_of(anna).get(f"/people/hand-overs/{plan.pk}/").status_code == 200
    for user in (bo, outsider):
        assert browser_of(user).get(f"/people/hand-overs/{plan.pk}/").status_code == 404


def test_another_persons_plan_is_refused_in_words(three, anna, bo, cecilia, officer, browser_of):
    plan = plan_for(bo, anna, cecilia)
    answer = browser_of(officer).post(f"/people/hand-overs/{plan.pk}/confirm/", follow=True)
    assert "Only who made this plan can confirm it." in answer.content.decode()
    assert keeper_of(three[0]) == "Anna Berg"


# --- Afterwards ---------------------------------------------------------------------------------


def test_confirming_twice_is_said_and_does_nothing(three, anna, bo, officer, browser_of):
    plan = plan_for(bo, anna, officer)
    client = browser_of(officer)
    assert "Handed over." in client.post(f"/people/hand-overs/{plan.pk}/confirm/", follow=True).content.decode()
    again = client.post(f"/people/hand-overs/{plan.pk}/confirm/", follow=True).content.decode()
    assert "nothing was done again" in again


def test_what_changed_meanwhile_is_shown(three, anna, bo, cecilia, officer, browser_of):
    plan = plan_for(bo, anna, officer)
    Agreement.objects.filter(pk=three[0].pk).update(coordinator=cecilia)
    client = browser_of(officer)
    page = client.post(f"/people/hand-overs/{plan.pk}/confirm/", follow=True).content.decode()
    assert "Changed meanwhile, so it stayed as it was" in page
    assert "Cecilia Ström keeps it meanwhile." in page


def test_a_return_is_asked_for_and_done(three, anna, bo, officer, browser_of):
    plan = carry_out(plan_for(bo, anna, officer), actor=officer)
    client = browser_of(officer)
    assert "Hand it back" in client.post(f"/people/hand-overs/{plan.pk}/return/").content.decode()
    assert keeper_of(three[0]) == "Bo Ek"
    page = client.post(f"/people/hand-overs/{plan.pk}/return/", {"confirmed": "yes"}, follow=True).content.decode()
    assert "Handed back." in page
    assert "Anna Berg’s again" in page
    assert "Hand it back…" not in page
    assert keeper_of(three[0]) == "Anna Berg"
    assert Delegation.objects.filter(person=anna, substitute=bo).exists()


# --- The list -----------------------------------------------------------------------------------


def test_who_left_and_still_keeps_something_comes_first(three, anna, bo, officer, browser_of):
    assert "Nobody who has left keeps anything" in browser_of(officer).get("/people/leaving/").content.decode()
    anna.is_active = False
    anna.save(update_fields=["is_active"])
    answer = browser_of(officer).get("/people/leaving/")
    assert "1 who has left still keeps something" in answer.content.decode()
    first = answer.context["rows"][0]
    assert (first.name, first.keeps) == ("Anna Berg", ["3 agreements in force", "what comes by role"])


def test_a_head_finds_the_people_of_the_unit(three, anna, bo, cecilia, outsider, reader, browser_of):
    rows = browser_of(cecilia).get("/people/leaving/").context["rows"]
    assert [row.name for row in rows] == ["Anna Berg", "Bo Ek", "Cecilia Ström"]


def test_the_way_there_is_on_ones_profile_and_in_the_list_of_people(anna, officer, browser_of):
    assert f'href="{address(anna)}"' in browser_of(anna).get("/people/me/").content.decode()
    assert 'href="/people/leaving/"' in browser_of(officer).get("/people/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(count, unit, person, officer, browser_of, django_assert_num_queries):
    for number in range(count):
        keeper = person(Role.COORDINATOR, unit, name=f"Keeper {number}")
        AgreementFactory(responsible_unit=unit, coordinator=keeper, ends_on=today() + timedelta(days=9))
    client = browser_of(officer)
    client.get("/people/leaving/")
    with django_assert_num_queries(41):
        client.get("/people/leaving/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_number_of_queries(
    count, agreement_of, anna, bo, officer, browser_of, django_assert_num_queries
):
    for number in range(count):
        agreement_of(f"Agreement {number}")
    client = browser_of(officer)
    client.get(address(anna))
    with django_assert_num_queries(81):
        client.get(address(anna))
    plan = plan_for(bo, anna, officer)
    with django_assert_num_queries(37):
        client.get(f"/people/hand-overs/{plan.pk}/")


# --- In a browser -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_handing_over_in_a_browser(everything, anna, bo, university, officer, open_browser, width, dark):
    grant_role(officer, unit=university, role=Role.ADMINISTRATOR, actor=None)
    page = open_browser(officer, width=width, dark=dark)

    def is_sound():
        assert accessibility_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto("/people/leaving/")
    is_sound()
    page.get_by_role("link", name="Anna Berg").click()
    page.get_by_label("Colleague for everything").wait_for()
    is_sound()
    page.get_by_role("button", name="Look at it first").click()
    page.wait_for_selector("#error-summary")
    is_sound()
    page.get_by_label("Colleague for everything").select_option(label="Bo Ek · DIDA")
    page.get_by_role("checkbox", name="Bo’s agreement").uncheck()
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("heading", name="What Anna Berg would hand over").wait_for()
    is_sound()
    page.get_by_role("button", name="Hand it over").click()
    page.get_by_text("Each colleague gets one mail").wait_for()
    is_sound()
    assert keeper_of(everything) == "Bo Ek"


@pytest.mark.django_db(transaction=True)
def test_handing_over_needs_no_scripts(everything, anna, bo, open_browser):
    page = open_browser(anna, scripts=False)
    page.goto(address(anna))
    page.get_by_label("Agreements in force", exact=True).select_option(label="Bo Ek · DIDA")
    for kind in ("Draft", "In review", "Bo’s agreement"):
        page.get_by_role("checkbox", name=kind, exact=True).uncheck()
    page.get_by_role("checkbox", name="Coordinator (Computer Science)").uncheck()
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Hand it over").click()
    page.get_by_text("Each colleague gets one mail").wait_for()
    assert keeper_of(everything) == "Bo Ek"
