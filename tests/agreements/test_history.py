"""History cannot be skipped, and says who meant what."""

import pghistory.models
import pytest
from django.db import connection, transaction

from agreements.enums import AgreementState
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, move_agreement, update_agreement
from agreements.services.conditions import ConditionValues, LanguageValues, remove_condition, save_condition
from core import history
from core.history_entries import entries_of
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home
from tests.reference.factories import IscedFieldFactory, LanguageFactory


@pytest.fixture
def draft(unit, coordinator):
    home()
    return create_agreement(
        actor=coordinator,
        parties=[PartyValues(InstitutionFactory(name="AGH University"))],
        kind="moc",
        title="",
        responsible_unit=unit,
        is_open_ended=True,
    )


def told(agreement) -> list[tuple]:
    """Who did what with which reason and changes, newest first."""
    return [
        (entry.who, entry.did, entry.note, [(change.label, change.before, change.after) for change in entry.changes])
        for entry in entries_of(agreement, AGREEMENT_STORY)
    ]


STEP = "International officer · The university"  # nobody heads a unit here: the office is asked


def test_services_leave_sentences(draft, coordinator, officer, person, university):
    move_agreement(draft, "submit", actor=coordinator)
    move_agreement(draft, "send_back", actor=officer, note="The period is missing.")
    update_agreement(draft, actor=coordinator, title="A better title", ends_on=None, coordinator=officer)
    assert told(draft) == [
        (
            "Coordinator",
            "changed it",
            "",
            [
                ("Title", "Memorandum of Cooperation with AGH University", "A better title"),
                ("Coordinator", "—", "International officer"),
            ],
        ),
        (
            "International officer",
            "sent it back",
            "The period is missing.",
            [(f"{STEP}: State", "Waits", "Sent back"), ("State", "In review", "Draft")],
        ),
        (
            "Coordinator",
            "submitted it for review",
            "",
            [
                (f"Step of an approval added: {STEP}", "", ""),
                ("State", "Draft", "In review"),
            ],
        ),
        (
            "Coordinator",
            "created it",
            "",
            [("Party added: Blekinge Institute of Technology", "", ""), ("Party added: AGH University", "", "")],
        ),
    ]


def test_a_bulk_update_and_plain_sql_leave_a_trace(draft):
    Agreement.objects.filter(pk=draft.pk).update(title="Renamed in bulk")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_agreement SET title = 'Renamed in SQL' WHERE id = %s", [draft.pk])
    assert told(draft)[:2] == [
        ("", "changed it past the portal’s pages", "", [("Title", "Renamed in bulk", "Renamed in SQL")]),
        (
            "",
            "changed it past the portal’s pages",
            "",
            [("Title", "Memorandum of Cooperation with AGH University", "Renamed in bulk")],
        ),
    ]


def test_action_actor_and_note_do_not_leak_to_the_next_statement(draft, officer):
    with transaction.atomic():
        with history.action("agreement.suspend", actor=officer, note="a secret reason"):
            Agreement.objects.filter(pk=draft.pk).update(title="Inside")
        Agreement.objects.filter(pk=draft.pk).update(title="Outside")
    outside, inside = told(draft)[:2]
    assert inside[0] == "International officer"
    assert inside[2] == "a secret reason"
    assert outside == ("", "changed it past the portal’s pages", "", [("Title", "Inside", "Outside")])


def test_nested_actions_keep_their_own_words(draft, officer, coordinator):
    with history.action("changed", actor=officer, note="outer"):
        with history.action("agreement.turn", actor=coordinator, note="inner"):
            Agreement.objects.filter(pk=draft.pk).update(turn="ours")
        Agreement.objects.filter(pk=draft.pk).update(turn="partner")
    assert [entry[:3] for entry in told(draft)[:2]] == [
        ("International officer", "changed it", "outer"),
        ("Coordinator", "noted whose turn it is", "inner"),
    ]


def test_conditions_are_told_with_their_fields_and_languages(draft, coordinator):
    partner = draft.partner_parties[0].institution
    plain = {"kind": "student_studies", "people_per_year": 2, "sender": home(), "receiver": partner}
    fields, languages = (IscedFieldFactory(code="0613"),), (LanguageValues(LanguageFactory(), "B2"),)
    given = ConditionValues(plain, fields, languages=languages)
    (condition,) = save_condition(draft, actor=coordinator, given=given)
    changed = ConditionValues({**plain, "people_per_year": 4}, fields, languages=languages)
    save_condition(draft, actor=coordinator, given=changed, condition=condition)
    remove_condition(condition, actor=coordinator)
    called = "Student studies · Blekinge Institute of Technology · AGH University"
    removed, changed, added = told(draft)[:3]
    assert f"Condition removed: {called}" in [change[0] for change in removed[3]]
    assert (f"{called}: People a year", "2", "4") in changed[3]
    assert [change[0] for change in added[3]] == [
        f"Condition added: {called}",
        "Field of a condition added: Field 0613 · 0613",
        "Language of a condition added: English · B2",
    ]


def test_a_child_agreement_is_not_told_in_its_parents_history(draft, unit):
    child = AgreementFactory(responsible_unit=unit, kind="internship", parent=draft)
    Agreement.objects.filter(pk=child.pk).update(title="Only the child's")
    assert "Only the child's" not in str(told(draft))


def test_history_cannot_be_rewritten(draft):
    event = Agreement.pgh_event_model.objects.filter(pgh_obj=draft).first()
    with pytest.raises(Exception, match="append"), transaction.atomic():
        event.delete()
    assert pghistory.models.Events.objects.tracks(draft).count() == 1


def test_the_history_page_asks_as_often_for_one_act_as_for_three(draft, officer, browser_of, django_assert_num_queries):
    client = browser_of(officer)
    client.get(f"/agreements/{draft.pk}/history/")
    with django_assert_num_queries(20):
        client.get(f"/agreements/{draft.pk}/history/")
    for title in ("a", "b", "c"):
        Agreement.objects.filter(pk=draft.pk).update(title=title)
    with django_assert_num_queries(20):
        client.get(f"/agreements/{draft.pk}/history/")


def test_state_names_are_kept_when_the_actor_is_gone(draft, coordinator):
    move_agreement(draft, "submit", actor=coordinator)
    assert Agreement.objects.get(pk=draft.pk).state == AgreementState.IN_REVIEW
    coordinator.memberships.all().delete()
    coordinator.delete()
    assert told(draft)[0][0] == "Coordinator"


def test_further_units_are_told_as_well(draft, coordinator, other_unit):
    update_agreement(draft, actor=coordinator, further_units=[other_unit])
    update_agreement(draft, actor=coordinator, further_units=[])
    removed, added = told(draft)[:2]
    assert [change[0] for change in added[3]] == ["Further unit added: Mechanical Engineering"]
    assert [change[0] for change in removed[3]] == ["Further unit removed: Mechanical Engineering"]
