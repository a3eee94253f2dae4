"""When notice takes effect (AG-07, AG-08), from the terms of an agreement alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from agreements import rules
from agreements.enums import NoticeRule, Renewal

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Effect:
    """``takes_effect_on`` is the first day on which notice alone would end it, ``last_day`` its last one in force."""

    takes_effect_on: date
    last_day: date

    @property
    def ends_before(self) -> bool:
        """Whether the agreement ends anyway before notice takes effect."""
        return self.last_day < self.takes_effect_on - DAY


def erasmus_effect(told_on: date) -> date:
    """Told by 1 September of a year, 1 September of the next; told later, a year more (AG-07)."""
    is_late = told_on > date(told_on.year, 9, 1)
    return date(told_on.year + (2 if is_late else 1), 9, 1)


def effect_of_notice(agreement, told_on: date, agreed_on: date | None = None) -> Effect | None:
    """What notice told on the day does; None where the terms say nothing and no day was agreed on.

    ``agreed_on`` is the day both sides settled on, whatever the terms say. What renews by itself ends
    with the period for which notice came in time, what ends anyway never later than that.
    """
    takes_effect_on = agreed_on or _by_the_terms(agreement, told_on)
    if takes_effect_on is None:
        return None
    last_day = takes_effect_on - DAY
    if agreement.ends_on and not (_renews(agreement) and agreement.notice_rule == NoticeRule.MONTHS):
        last_day = min(last_day, agreement.ends_on)
    return Effect(takes_effect_on, last_day)


def _by_the_terms(agreement, told_on: date) -> date | None:
    if agreement.notice_rule == NoticeRule.ERASMUS:
        return erasmus_effect(told_on)
    if agreement.notice_rule != NoticeRule.MONTHS:
        return None
    if _renews(agreement):
        return _end_of_the_period(agreement, told_on) + DAY
    return told_on + relativedelta(months=agreement.notice_months)


def _renews(agreement) -> bool:
    below_cap = agreement.most_renewals is None or agreement.renewals_made < agreement.most_renewals
    return agreement.renewal == Renewal.AUTOMATIC and agreement.ends_on is not None and below_cap


def _end_of_the_period(agreement, told_on: date) -> date:
    """The first end for which notice on the day is in time; the last one its terms allow where none is."""
    end, left = agreement.ends_on, agreement.most_renewals
    left = None if left is None else left - agreement.renewals_made
    while left != 0 and _last_day_to_tell(agreement, end) < told_on:
        end, _count = rules.renewed_end(end, agreement.renewal_months, end + DAY, 1)
        left = None if left is None else left - 1
    return end


def _last_day_to_tell(agreement, end: date) -> date:
    return rules.notice_date(NoticeRule.MONTHS, agreement.notice_months, end) or end
