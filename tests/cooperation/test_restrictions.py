"""DD-06: what exists with a barred partner stays and is shown, nothing new is planned without the office's word."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cooperation.activities.partners import PartnerValues, save_partners
from cooperation.activities.services import (
    change_activity,
    move_activity,
    override_for_activity,
    plan_activity,
)
from cooperation.models import Activity, RestrictionOverride
from cooperation.plans.services import draw_up_plan, move_plan, override_for_plan
from cooperation.restrictions import PartnerRestricted, suspensions_of_activity, suspensions_of_plan
from core.errors import PortalError, RightMissing, TransitionRefused
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.cooperation.factories import ActivityFactory, PlanGoalFactory, WorkPlanFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON = {"starts_on": TODAY + timedelta(days=10), "ends_on": TODAY + timedelta(days=12)}
BEFORE = {"starts_on": date(2019, 5, 6), "ends_on": date(2019, 5, 17)}
REASON = "The vice-chancellor decided it on 3 May."


def internships(unit, minsk, **fields):
    return {
        "kind": "internship_programme",
        "title": "Internships",
        "unit": unit,
        "partners": [PartnerValues(minsk)],
        **SOON,
        **fields,
    }


def test_nothing_new_is_planned_and_nothing_is_left_behind(unit, officer, coordinator, minsk):
    for somebody in (coordinator, officer):
        with pytest.raises(PartnerRestricted, match="left alone") as refusal:
            plan_activity(actor=somebody, **internships(unit, minsk))
        assert list(refusal.value.message_dict) == ["partners"]
    assert not Activity.objects.exists()
    agreement = AgreementFactory(responsible_unit=unit, partners=[minsk])
    with pytest.raises(PartnerRestricted) as refusal:
        draw_up_plan(actor=coordinator, agreement=agreement, unit=unit, title="Plan", **SOON)
    assert list(refusal.value.message_dict) == ["agreement"]


def test_the_office_alone_goes_past_it_with_a_reason_that_is_kept(unit, officer, coordinator, minsk):
    with pytest.raises(RightMissing, match="Only the international office"):
        plan_activity(actor=coordinator, override_reason=REASON, **internships(unit, minsk))
    activity = plan_activity(actor=officer, override_reason=REASON, **internships(unit, minsk))
    (kept,) = RestrictionOverride.objects.all()
    assert (kept.activity, kept.institution, kept.given_by) == (activity, minsk, officer)
    assert (kept.reason, "left alone" in kept.restriction) == (REASON, True)
    assert move_activity(activity, "confirm", actor=coordinator).state == "confirmed"


def test_a_plan_let_through_carries_its_activities(unit, officer, coordinator, minsk):
    agreement = AgreementFactory(responsible_unit=unit, partners=[minsk])
    plan = draw_up_plan(actor=officer, override_reason=REASON, agreement=agreement, unit=unit, title="Plan", **SOON)
    activity = plan_activity(actor=coordinator, **internships(unit, minsk, plan=plan))
    (suspension,) = suspensions_of_activity(activity)
    assert (suspension.holds, suspension.override.reason) == (False, REASON)


def test_what_exists_is_shown_as_suspended_and_goes_no_further(unit, officer, coordinator, minsk):
    plan = WorkPlanFactory(
        unit=unit, state="draft", agreement=AgreementFactory(responsible_unit=unit, partners=[minsk])
    )
    PlanGoalFactory(plan=plan)
    activity = ActivityFactory(unit=unit, partners=[minsk])
    assert suspensions_of_plan(plan)[0].holds
    assert suspensions_of_activity(activity)[0].holds
    for move, thing, name in ((move_plan, plan, "agree"), (move_activity, activity, "confirm")):
        with pytest.raises(TransitionRefused, match="left alone"):
            move(thing, name, actor=coordinator)
    change_activity(activity, actor=coordinator, title="A word corrected")
    with pytest.raises(PartnerRestricted):
        change_activity(activity, actor=coordinator, ends_on=SOON["ends_on"] + timedelta(days=40))
    with pytest.raises(RightMissing):
        override_for_activity(activity, actor=coordinator, reason=REASON)
    with pytest.raises(ValidationError):
        override_for_plan(plan, actor=officer, reason=" ")
    override_for_plan(plan, actor=officer, reason=REASON)
    override_for_activity(activity, actor=officer, reason=REASON)
    assert move_plan(plan, "agree", actor=coordinator).state == "agreed"
    assert move_activity(activity, "confirm", actor=coordinator).state == "confirmed"
    with pytest.raises(PortalError, match="held up"):
        override_for_activity(activity, actor=officer, reason=REASON)


def test_a_barred_partner_is_not_added_but_others_are(unit, coordinator, minsk):
    activity = ActivityFactory(unit=unit, partners=[InstitutionFactory()])
    with pytest.raises(PartnerRestricted):
        save_partners(activity, actor=coordinator, rows=[PartnerValues(minsk)])
    old = ActivityFactory(unit=unit, partners=[minsk])
    save_partners(old, actor=coordinator, rows=[PartnerValues(minsk), PartnerValues(InstitutionFactory())])
    assert old.partners.count() == 2


def test_history_from_before_may_be_written_down(unit, coordinator, minsk):
    activity = plan_activity(actor=coordinator, **internships(unit, minsk, **BEFORE))
    assert suspensions_of_activity(activity) == []
    assert move_activity(activity, "confirm", actor=coordinator).state == "confirmed"
