"""The forms of work plans and activities: what they ask, what they refuse, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cooperation.models import Activity, PlanGoal, RestrictionOverride, WorkPlan
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.cooperation.factories import (
    ActivityDocumentFactory,
    ActivityFactory,
    FollowUpTaskFactory,
    SeriesFactory,
    held,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def at(name, *args, query=""):
    return reverse(f"cooperation:{name}", args=args) + query


def planned(unit, **changed):
    """What the form of a new seminar sends."""
    days = {"starts_on": TODAY + timedelta(days=10), "ends_on": TODAY + timedelta(days=11)}
    return {"title": "Bogs and peat", "unit": unit.pk, "partner_role": "host", **days, **changed}


@pytest.fixture
def coordinators(browser_of, coordinator):
    return browser_of(coordinator)


def test_a_kind_is_asked_for_what_it_needs(coordinators):
    assert "Joint publication" in coordinators.get(at("activity_kind", query="?plan=3")).content.decode()
    asked = {kind: set(coordinators.get(at("activity_create", kind)).context["form"].fields) for kind in
             ("publication", "delegation", "summer_school")}  # fmt: skip
    assert not asked["publication"] & {"city", "planned_own_students", "direction", "edition"}
    assert {"city", "planned_own_staff", "direction"} <= asked["delegation"]
    assert {"series", "edition"} <= asked["summer_school"]
    assert coordinators.get(at("activity_create", "party")).status_code == 404


def test_an_activity_is_planned_and_changed(coordinators, unit):
    partner = InstitutionFactory(name="Park of the Bogs")
    sent = planned(unit, partners=partner.name, planned_own_staff="4")
    page = coordinators.post(at("activity_create", "seminar"), sent)
    activity = Activity.objects.get()
    assert page.url == activity.get_absolute_url()
    assert (activity.planned_own_staff, activity.planned_own_students) == (4, 0)
    assert [row.institution for row in activity.partners.all()] == [partner]
    drawn = coordinators.get(at("activity_edit", activity.pk)).context["form"].posted_values()
    sent = {name: values[0] for name, values in drawn.items() if values} | {"title": "Peat"}
    assert coordinators.post(at("activity_edit", activity.pk), sent).status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.state) == ("Peat", "planned")


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"ends_on": TODAY}, "__all__"),
        ({"planned_own_staff": "9" * 40}, "planned_own_staff"),
        ({"title": "x" * 10_000}, "title"),
        ({"partners": "Nobody knows it"}, "partners"),
        ({"plan": "99999999999999999999"}, "plan"),
        ({"unit": ""}, "unit"),
    ],
)
def test_what_is_refused_stays_typed(coordinators, unit, wrong, where):
    page = coordinators.post(at("activity_create", "seminar"), planned(unit, remarks="Typed by hand") | wrong)
    assert page.status_code == 200
    assert where in page.context["form"].errors
    assert "Typed by hand" in page.content.decode()
    assert not Activity.objects.exists()


def test_outside_the_term_of_its_agreement(coordinators, unit):
    agreement = AgreementFactory(responsible_unit=unit, ends_on=TODAY + timedelta(days=5))
    page = coordinators.post(at("activity_create", "seminar"), planned(unit, agreement=agreement.pk))
    assert "ends on" in str(page.context["form"].errors)


def test_the_office_alone_is_asked_why_it_goes_on(coordinators, browser_of, officer, unit, minsk):
    sent, address = planned(unit, partners=minsk.name), at("activity_create", "seminar")
    page = coordinators.post(address, sent)
    assert "left alone" in str(page.context["form"].errors["partners"])
    assert "override_reason" not in page.context["form"].fields
    office = browser_of(officer)
    assert office.get(address).context["form"]["override_reason"].is_hidden
    assert not office.post(address, sent).context["form"]["override_reason"].is_hidden
    assert office.post(address, sent | {"override_reason": "The vice-chancellor agreed."}).status_code == 302
    assert RestrictionOverride.objects.get().given_by == officer


def test_a_partner_under_restriction_is_added_by_the_office(browser_of, officer, unit, minsk):
    activity, office = ActivityFactory(unit=unit, partners=[InstitutionFactory()]), browser_of(officer)
    sent = {"partners": minsk.name, "role": "guest"}
    assert "left alone" in office.post(at("partner_add", activity.pk), sent).content.decode()
    assert activity.partners.count() == 1
    assert office.post(at("partner_add", activity.pk), sent | {"override_reason": "Agreed."}).status_code == 302
    assert activity.partners.count() == 2


def test_what_exists_is_let_go_on(browser_of, officer, coordinators, unit, minsk):
    activity = ActivityFactory(unit=unit, partners=[minsk])
    address = at("activity_override", activity.pk)
    assert coordinators.post(address, {"confirmed": "1", "note": "Please"}).status_code == 403
    assert browser_of(officer).post(address, {"confirmed": "1", "note": "Agreed"}).status_code == 302
    assert activity.overrides.get().institution == minsk


def test_the_next_edition_comes_filled_in_with_its_partners(coordinators, unit):
    series, park = SeriesFactory(unit=unit), InstitutionFactory()
    last = held(unit=unit, kind="summer_school", series=series, edition=3, partners=[park], title="Forests")
    address = at("activity_create", "summer_school", query=f"?like={last.pk}")
    form = coordinators.get(address).context["form"]
    assert (form["edition"].value(), form["title"].value()) == (4, "Forests")
    sent = {name: values[0] for name, values in form.posted_values().items() if values}
    assert coordinators.post(address, sent).status_code == 302
    assert series.editions.get(edition=4).partners.get().institution == park
    for odd in ("x", "9" * 30, "%00"):
        assert coordinators.get(at("activity_create", "summer_school", query=f"?like={odd}")).status_code in (200, 400)


def test_how_it_was_waits_until_it_was_held(coordinators, unit):
    coming, past = ActivityFactory(unit=unit), held(unit=unit)
    sent = {"actual_own_staff": "3", "report": "It rained."}
    assert "It begins on" in coordinators.post(at("activity_told", coming.pk), sent).content.decode()
    assert coordinators.post(at("activity_told", past.pk), sent).status_code == 302
    past.refresh_from_db()
    assert (past.actual_own_staff, past.actual_own_students, past.report) == (3, None, "It rained.")


def test_the_public_reads_of_what_was_held_in_words(coordinators, unit):
    coming, past = ActivityFactory(unit=unit), held(unit=unit)
    sent = {"told_en": "Bogs and their peat.", "told_sv": "", "is_published": "on"}
    assert "once it has been held" in coordinators.post(at("activity_outside", coming.pk), sent).content.decode()
    answer = coordinators.post(at("activity_outside", past.pk), sent | {"told_en": " ", "told_sv": "Mossar"})
    assert "Say in English what it was" in answer.content.decode()
    assert "Mossar" in answer.content.decode()
    assert coordinators.post(at("activity_outside", past.pk), sent).status_code == 302
    assert list(Activity.objects.published()) == [past]
    assert coordinators.post(at("activity_outside", past.pk), sent | {"is_published": ""}).status_code == 302
    assert not Activity.objects.published()


def test_a_paper_is_reported_without_counting_people(coordinators, unit):
    paper = held(unit=unit, kind="publication", report="Printed.")
    assert coordinators.post(at("activity_move", paper.pk, "report")).status_code == 302
    paper.refresh_from_db()
    assert paper.state == "reported"


def test_the_series_offers_its_next_edition(coordinators, unit):
    series = SeriesFactory(unit=unit)
    address = at("activity_create", "summer_school")
    assert f"{address}?series={series.pk}" in coordinators.get(series.get_absolute_url()).content.decode()
    edition = ActivityFactory(unit=unit, kind="summer_school", series=series, edition=1)
    assert f"{address}?like={edition.pk}" in coordinators.get(series.get_absolute_url()).content.decode()
    sent = {"kind": "seminar", "title": "Peat", "unit": unit.pk, "is_active": "on"}
    assert coordinators.post(at("series_create"), sent).status_code == 302
    refused = coordinators.post(at("series_edit", series.pk), sent)
    assert "its kind stays" in str(refused.context["form"].errors["kind"])


def test_a_plan_is_drawn_up_with_goals(coordinators, unit):
    agreement = AgreementFactory(responsible_unit=unit)
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=90)}
    sent = {"title": "Forests", "agreement": agreement.pk, "unit": unit.pk, **days}
    wrong = coordinators.post(at("plan_create"), sent | {"ends_on": TODAY - timedelta(days=1), "purpose": "Kept"})
    assert (wrong.status_code, "Kept" in wrong.content.decode()) == (200, True)
    assert coordinators.post(at("plan_create"), sent).status_code == 302
    plan = WorkPlan.objects.get()
    for text in ("First", "Second"):
        goal = {"text": text, "measure": "entered", "planned_number": "2"}
        assert coordinators.post(at("goal_add", plan.pk), goal).status_code == 302
    first, second = plan.goals.all()
    assert coordinators.post(at("goal_reached", first.pk), {"entered_number": "1"}).status_code == 302
    assert coordinators.post(at("goal_edit", second.pk), goal | {"text": "Other"}).status_code == 302
    assert [(each.text, each.entered_number) for each in plan.goals.all()] == [("First", 1), ("Other", None)]
    assert coordinators.post(at("goal_remove", first.pk), {"confirmed": "1"}).status_code == 302
    assert [each.text for each in PlanGoal.objects.all()] == ["Other"]


def test_rows_of_an_activity_are_edited_one_at_a_time(coordinators, unit):
    activity = ActivityFactory(unit=unit, kind="delegation")
    walk = {"day": activity.starts_on, "kind": "site_visit", "title": "Bog walk", "starts_at": "09:00"}
    assert coordinators.post(at("item_add", activity.pk), walk).status_code == 302
    late = coordinators.post(at("item_add", activity.pk), walk | {"day": activity.ends_on + timedelta(days=1)})
    assert "The activity lasts from" in str(late.context["form"].errors["day"])
    item = activity.programme.get()
    assert coordinators.post(at("item_edit", item.pk), walk | {"title": "Bog run"}).status_code == 302
    assert coordinators.post(at("person_add", activity.pk), {"role": "leader", "name": ""}).status_code == 200
    assert coordinators.post(at("person_add", activity.pk), {"role": "leader", "name": "Ann Other"}).status_code == 302
    assert (activity.programme.get().title, activity.people.get().name) == ("Bog run", "Ann Other")
    assert coordinators.post(at("person_forget", activity.people.get().pk), {"confirmed": "1", "note": "Asked"}).url
    assert activity.people.get().name != "Ann Other"


def test_a_doi_that_is_none_is_refused_in_a_sentence(coordinators, unit):
    activity = held(unit=unit)
    sent = {"kind": "publication", "title": "Peat", "doi": "ten dot something"}
    page = coordinators.post(at("output_add", activity.pk), sent)
    assert "This is no DOI" in str(page.context["form"].errors["doi"])
    coordinators.post(at("output_add", activity.pk), sent | {"doi": "https://doi.org/10.5555/ABC"})
    assert activity.outputs.get().doi == "10.5555/abc"


def test_evidence_is_read_by_right_and_replaced(coordinators, browser_of, reader, unit):
    activity = held(unit=unit)
    sent = {"kind": "report", "title": "Minutes", "readers": "keepers"}
    assert "file" in coordinators.post(at("evidence_add", activity.pk), sent).context["form"].errors
    for number, name in enumerate(("evidence_add", "evidence_edit")):
        kept = activity.documents.first()
        upload = SimpleUploadedFile("minutes.txt", f"Minutes {number}".encode(), "text/plain")
        key = kept.pk if kept else activity.pk
        assert coordinators.post(at(name, key), sent | {"file": upload}).status_code == 302
    document = activity.documents.get()
    page = coordinators.get(at("evidence_file", document.pk))
    assert b"".join(page.streaming_content) == b"Minutes 1"
    assert browser_of(reader).get(at("evidence_file", document.pk)).status_code == 404


def test_a_task_is_done_by_one_press_of_its_owner(browser_of, reader, outsider, unit):
    task = FollowUpTaskFactory(activity=held(unit=unit), owner=reader)
    assert browser_of(outsider).post(at("task_done", task.pk)).status_code == 403
    assert browser_of(reader).post(at("task_done", task.pk)).status_code == 302
    task.refresh_from_db()
    assert task.is_done


def test_the_page_offers_each_first_step_to_its_keepers_alone(coordinators, browser_of, reader, unit):
    activity = ActivityFactory(unit=unit, kind="delegation")
    ActivityDocumentFactory(activity=activity)
    steps = [at(name, activity.pk) for name in
             ("partner_add", "item_add", "person_add", "output_add", "evidence_add", "task_add")]  # fmt: skip
    page = coordinators.get(activity.get_absolute_url()).content.decode()
    assert [step for step in steps if step not in page] == []
    page = browser_of(reader).get(activity.get_absolute_url()).content.decode()
    assert [step for step in steps if step in page] == []
    for name in ("stay_add", "bip_add"):
        assert coordinators.get(at(name, activity.pk)).status_code == 200
