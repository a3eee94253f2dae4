"""What a stay must hold: a virtual part and credits, a doctoral level, hours of teaching."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from mobility.enums import Activity
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.findings import Finding, error, warning

DOCTORAL_LEVEL = 8
DAYS_OF_A_WEEK = 7
WORKING_DAYS_OF_A_WEEK = 5


def blended_part(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-22: a virtual part is compulsory, and at least three credits."""
    if case.activity != Activity.SHORT_BLENDED:
        return
    if not case.virtual_part:
        yield error("KA131-22", _("A short blended stay has a virtual part; this one has none."))
    least = book.limits["bip_min_ects"]
    if case.ects is not None and case.ects < least:
        sentence = _("A short blended stay brings at least %(least)s ECTS, not %(ects)s.")
        yield error("KA131-22", sentence % {"least": least, "ects": f"{case.ects.normalize():f}"})


def doctoral_level(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-23."""
    is_known = case.eqf_level is not None
    if case.activity == Activity.SHORT_DOCTORAL and is_known and case.eqf_level != DOCTORAL_LEVEL:
        sentence = _("A short doctoral stay is for doctoral candidates (EQF 8), not EQF %(level)s.")
        yield error("KA131-23", sentence % {"level": case.eqf_level})


def teaching_load(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-26: hours of teaching for the length of the stay.

    The rule can be read in two ways for an incomplete week after the first: eight hours a week at most, or a fifth
    of them for every day beyond seven. Under the lower figure is an error, between the two a warning. Of people from
    enterprises no hours are asked.
    """
    if case.activity != Activity.TEACHING or case.teaching_hours is None or case.from_enterprise:
        return
    least, strict = required_hours(case, book)
    hours = {"hours": case.teaching_hours, "least": least, "strict": strict}
    values = {name: f"{value.normalize():f}" for name, value in hours.items()} | {"days": case.days}
    if case.teaching_hours < least:
        sentence = _("%(hours)s hours of teaching are too few: %(least)s at least in %(days)s days.")
        yield error("KA131-26", sentence % values)
    elif case.teaching_hours < strict:
        sentence = _(
            "%(hours)s hours of teaching are enough by the week (%(least)s); counted for each day beyond the first "
            "week, %(strict)s are asked in %(days)s days."
        )
        yield warning("KA131-26", sentence % values)


def required_hours(case: Case, book: RuleBook) -> tuple[Decimal, Decimal]:
    """Hours by whole weeks and the share of the last one, and hours by each day beyond the first week."""
    if case.combined_with_training:
        combined = Decimal(book.limits["teaching_hours_combined_min"])
        return combined, combined
    of_a_week = Decimal(book.limits["teaching_hours_per_week_min"])
    of_a_day = of_a_week / WORKING_DAYS_OF_A_WEEK
    weeks, rest = divmod(max(case.days, DAYS_OF_A_WEEK), DAYS_OF_A_WEEK)
    by_weeks = weeks * of_a_week + min(rest * of_a_day, of_a_week)
    by_days = of_a_week + max(case.days - DAYS_OF_A_WEEK, 0) * of_a_day
    return by_weeks, by_days
