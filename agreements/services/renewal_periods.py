"""When the agreement that follows another holds, and by how much the academic years of its conditions move."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from agreements import rules
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement
from core.errors import PortalError
from reference.academic_years import AcademicYear

DAYS_OF_NO_YEAR = 30  # a year of which so few days are left is none in which people could go


@dataclass(frozen=True)
class Period:
    """When the successor holds. ``is_cut_short``: it would last as long as before, but its programme ends first."""

    starts_on: date
    ends_on: date | None
    is_cut_short: bool = False

    @property
    def first_year(self) -> int:
        return AcademicYear.of(self.starts_on).first_year

    @property
    def last_year(self) -> int | None:
        """The last academic year in which people can go; None where the end is still to be given."""
        if self.ends_on is None:
            return None
        return max(self.first_year, AcademicYear.of(self.ends_on - timedelta(days=DAYS_OF_NO_YEAR)).first_year)

    def within(self, year: int | None) -> int | None:
        """The academic year of the period that is nearest to ``year``."""
        if year is None:
            return None
        return max(self.first_year, year if self.last_year is None else min(year, self.last_year))


def period_after(agreement: Agreement) -> Period:
    """The period of the successor; refused for what was never concluded, has no end, or ends with its programme."""
    if agreement.state not in AgreementState.concluded:
        raise PortalError(_("Only an agreement that was concluded can be renewed."))
    if agreement.ends_on is None:
        raise PortalError(_("This agreement has no last day: there is nothing to renew."))
    starts_on = agreement.ends_on + timedelta(days=1)
    ends_on = rules.end_as_long(agreement.starts_on, agreement.ends_on) if agreement.starts_on else None
    if agreement.kind != AgreementKind.ERASMUS:
        return Period(starts_on, ends_on)
    limit = rules.erasmus_limit()
    if starts_on > limit:
        raise PortalError(_("An Erasmus agreement cannot outlast the programme period it is made in."))
    return Period(starts_on, min(ends_on or limit, limit), is_cut_short=ends_on is None or ends_on > limit)


def years_later(agreement: Agreement, period: Period, conditions) -> int:
    """By how many academic years the conditions move. Where no start is known, their first year becomes the first."""
    if agreement.starts_on:
        return period.first_year - AcademicYear.of(agreement.starts_on).first_year
    years = [condition.first_year for condition in conditions if condition.first_year]
    return period.first_year - min(years, default=period.first_year)
