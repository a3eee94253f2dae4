"""Which stays an agreement covers: nominations beyond its end are not taken (AG-10)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.ending.words import day_of
from agreements.enums import AgreementState
from reference.academic_years import AcademicYear


def covers(condition, starts_on: date, ends_on: date) -> str:
    """Why nobody can be nominated under ``condition`` for a stay of these days; "" where one can."""
    agreement = condition.agreement
    if agreement.state == AgreementState.SUSPENDED:
        return _("The agreement is suspended: no nominations are taken.")
    if agreement.state not in (AgreementState.SIGNED, *AgreementState.in_force):
        words = {"state": agreement.get_state_display()}
        return _("The agreement is in the state “%(state)s”: no nominations are taken.") % words
    if agreement.starts_on and starts_on < agreement.starts_on:
        return _("The stay begins before the agreement does, on %(day)s.") % {"day": day_of(agreement.starts_on)}
    if agreement.ends_on and ends_on > agreement.ends_on:
        return _("The stay ends after the agreement does, on %(day)s.") % {"day": day_of(agreement.ends_on)}
    return _outside_its_years(condition, starts_on, ends_on)


def _outside_its_years(condition, starts_on: date, ends_on: date) -> str:
    first, last = AcademicYear.of(starts_on).first_year, AcademicYear.of(ends_on).first_year
    if condition.first_year and first < condition.first_year:
        return _("The condition holds from the academic year %(year)s.") % {"year": AcademicYear(condition.first_year)}
    if condition.last_year and last > condition.last_year:
        return _("The condition holds until the academic year %(year)s.") % {"year": AcademicYear(condition.last_year)}
    return ""


def nominations_words(agreement, conditions, on: date | None = None) -> list[str]:
    """For which stays nominations are taken now, and why the coming academic year is not among them; [] for drafts."""
    if not conditions or agreement.state not in AgreementState.watched:
        return []
    if agreement.state == AgreementState.SUSPENDED:
        return [_("It is suspended: no nominations are taken.")]
    sentence = _("Nominations are taken for stays of any length: it has no end date.")
    if agreement.ends_on:
        sentence = _("Nominations are taken for stays that end by %(day)s.") % {"day": day_of(agreement.ends_on)}
    coming = AcademicYear.of(on or timezone.localdate()).next
    reasons = {reason for each in conditions if (reason := _whole_year(agreement, each, coming))}
    return [sentence, *(f"{coming}: {reason}" for reason in sorted(reasons))]


def _whole_year(agreement, condition, year: AcademicYear) -> str:
    condition.agreement = agreement  # read already
    return covers(condition, year.starts_on, year.ends_on)
