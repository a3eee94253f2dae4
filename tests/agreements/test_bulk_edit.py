"""Many agreements changed at once: what is shown, done and by whom, and that undoing it leaves history alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from accounts.enums import Role
from agreements.bulk.kind import AgreementsAtOnce, tags_of
from agreements.enums import AgreementState
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement, Tag
from agreements.services.agreements import update_agreement
from agreements.services.tags import set_tags
from core import jobs
from core.bulk import doing, preparing
from core.bulk.doing import carry_out, undo
from core.bulk.enums import BulkOutcome, BulkState
from core.bulk.models import BulkEdit
from core.bulk.preparing import prepare_edit
from core.errors import PortalError, RightMissing
from core.history_entries import entries_of
from core.models import Job
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db

COLUMNS = ("coordinator", "responsible_unit", "is_published", "ends_on", "title", "number", "state", "notice_on")


def state_of(*agreements):
    rows = Agreement.objects.filter(pk__in=[row.pk for row in agreements]).order_by("pk")
    return [values | {"tags": tags_of(row)} for row, values in zip(rows, rows.values(*COLUMNS), strict=True)]


def prepared(actor, agreements, *, note="", **wanted):
    return prepare_edit(AgreementsAtOnce(), [row.pk for row in agreements], wanted=wanted, actor=actor, note=note)


def outcomes(edit) -> dict:
    return {row.object_id: (row.outcome, row.reason) for row in edit.rows.all()}


def done(edit):
    return BulkEdit.objects.get(pk=carry_out(edit, actor=edit.started_by).pk)


@pytest.fixture
def three(unit, coordinator):
    return [AgreementFactory(responsible_unit=unit, coordinator=coordinator, title=f"Row {n}") for n in range(3)]


@pytest.fixture
def colleague(person, unit):
    return person(Role.COORDINATOR, unit, name="Colleague")


def test_preparing_shows_everything_and_changes_nothing(three, draft, officer, colleague, coordinator):
    update_agreement(three[0], actor=officer, coordinator=colleague)
    before = state_of(*three)
    edit = prepared(officer, three, coordinator=colleague.pk)
    assert state_of(*three) == before
    assert outcomes(edit) == {
        three[0].pk: (BulkOutcome.UNCHANGED, ""),
        three[1].pk: (BulkOutcome.PLANNED, ""),
        three[2].pk: (BulkOutcome.PLANNED, ""),
    }
    assert edit.rows.get(object_id=three[1].pk).before == {"coordinator": coordinator.pk}
    assert edit.state == BulkState.PREPARED


def test_each_row_is_refused_by_its_own_rule(three, foreign_draft, coordinator, outsider, colleague):
    """A coordinator sees another unit's agreement and may not change it; a stranger to the unit may not keep it."""
    foreign = AgreementFactory(responsible_unit=foreign_draft.responsible_unit)
    edit = prepared(coordinator, [three[0], foreign], coordinator=colleague.pk)
    assert outcomes(edit)[three[0].pk] == (BulkOutcome.PLANNED, "")
    outcome, reason = outcomes(edit)[foreign.pk]
    assert outcome == BulkOutcome.REFUSED
    assert reason.startswith("Colleague does not have the right to keep agreements of Mechanical")
    refused = prepared(coordinator, [foreign], ends_on="2030-01-01")
    assert "You do not have the right" in outcomes(refused)[foreign.pk][1]
    stranger = prepared(coordinator, three[:1], coordinator=outsider.pk)
    assert outcomes(stranger)[three[0].pk][1].startswith("Outsider does not have the right")


def test_terms_of_an_agreement_in_force_stay(three, draft, officer):
    in_review = AgreementFactory(responsible_unit=draft.responsible_unit, state=AgreementState.IN_REVIEW)
    edit = prepared(officer, [three[0], draft, in_review], ends_on="2031-06-30")
    found = outcomes(edit)
    assert found[draft.pk] == (BulkOutcome.PLANNED, "")
    assert "cannot be changed" in found[three[0].pk][1]
    assert found[in_review.pk][0] == BulkOutcome.REFUSED
    done(edit)
    draft.refresh_from_db()
    three[0].refresh_from_db()
    assert (draft.ends_on, three[0].ends_on) == (date(2031, 6, 30), None)


def test_a_last_day_before_the_first_is_refused(draft, officer):
    update_agreement(draft, actor=officer, starts_on=date(2030, 1, 1))
    edit = prepared(officer, [draft], ends_on="2029-01-01")
    assert outcomes(edit)[draft.pk][0] == BulkOutcome.REFUSED


def test_all_fields_at_once_and_back_again(three, officer, colleague, other_unit, university, person):
    everywhere = person(Role.OFFICER, university, name="Everywhere")
    before = state_of(*three)
    edit = done(prepared(officer, three, coordinator=everywhere.pk, unit=other_unit.pk, published=True))
    assert {row["coordinator"] for row in state_of(*three)} == {everywhere.pk}
    assert {row["responsible_unit"] for row in state_of(*three)} == {other_unit.pk}
    assert {row["is_published"] for row in state_of(*three)} == {True}
    undone = undo(edit, actor=officer)
    assert undone.state == BulkState.UNDONE
    assert state_of(*three) == before


def test_history_says_that_it_was_one_act_and_why(three, officer, colleague):
    edit = done(prepared(officer, three, coordinator=colleague.pk, note="Anna retires."))
    newest = entries_of(three[0], AGREEMENT_STORY)[0]
    assert (newest.who, newest.did, newest.note) == (
        officer.name, "in a bulk edit of 3: changed it", "Anna retires.",
    )  # fmt: skip
    assert [(change.label, change.after) for change in newest.changes] == [("Coordinator", "Colleague")]
    undo(edit, actor=officer)
    assert entries_of(three[0], AGREEMENT_STORY)[0].did == "undoing a bulk edit of 3: changed it"
    update_agreement(three[0], actor=officer, remarks="Later")
    assert entries_of(three[0], AGREEMENT_STORY)[0].did == "changed it"


def test_a_row_that_changed_since_the_preview_is_left_and_named(three, officer, colleague):
    edit = prepared(officer, three, coordinator=colleague.pk)
    update_agreement(three[1], actor=officer, remarks="Somebody was quicker")
    edit = done(edit)
    assert outcomes(edit)[three[1].pk] == (
        BulkOutcome.LEFT, "It was changed meanwhile. Nothing of that was overwritten.",
    )  # fmt: skip
    three[1].refresh_from_db()
    assert (three[1].coordinator, three[1].remarks) != (colleague, "")
    assert [outcome for outcome, _reason in outcomes(edit).values()].count(BulkOutcome.DONE) == 2


def test_undoing_leaves_what_a_colleague_changed_since(three, officer, colleague, coordinator):
    edit = done(prepared(officer, three, coordinator=colleague.pk))
    update_agreement(three[2], actor=officer, remarks="Worked on it since")
    undo(edit, actor=officer)
    assert [row["coordinator"] for row in state_of(*three)] == [coordinator.pk, coordinator.pk, colleague.pk]
    assert outcomes(edit)[three[2].pk][0] == BulkOutcome.LEFT


def test_a_row_that_is_gone_is_left(three, draft, officer, colleague):
    edit = prepared(officer, [draft], coordinator=colleague.pk)
    Agreement.objects.filter(pk=draft.pk).delete()
    assert outcomes(done(edit))[draft.pk] == (BulkOutcome.LEFT, "It is not there any more.")


def test_rights_are_asked_again_when_it_is_done(three, coordinator, colleague):
    edit = prepared(coordinator, three, coordinator=colleague.pk)
    coordinator.memberships.all().delete()
    fresh = BulkEdit.objects.get(pk=edit.pk)
    fresh = carry_out(fresh, actor=type(coordinator).objects.get(pk=coordinator.pk))
    assert {outcome for outcome, _reason in outcomes(fresh).values()} == {BulkOutcome.REFUSED}


def test_sent_twice_it_is_done_once(three, officer, colleague):
    edit = prepared(officer, three, coordinator=colleague.pk)
    first, second = done(edit), done(edit)
    assert (first.done_at, second.state) == (second.done_at, BulkState.DONE)
    undo(edit, actor=officer)
    again = undo(edit, actor=officer)
    assert again.state == BulkState.UNDONE
    assert done(edit).state == BulkState.UNDONE
    assert Agreement.pgh_event_model.objects.filter(pgh_obj=three[0].pk, pgh_label="update").count() == 2


def test_after_a_day_it_stays(three, officer, colleague):
    edit = done(prepared(officer, three, coordinator=colleague.pk))
    BulkEdit.objects.update(done_at=timezone.now() - timedelta(hours=24, minutes=1))
    with pytest.raises(PortalError, match="24 hours"):
        undo(edit, actor=officer)
    assert {row["coordinator"] for row in state_of(*three)} == {colleague.pk}


def test_only_who_made_it_does_and_undoes_it(three, officer, coordinator, colleague):
    edit = prepared(officer, three, coordinator=colleague.pk)
    with pytest.raises(BulkEdit.DoesNotExist):
        carry_out(edit, actor=coordinator)


def test_nothing_to_do_is_said(three, officer, reader):
    with pytest.raises(PortalError, match="at least one change"):
        prepared(officer, three)
    with pytest.raises(PortalError, match="at least one row"):
        prepared(officer, [], published=True)
    with pytest.raises(RightMissing):
        prepared(reader, three, published=True)
    with pytest.raises(PortalError, match="Narrow the list"):
        prepare_edit(AgreementsAtOnce(), range(preparing.MOST_ROWS + 1), wanted={"published": True}, actor=officer)


def test_many_are_left_to_the_worker(three, officer, colleague, monkeypatch, django_capture_on_commit_callbacks):
    for module in (preparing, doing):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
    edit = prepared(officer, three, coordinator=colleague.pk)
    assert edit.state == BulkState.PREPARING
    for act, working, finished in (
        (None, BulkState.PREPARING, BulkState.PREPARED),
        (carry_out, BulkState.RUNNING, BulkState.DONE),
        (undo, BulkState.UNDOING, BulkState.UNDONE),
    ):
        edit = act(edit, actor=officer) if act else edit
        assert edit.state == working
        jobs.carry_out(edit.job_id)
        edit = BulkEdit.objects.get(pk=edit.pk)
        assert (edit.state, Job.objects.get(pk=edit.job_id).message) == (finished, "")


def test_what_the_worker_could_not_do_is_said(three, officer, colleague, monkeypatch):
    monkeypatch.setattr(preparing, "MOST_AT_ONCE", 2)
    edit = prepared(officer, three, coordinator=colleague.pk)
    Job.objects.filter(pk=edit.job_id).update(state="failed", message="The queue does not answer.")
    assert doing.failure_of(BulkEdit.objects.get(pk=edit.pk)) == "The queue does not answer."


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_any_bulk_edit_undone_leaves_every_agreement_as_it_was(
    data, unit, other_unit, officer, coordinator, head, faculty
):
    """Whatever is changed in whichever rows: what was done and then undone is as it was before."""
    states = some.sampled_from([AgreementState.DRAFT, AgreementState.ACTIVE, AgreementState.APPROVED])
    tags = [Tag.objects.get_or_create(name=name)[0] for name in ("Baltic", "Space")]
    some_tags = some.sets(some.sampled_from([tag.pk for tag in tags])).map(sorted)
    rows = [
        AgreementFactory(
            responsible_unit=data.draw(some.sampled_from([unit, other_unit])),
            coordinator=data.draw(some.sampled_from([None, coordinator, head])),
            state=data.draw(states),
            is_published=data.draw(some.booleans()),
            ends_on=data.draw(some.sampled_from([None, date(2029, 1, 31), date(2031, 12, 31)])),
        )
        for _number in range(data.draw(some.integers(1, 4)))
    ]
    for row in rows:
        set_tags(row, actor=None, tags=Tag.objects.filter(pk__in=data.draw(some_tags)))
    wanted = data.draw(
        some.fixed_dictionaries(
            {},
            optional={
                "coordinator": some.sampled_from([None, coordinator.pk, head.pk, officer.pk]),
                "unit": some.sampled_from([unit.pk, other_unit.pk]),
                "published": some.booleans(),
                "tags": some.fixed_dictionaries({"give": some_tags, "take": some_tags}),
                "ends_on": some.sampled_from(["2030-06-30", "2028-01-01"]),
            },
        ).filter(bool)
    )
    actor = data.draw(some.sampled_from([officer, coordinator]))
    before = state_of(*rows)
    edit = done(prepared(actor, rows, **wanted))
    for row, now, was in zip(edit.rows.order_by("object_id"), state_of(*rows), before, strict=True):
        assert (now != was) == (row.outcome == BulkOutcome.DONE)
    undo(edit, actor=actor)
    assert state_of(*rows) == before
