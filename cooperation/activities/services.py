"""The writes to activities themselves: planned, changed, moved along, told as they were."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.enums import AgreementState
from cooperation.activities.enums import ActivityKind
from cooperation.activities.keeping_rights import lock_activity, require_change
from cooperation.activities.partners import PartnerValues, write_partners
from cooperation.activities.querysets import PEOPLE
from cooperation.activities.workflow import activity_workflow
from cooperation.models import Activity
from cooperation.plans.enums import PlanState
from cooperation.restrictions import refuse_or_override, suspensions_of_activity
from cooperation.rights import CHANGE
from cooperation.search_text import prepare_activity
from cooperation.terms import refuse_outside_term, refuse_unconcluded
from core import history
from core.constraints import refused_as
from core.errors import PortalError
from core.text_lengths import refuse_too_long
from core.versions import refuse_if_changed
from mobility.days import refuse_days_nobody_means

ACTUAL = (*(f"actual_{who}" for who in PEOPLE), "actual_cost")
TOLD = (*ACTUAL, "report")
HANGS_ON = ("plan", "agreement", "starts_on", "ends_on", "project")

history.describe("activity.plan", gettext_noop("planned it"))
history.describe("activity.told", gettext_noop("entered how it was"))


@transaction.atomic
def plan_activity(*, actor, partners: Iterable[PartnerValues] = (), override_reason: str = "", **fields) -> Activity:
    """A new activity with its partners. ``fields`` are its columns but those of how it was (``TOLD``).

    Raises ``ValidationError`` beside the field; ``PartnerRestricted`` where a partner is under restriction and no
    ``override_reason`` of the office is given.
    """
    activity = Activity(**fields)
    require_change(actor, activity)
    _refuse_told(fields)
    _hang_on(activity)
    _prepare(activity)
    with _editions_once(), history.action("activity.plan", actor=actor, right=CHANGE, about=activity):
        activity.save()
        write_partners(activity, list(partners))
        prepare_activity(activity)
        activity.save(update_fields=["search_text"])
    _look_for_restrictions(activity, actor, override_reason)
    return activity


@transaction.atomic
def change_activity(activity: Activity, *, actor, seen_at=None, override_reason: str = "", **fields) -> Activity:
    """Write the given fields, but those of how it was. Raises as ``plan_activity`` does; ``PortalError`` if it is over.

    Restrictions are asked again only where what it hangs on changes: who corrects a word of an old one plans nothing.
    """
    locked = lock_activity(activity, actor)
    refuse_if_changed(locked, seen_at)
    _refuse_told(fields)
    before = [getattr(locked, name) for name in HANGS_ON]
    for name, value in fields.items():
        setattr(locked, name, value)
    require_change(actor, locked)  # still the actor's after a change of unit
    is_moved = before != [getattr(locked, name) for name in HANGS_ON]
    if is_moved:
        _hang_on(locked)
        _refuse_days_that_do_not_fit(locked)
    _prepare(locked)
    with _editions_once(), history.action("changed", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=[*fields, "agreement", "search_text", "updated_at"])
    if is_moved:
        _look_for_restrictions(locked, actor, override_reason)
    return locked


@transaction.atomic
def tell_how_it_was(activity: Activity, *, actor, seen_at=None, **told) -> Activity:
    """Enter who came, what it cost and the report (``TOLD``); empty is "not known yet".

    Raises ``PortalError`` before it was held: there is nothing to tell.
    """
    locked = lock_activity(activity, actor)
    refuse_if_changed(locked, seen_at)
    if set(told) - set(TOLD):
        raise ValueError(f"not of how it was: {set(told) - set(TOLD)}")
    if not locked.took_place:
        raise PortalError(_not_held_yet(locked))
    for name, value in told.items():
        setattr(locked, name, value)
    refuse_too_long(locked)
    locked.full_clean()
    with history.action("activity.told", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=[*told, "updated_at"])
    return locked


@transaction.atomic
def move_activity(activity: Activity, name: str, *, actor, note: str = "") -> Activity:
    return activity_workflow.perform(name, activity, actor=actor, note=note)


@transaction.atomic
def override_for_activity(activity: Activity, *, actor, reason: str) -> Activity:
    """Let an activity go on with its partners under restriction. Raises ``PortalError`` where none is."""
    locked = lock_activity(activity, actor)
    suspensions = suspensions_of_activity(locked)
    if not any(each.holds for each in suspensions):
        raise PortalError(_("No partner of it is held up by a restriction."))
    if not reason.strip():
        raise ValidationError({"override_reason": _("Please say why in a few words.")})
    refuse_or_override(locked, suspensions, field="partners", actor=actor, override_reason=reason)
    return locked


def _look_for_restrictions(activity: Activity, actor, override_reason: str):
    suspensions = suspensions_of_activity(activity)
    refuse_or_override(activity, suspensions, field="partners", actor=actor, override_reason=override_reason)


def _refuse_told(fields: dict):
    """Actual figures are never planned."""
    if errors := {name: _("Actual figures are entered once it has been held.") for name in TOLD if fields.get(name)}:
        raise ValidationError(errors)


def _not_held_yet(activity: Activity) -> str:
    if activity.starts_on > timezone.localdate():
        words = {"day": date_format(activity.starts_on)}
        return _("It begins on %(day)s: how it was can be told once it has been held.") % words
    return _("Record first that it has been held.")


def _hang_on(activity: Activity):
    """Under a plan it belongs to the plan's agreement, and begins in the plan's period; all of it lies in the term."""
    plan = activity.plan
    if plan is not None:
        if plan.state in (PlanState.CANCELLED, PlanState.COMPLETED):
            words = {"state": plan.get_state_display()}
            raise ValidationError({"plan": _("The work plan is in the state “%(state)s”.") % words})
        if not plan.starts_on <= activity.starts_on <= plan.ends_on:
            words = {"first": date_format(plan.starts_on), "last": date_format(plan.ends_on)}
            sentence = _("The work plan runs from %(first)s to %(last)s: the activity begins in that time.")
            raise ValidationError({"starts_on": sentence % words})
        activity.agreement = plan.agreement
    if (agreement := activity.agreement) is None:
        return
    refuse_unconcluded(agreement)
    refuse_outside_term(agreement, activity.starts_on, activity.ends_on)
    if agreement.state == AgreementState.SUSPENDED and activity.ends_on >= timezone.localdate():
        raise ValidationError({"agreement": _("“%(agreement)s” is suspended.") % {"agreement": agreement}})


def _refuse_days_that_do_not_fit(activity: Activity):
    """What was held has begun, and the programme lies in the days of the activity."""
    if activity.took_place and activity.starts_on > timezone.localdate():
        raise ValidationError({"starts_on": _("It has been held: give a first day that has come.")})
    inside = {"day__gte": activity.starts_on, "day__lte": activity.ends_on}
    if activity.programme.exclude(**inside).exists():
        raise ValidationError({"ends_on": _("Items of the programme lie outside these days: move them first.")})


def _prepare(activity: Activity):
    refuse_days_nobody_means(starts_on=activity.starts_on, ends_on=activity.ends_on)
    refuse_too_long(activity)
    if activity.kind not in ActivityKind.has_direction:
        activity.direction = ""
    if activity.series and activity.series.kind != activity.kind:
        words = {"series": activity.series, "kind": activity.series.get_kind_display()}
        raise ValidationError({"series": _("Editions of “%(series)s” are of the kind “%(kind)s”.") % words})
    activity.full_clean()
    prepare_activity(activity)


def _editions_once():
    """Two who plan the same edition at once: the second reads why."""
    sentence = _("The series has an edition of this number.")
    return refused_as("activity_edition_once", field="edition", sentence=sentence)
