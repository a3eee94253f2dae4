"""How agreements stop and go on: notice and its withdrawal, suspension and resumption, termination."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import rules
from agreements.ending.effects import Effect, effect_of_notice
from agreements.ending.words import day_of
from agreements.enums import AgreementState, EndingKind, EndingSide, NoticeRule
from agreements.models import Agreement, Ending
from agreements.workflow import CONCLUDE, agreement_workflow
from core import history
from core.errors import PortalError, RightMissing


@transaction.atomic
def give_notice(
    agreement: Agreement,
    *,
    actor,
    note: str = "",
    side: str = EndingSide.OURS,
    told_on: date | None = None,
    agreed_on: date | None = None,
) -> Agreement:
    """Record notice: who gave it, when it was told, why; the last day follows from the terms (AG-07).

    ``agreed_on`` is the day on which it takes effect where both agreed on one, or the terms say nothing.
    Raises ``TransitionRefused``, ``RightMissing``, and ``ValidationError`` by field.
    """
    told_on = told_on or timezone.localdate()
    write = partial(_write_notice, actor=actor, note=note, side=side, told_on=told_on, agreed_on=agreed_on)
    return agreement_workflow.perform("give_notice", agreement, actor=actor, note=note, also=write)


@transaction.atomic
def withdraw_notice(agreement: Agreement, *, actor, note: str = "") -> Agreement:
    """Take notice back: the agreement is active again, with the end it had before."""
    return agreement_workflow.perform("withdraw_notice", agreement, actor=actor, note=note, also=_restore_the_end)


@transaction.atomic
def suspend_agreement(
    agreement: Agreement, *, actor, note: str = "", side: str = EndingSide.OURS, until_on: date | None = None
) -> Agreement:
    """Pause an agreement; on ``until_on`` somebody is asked what becomes of it, nothing happens by itself."""
    write = partial(_write_suspension, actor=actor, note=note, side=side, until_on=until_on)
    return agreement_workflow.perform("suspend", agreement, actor=actor, note=note, also=write)


@transaction.atomic
def change_suspension(agreement: Agreement, *, actor, note: str, until_on: date | None) -> Agreement:
    """Give a suspension another day on which somebody looks at it, with the reason; it stays suspended."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CONCLUDE, locked):
        raise RightMissing(_("Agreements are suspended by the international office."))
    suspension = locked.endings.in_effect().filter(kind=EndingKind.SUSPENSION).first()
    if locked.state != AgreementState.SUSPENDED or suspension is None:
        raise PortalError(_("It is not suspended."))
    if not note.strip():
        raise ValidationError({"reason": _("Please say why in a few words.")})
    check_suspension(locked, until_on)
    suspension.until_on = until_on
    with history.action("agreement.suspension_changed", actor=actor, note=note.strip(), right=CONCLUDE, about=locked):
        suspension.save(update_fields=["until_on"])
        locked.save(update_fields=["updated_at"])
    return locked


@transaction.atomic
def resume_agreement(agreement: Agreement, *, actor, note: str = "") -> Agreement:
    return agreement_workflow.perform("resume", agreement, actor=actor, note=note, also=_lift_all)


@transaction.atomic
def end_agreement(
    agreement: Agreement, *, actor, note: str = "", side: str = EndingSide.OURS, last_day: date | None = None
) -> Agreement:
    """End an agreement for good; ``last_day`` (today) becomes its last one where it would have lasted longer.

    What time ends by itself (``actor`` None) leaves no row: its last day says why.
    """
    if actor is None:
        return agreement_workflow.perform("end", agreement, actor=None, note=note)
    last_day = last_day or timezone.localdate()
    write = partial(_write_termination, actor=actor, note=note, side=side, last_day=last_day)
    return agreement_workflow.perform("end", agreement, actor=actor, note=note, also=write)


# Moves of the workflow that mean more than a change of state.
ACTS: dict[str, Callable[..., Agreement]] = {
    "give_notice": give_notice,
    "withdraw_notice": withdraw_notice,
    "suspend": suspend_agreement,
    "resume": resume_agreement,
    "end": end_agreement,
}


def checked_notice(agreement: Agreement, *, side: str, told_on: date, agreed_on: date | None) -> Effect:
    """What notice would do, or ``ValidationError`` by field where it cannot be given so."""
    today, errors = timezone.localdate(), {}
    if told_on > today:
        errors["told_on"] = _("This day is still to come.")
    elif agreement.starts_on and told_on < agreement.starts_on:
        errors["told_on"] = _("It was not in force yet: it began on %(day)s.") % {"day": day_of(agreement.starts_on)}
    elif told_on < rules.EARLIEST:
        errors["told_on"] = _("Give a date after %(year)s.") % {"year": rules.EARLIEST.year}
    if problem := _problem_of_agreed_day(agreement, side, told_on, agreed_on):
        errors["agreed_on"] = problem
    if errors:
        raise ValidationError(errors)
    effect = effect_of_notice(agreement, told_on, agreed_on)
    if effect is None:
        raise ValidationError({"agreed_on": _("Its terms say nothing about notice: give the day it takes effect.")})
    return effect


def _problem_of_agreed_day(agreement: Agreement, side: str, told_on: date, agreed_on: date | None) -> str:
    if agreed_on is None:
        return _("Give the day both agreed on.") if side == EndingSide.BOTH else ""
    if side != EndingSide.BOTH and agreement.notice_rule != NoticeRule.NONE:
        return _("One side’s notice takes effect by the terms of the agreement: leave this empty.")
    if agreed_on <= told_on:
        return _("It takes effect after the day it was told.")
    if agreed_on > rules.LATEST:
        return _("Give a date before %(year)s.") % {"year": rules.LATEST.year}
    if agreement.ends_on and agreed_on > agreement.ends_on:
        return _("It ends before that, on %(day)s.") % {"day": day_of(agreement.ends_on)}
    return ""


def check_suspension(agreement: Agreement, until_on: date | None):
    if until_on and until_on <= timezone.localdate():
        raise ValidationError({"until_on": _("Give a day to come.")})
    if until_on and agreement.ends_on and until_on > agreement.ends_on:
        sentence = _("It ends before that, on %(day)s.") % {"day": day_of(agreement.ends_on)}
        raise ValidationError({"until_on": sentence})
    if until_on and until_on > rules.LATEST:
        raise ValidationError({"until_on": _("Give a date before %(year)s.") % {"year": rules.LATEST.year}})


def check_termination(agreement: Agreement, last_day: date):
    if last_day > timezone.localdate():
        raise ValidationError({"last_day": _("This day is still to come: give notice instead.")})
    has_begun = agreement.starts_on is None or agreement.starts_on <= timezone.localdate()
    if last_day < rules.EARLIEST or (has_begun and agreement.starts_on and last_day < agreement.starts_on):
        raise ValidationError({"last_day": _("This day lies before its first.")})


def _write_notice(locked: Agreement, *, actor, note: str, side: str, told_on: date, agreed_on: date | None):
    effect = checked_notice(locked, side=side, told_on=told_on, agreed_on=agreed_on)
    _lift_all(locked)
    _record(
        locked,
        Ending(
            kind=EndingKind.NOTICE,
            side=side,
            told_on=told_on,
            takes_effect_on=effect.takes_effect_on,
            last_day=effect.last_day,
            reason=note,
            recorded_by=actor,
        ),
    )


def _write_suspension(locked: Agreement, *, actor, note: str, side: str, until_on: date | None):
    check_suspension(locked, until_on)
    today = timezone.localdate()
    given = {"side": side, "told_on": today, "until_on": until_on, "reason": note, "recorded_by": actor}
    _record(locked, Ending(kind=EndingKind.SUSPENSION, **given))


def _write_termination(locked: Agreement, *, actor, note: str, side: str, last_day: date):
    check_termination(locked, last_day)
    has_begun = locked.starts_on is None or locked.starts_on <= last_day
    lasts_longer = locked.ends_on is None or locked.ends_on > last_day
    shortened = {"last_day": last_day} if has_begun and lasts_longer else {}
    given = {"side": side, "told_on": timezone.localdate(), "reason": note, "recorded_by": actor}
    _record(locked, Ending(kind=EndingKind.TERMINATION, **given, **shortened))


def _record(locked: Agreement, ending: Ending):
    """Write the act, and the last day it gives to the agreement."""
    ending.agreement = locked
    ending.former_last_day, ending.was_open_ended = locked.ends_on, locked.is_open_ended
    ending.full_clean(exclude=["agreement", "recorded_by"], validate_constraints=False)
    ending.save()
    if ending.last_day:
        _write_last_day(locked, ending.last_day, is_open_ended=False)


def _restore_the_end(locked: Agreement):
    """The end that notice took away, unless somebody has given it another one since."""
    notice = locked.endings.in_effect().filter(kind=EndingKind.NOTICE).first()
    if notice and locked.ends_on == notice.last_day:
        _write_last_day(locked, notice.former_last_day, is_open_ended=notice.was_open_ended)
    _lift_all(locked)


def _write_last_day(locked: Agreement, ends_on: date | None, *, is_open_ended: bool):
    locked.ends_on, locked.is_open_ended = ends_on, is_open_ended
    locked.notice_on = rules.notice_date(locked.notice_rule, locked.notice_months, ends_on)
    locked.save(update_fields=["ends_on", "is_open_ended", "notice_on", "updated_at"])


def _lift_all(locked: Agreement):
    locked.endings.in_effect().update(lifted_on=timezone.localdate())
