"""Activities: their states, days, figures, partners and everything that hangs on one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from cooperation.activities.enums import ActivityState
from cooperation.activities.links import link_stay, unlink
from cooperation.activities.partners import PartnerValues, save_partners
from cooperation.activities.people import FORGOTTEN, PersonValues, forget_person, save_people
from cooperation.activities.programme import ItemValues, save_programme
from cooperation.activities.results import add_document, add_output, change_output, remove_document
from cooperation.activities.services import change_activity, move_activity, plan_activity, tell_how_it_was
from cooperation.activities.tasks_after import add_task, finish_task, open_task_again, remove_task
from cooperation.activities.workflow import activity_workflow
from cooperation.models import Activity, ActivityDocument, FollowUpTask
from core.constraints import violated_constraint
from core.errors import FileRefused, PortalError, RightMissing, TransitionRefused
from core.keeping import kept_things
from partners.services.merging import merge_institutions
from tests.accounts.factories import UserFactory
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home
from tests.cooperation.factories import ActivityFactory, FollowUpTaskFactory, SeriesFactory, WorkPlanFactory, held
from tests.days import in_days
from tests.mobility.factories import MobilityFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("planned", "confirm"): "confirmed",
    ("confirmed", "take_back"): "planned",
    ("confirmed", "hold"): "held",
    ("held", "was_not_held"): "confirmed",
    ("held", "report"): "reported",
    ("reported", "reopen"): "held",
    ("planned", "postpone"): "postponed",
    ("confirmed", "postpone"): "postponed",
    ("planned", "cancel"): "cancelled",
    ("confirmed", "cancel"): "cancelled",
    ("postponed", "cancel"): "cancelled",
    ("postponed", "plan_again"): "planned",
    ("cancelled", "plan_again"): "planned",
}
TODAY = timezone.localdate()
SOON = {"starts_on": TODAY + timedelta(days=10), "ends_on": TODAY + timedelta(days=12)}
PAST = {"starts_on": TODAY - timedelta(days=12), "ends_on": TODAY - timedelta(days=10)}


def seminar(unit, **fields):
    return {"kind": "seminar", "title": "Seminar", "unit": unit, **SOON, **fields}


def test_workflow_moves_along_its_edges_and_nowhere_else(unit, officer):
    moves = {name for _state, name in ALLOWED}
    assert set(activity_workflow.transitions) == moves
    for state in ActivityState.values:
        for name in sorted(moves):
            told = {"actual_own_staff": 2, "report": "It went well."} if name == "report" and state == "held" else {}
            row = ActivityFactory(unit=unit, state=state, **PAST, **told)
            if target := ALLOWED.get((state, name)):
                assert activity_workflow.perform(name, row, actor=officer, note="because").state == target
            else:
                with pytest.raises(TransitionRefused):
                    activity_workflow.perform(name, row, actor=officer, note="because")


def test_database_keeps_states_and_figures_together(unit):
    planned = ActivityFactory(unit=unit)
    for change, constraint in (
        ({"state": "held"}, "cooperation_activity_state_edge"),
        ({"actual_own_staff": 3}, "activity_is_actual_once_held"),
        ({"ends_on": date(2020, 1, 1)}, "activity_days_in_order"),
        ({"edition": 2}, "activity_edition_of_a_series"),
    ):
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            Activity.objects.filter(pk=planned.pk).update(**change)
        assert violated_constraint(refusal.value) == constraint


def test_how_it_was_is_told_once_it_was_held(unit, coordinator):
    activity = plan_activity(actor=coordinator, **seminar(unit, planned_own_staff=2))
    with pytest.raises(ValidationError, match="once it has been held"):
        change_activity(activity, actor=coordinator, actual_own_staff=2)
    with pytest.raises(PortalError, match="It begins on"):
        tell_how_it_was(activity, actor=coordinator, actual_own_staff=2)
    move_activity(activity, "confirm", actor=coordinator)
    with pytest.raises(TransitionRefused, match="Its first day is"):
        move_activity(activity, "hold", actor=coordinator)
    change_activity(activity, actor=coordinator, **PAST)
    move_activity(activity, "hold", actor=coordinator)
    with pytest.raises(TransitionRefused, match="how many people"):
        move_activity(activity, "report", actor=coordinator)
    told = tell_how_it_was(activity, actor=coordinator, actual_own_staff=3, actual_cost=120, report="Good.")
    assert (told.planned_people, told.actual_people) == (2, 3)
    with pytest.raises(TransitionRefused, match="empty them first"):
        move_activity(activity, "was_not_held", actor=coordinator, note="It was not.")
    with pytest.raises(ValidationError, match="first day that has come"):
        change_activity(activity, actor=coordinator, **SOON)
    assert move_activity(activity, "report", actor=coordinator).state == "reported"
    with pytest.raises(PortalError, match="“Reported”"):
        tell_how_it_was(activity, actor=coordinator, actual_own_staff=4)


def test_an_activity_lies_in_the_term_of_its_agreement(unit, coordinator):
    agreement = AgreementFactory(responsible_unit=unit, ends_on=TODAY + timedelta(days=11), title="Exchange")
    with pytest.raises(ValidationError) as refusal:
        plan_activity(actor=coordinator, **seminar(unit, agreement=agreement))
    assert list(refusal.value.message_dict) == ["ends_on"]
    plan = WorkPlanFactory(unit=unit, agreement=agreement, starts_on=TODAY, ends_on=TODAY + timedelta(days=5))
    with pytest.raises(ValidationError, match="The work plan runs from"):
        plan_activity(actor=coordinator, **seminar(unit, plan=plan))
    inside = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=11)}
    assert plan_activity(actor=coordinator, **seminar(unit, plan=plan, **inside)).agreement == agreement


def test_only_the_unit_and_the_office_keep_an_activity(unit, coordinator, officer, outsider, reader):
    with pytest.raises(RightMissing):
        plan_activity(actor=outsider, **seminar(unit))
    activity = plan_activity(actor=coordinator, **seminar(unit))
    for somebody in (outsider, reader):
        with pytest.raises(RightMissing):
            change_activity(activity, actor=somebody, title="Taken")
        with pytest.raises(RightMissing):
            add_output(activity, actor=somebody, title="Taken")
    assert change_activity(activity, actor=officer, title="Renamed").title == "Renamed"
    assert not Activity.objects.editable_by(outsider).exists()
    assert Activity.objects.visible_to(reader).get() == activity


def test_editions_are_numbered_once(unit, coordinator):
    series = SeriesFactory(unit=unit)
    fields = seminar(unit, kind="summer_school", series=series, edition=3)
    plan_activity(actor=coordinator, **fields)
    with pytest.raises(ValidationError, match="edition of this number"):
        plan_activity(actor=coordinator, **fields)
    with pytest.raises(ValidationError, match="are of the kind “Summer school”"):
        plan_activity(actor=coordinator, **(fields | {"kind": "seminar", "edition": 4}))


def test_partners_are_of_any_kind_but_never_ourselves(unit, coordinator):
    park = InstitutionFactory(name="Białowieża National Park", kind="public_body")
    activity = plan_activity(actor=coordinator, partners=[PartnerValues(park, "host")], **seminar(unit))
    assert Activity.objects.matching("bialowieza").get() == activity
    for rows, sentence in (([home()], "We ourselves"), ([park, park], "stands twice")):
        with pytest.raises(ValidationError, match=sentence):
            save_partners(activity, actor=coordinator, rows=[PartnerValues(each) for each in rows])
    save_partners(activity, actor=coordinator, rows=[PartnerValues(InstitutionFactory())])
    assert not Activity.objects.matching("bialowieza").exists()


def test_a_merger_leaves_one_partner(unit, officer):
    survivor, absorbed, other = InstitutionFactory(), InstitutionFactory(name="Absorbed"), InstitutionFactory()
    both = ActivityFactory(unit=unit, partners=[survivor, absorbed])
    one = ActivityFactory(unit=unit, partners=[other, absorbed])
    merge_institutions(survivor, absorbed, actor=officer, reason="One")
    assert [row.institution for row in both.partners.all()] == [survivor]
    assert [row.institution for row in one.partners.all()] == [other, survivor]


def test_the_programme_lies_in_the_days_of_the_activity(unit, coordinator):
    activity = ActivityFactory(unit=unit, **SOON)
    visit = {"day": SOON["ends_on"], "kind": "site_visit", "title": "Sewage treatment plant"}
    save_programme(activity, actor=coordinator, rows=[ItemValues(None, visit)])
    with pytest.raises(ValidationError, match="lasts from"):
        save_programme(activity, actor=coordinator, rows=[ItemValues(None, visit | {"day": TODAY})])
    with pytest.raises(ValidationError, match="Items of the programme"):
        change_activity(activity, actor=coordinator, ends_on=SOON["starts_on"])
    assert activity.programme.get().title == "Sewage treatment plant"


def test_a_named_person_is_forgotten_in_the_history_too(unit, coordinator):
    activity = held(unit=unit, report="We met Maria Kowalska, who led it.")
    save_people(activity, actor=coordinator, rows=[PersonValues(None, {"name": "Maria Kowalska", "title": "Dean"})])
    person = activity.people.get()
    with pytest.raises(ValidationError):
        forget_person(person, actor=coordinator, note=" ")
    forget_person(person, actor=coordinator, note="She asked for it.")
    activity.refresh_from_db()
    assert activity.report == "We met –, who led it."
    told = {(row.name, row.title) for row in type(person).pgh_event_model.objects.filter(pgh_obj_id=person.pk)}
    assert {name for name, _title in told} == {FORGOTTEN}
    assert {title for _name, title in told} <= {FORGOTTEN, ""}
    forget_person(activity.people.get(), actor=coordinator, note="Again.")
    activity.refresh_from_db()
    assert activity.report == "We met –, who led it."


def test_tasks_are_done_by_their_owner_or_the_keeper(unit, coordinator, outsider, reader):
    activity = held(unit=unit)
    task = add_task(activity, actor=coordinator, text="Send the draft", owner=reader, due_on=in_days(0))
    with pytest.raises(RightMissing):
        finish_task(task, actor=outsider)
    with pytest.raises(ValidationError, match="day that has come"):
        finish_task(task, actor=reader, on=in_days(1))
    finish_task(task, actor=reader, note="Sent.")
    with pytest.raises(PortalError, match="is done"):
        remove_task(task, actor=coordinator)
    open_task_again(task, actor=coordinator)
    assert list(FollowUpTask.objects.watched()) == [task]
    with pytest.raises(ValidationError, match="no role"):
        add_task(activity, actor=coordinator, text="Nobody", owner=UserFactory())


def test_results_have_a_doi_that_is_one(unit, coordinator):
    activity = held(unit=unit)
    paper = add_output(activity, actor=coordinator, title="Paper", doi="https://doi.org/10.1000/ABC")
    assert (paper.doi, paper.address) == ("10.1000/abc", "https://doi.org/10.1000/abc")
    for doi, sentence in (("10.1000/abc", "already"), ("10.1000", "no DOI")):
        with pytest.raises(ValidationError, match=sentence):
            add_output(activity, actor=coordinator, title="Paper", doi=doi)
    with pytest.raises(ValidationError, match="Publications and data"):
        change_output(paper, actor=coordinator, kind="course")
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.outputs.update(doi="nonsense")


def test_evidence_is_read_by_its_keepers(
    unit, coordinator, outsider, reader, officer, django_capture_on_commit_callbacks
):
    activity = held(unit=unit)
    with pytest.raises(FileRefused):
        add_document(activity, actor=coordinator, upload=SimpleUploadedFile("list.pdf", b"MZ"), title="List")
    upload = SimpleUploadedFile("list.txt", b"Everybody was there.")
    document = add_document(activity, actor=coordinator, upload=upload, title="List")
    seen = ActivityDocument.objects
    assert [seen.visible_to(user).count() for user in (coordinator, officer, outsider, reader)] == [1, 1, 0, 0]
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(document, actor=coordinator, note="Wrong file.")
    assert not document.file.storage.exists(document.file.name)


def test_only_stays_one_may_read_are_linked(unit, other_unit, coordinator):
    activity = ActivityFactory(unit=unit)
    link = link_stay(activity, actor=coordinator, stay=MobilityFactory(unit=unit))
    assert link_stay(activity, actor=coordinator, stay=link.stay) == link
    with pytest.raises(PortalError, match="may read"):
        link_stay(activity, actor=coordinator, stay=MobilityFactory(unit=other_unit))
    unlink(link, actor=coordinator)
    assert not activity.stay_links.exists()


def test_who_leaves_hands_over(unit, officer, reader):
    leaver = UserFactory()
    activity = ActivityFactory(unit=unit, coordinator=leaver)
    kept = {
        "cooperation.plans": WorkPlanFactory(unit=unit, coordinator=leaver),
        "cooperation.activities": activity,
        "cooperation.tasks": FollowUpTaskFactory(activity=activity, owner=leaver),
    }
    for name, row in kept.items():
        kind = next(each for each in kept_things() if each.name == name)
        assert kind.counts([leaver.pk]) == {leaver.pk: 1}
        assert kind.hand_over([str(row.pk)], person=leaver, to=UserFactory(), actor=officer)
        assert kind.hand_over([str(row.pk)], person=leaver, to=officer, actor=officer) == {}
        assert kind.counts([leaver.pk]) == {}
