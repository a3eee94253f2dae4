"""A colleague leaves: their drafts of assessments go to somebody who may assess for the unit, and to nobody else."""

import pytest

from accounts.enums import Role
from core.keeping import things_named
from partners.services.handing_over import hand_over_assessments
from reminders.leaving.hand_overs import carry_out
from reminders.leaving.person import groups_of
from reminders.leaving.plans import Wish, plan_hand_over
from tests.partners.factories import AssessmentFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(person, unit):
    return person(Role.COORDINATOR, unit, name="Bo Ek")


@pytest.fixture
def draft(unit, coordinator):
    return AssessmentFactory(unit=unit, assessor=coordinator, institution=InstitutionFactory(name="Lund"))


def kept(person, actor):
    groups = {group.things.name: group.rows for group in groups_of(person, actor)}
    return [row.title for row in groups.get("partners.assessments", [])]


def test_a_draft_goes_to_the_colleague_with_the_reason_in_its_history(draft, coordinator, bo, officer, unit):
    AssessmentFactory(unit=unit, assessor=coordinator, state="submitted")
    assert kept(coordinator, officer) == [str(draft)]
    assert things_named("partners.assessments").counts([coordinator.pk, bo.pk]) == {coordinator.pk: 1}
    wishes = [Wish("partners.assessments", str(draft.pk), bo.pk)]
    carry_out(plan_hand_over(coordinator, actor=officer, wishes=wishes, note="Leaves in June"), actor=officer)
    draft.refresh_from_db()
    assert draft.assessor == bo
    event = type(draft).pgh_event_model.objects.filter(pgh_obj_id=draft.pk).latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["note"]) == ("assessment.hand_over", "Leaves in June")
    assert (kept(coordinator, officer), kept(bo, officer)) == ([], [str(draft)])


def test_what_cannot_change_hands_says_why(draft, coordinator, bo, officer, outsider, unit, reader):
    submitted = AssessmentFactory(unit=unit, assessor=coordinator, state="submitted")
    anothers = AssessmentFactory(unit=unit, assessor=bo)
    keys = [submitted.pk, anothers.pk, 10**9]
    gone = "It is no draft any more and stays as it is."
    assert hand_over_assessments(keys, person=coordinator, to=bo, actor=officer) == {
        submitted.pk: gone,
        anothers.pk: "Bo Ek goes on with it meanwhile.",
        10**9: gone,
    }
    for to, actor, why in ((outsider, officer, "does not have the right to assess"), (bo, reader, "You do not have")):
        problems = hand_over_assessments([draft.pk], person=coordinator, to=to, actor=actor)
        assert why in problems[draft.pk]
    draft.refresh_from_db()
    assert draft.assessor == coordinator
    assert kept(coordinator, outsider) == []
