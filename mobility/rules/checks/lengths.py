"""How short and how long a stay may be, and how much of a study cycle may be spent abroad."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mobility.enums import Activity
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.checks.recommended import length_recommended
from mobility.rules.findings import Finding, error, note

RULE_OF = {
    Activity.STUDIES: "KA131-20",
    Activity.TRAINEESHIP: "KA131-21",
    Activity.SHORT_BLENDED: "KA131-22",
    Activity.SHORT_DOCTORAL: "KA131-23",
    Activity.TEACHING: "KA131-25",
    Activity.TRAINING: "KA131-25",
}


def rule_of(case: Case) -> str:
    return "ICM-02" if case.is_icm else RULE_OF[case.activity]


def length_of_long_stay(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-20, 21, ICM-02: two to twelve months; between a month and two only a complete term of studies."""
    if not case.is_long:
        return
    least, most = book.limits["student_long_min_days"], book.limits["student_long_max_days"]
    values = {"days": case.days, "least": least, "most": most, "short": book.limits["student_short_max_days"]}
    if case.days > most:
        yield error(rule_of(case), _("%(days)s days are too long: %(most)s days (12 months) at most.") % values)
    elif case.days <= values["short"]:
        sentence = _("%(days)s days are too short: up to %(short)s days only a blended or a doctoral stay is possible.")
        yield error(rule_of(case), sentence % values)
    elif case.days < least and case.complete_term and case.activity == Activity.STUDIES:
        sentence = _("%(days)s days are under %(least)s, and accepted as one complete term of the host.")
        yield note(rule_of(case), sentence % values)
    elif case.days < least and case.activity == Activity.STUDIES:
        sentence = _("%(days)s days are too short: %(least)s days (2 months) at least, or one complete term.")
        yield error(rule_of(case), sentence % values)
    elif case.days < least:
        yield error(rule_of(case), _("%(days)s days are too short: %(least)s days (2 months) at least.") % values)
    else:
        yield from length_recommended(case, book)


def length_of_short_stay(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-22, 23, ICM-02: 5 to 30 days on the spot."""
    if case.is_short:
        least, most = book.limits["student_short_min_days"], book.limits["student_short_max_days"]
        yield from _within(case, book, least, most)


def length_of_staff_stay(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-25, ICM-02: 2 days in KA131 (1 from enterprises), 5 in KA171, 60 at most; days of travel not counted."""
    if case.is_of_staff:
        least = book.limits[_least_of_staff(case)]
        yield from _within(case, book, least, book.limits["staff_max_days"])


def _least_of_staff(case: Case) -> str:
    if case.from_enterprise:
        return "staff_enterprise_invited_min_days"
    return "staff_ka171_min_days" if case.is_icm else "staff_ka131_min_days"


def _within(case: Case, book: RuleBook, least: int, most: int) -> Iterator[Finding]:
    values = {"days": case.days, "least": least, "most": most}
    if case.days < least:
        yield error(rule_of(case), _("%(days)s days are too short: %(least)s days at least.") % values)
    elif case.days > most:
        yield error(rule_of(case), _("%(days)s days are too long: %(most)s days at most.") % values)
    else:
        yield from length_recommended(case, book)


def cycle_cap(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-24: days in one study cycle, earlier periods and those without a grant counted."""
    if case.is_of_staff:
        return
    kind = "student_cap_one_cycle_days" if case.one_cycle_programme else "student_cap_per_cycle_days"
    most, together = book.limits[kind], case.earlier_days_in_cycle + case.days
    if together > most:
        sentence = _(
            "%(earlier)s days earlier in this study cycle and %(days)s now are %(together)s: %(most)s at most, "
            "days without a grant included."
        )
        values = {"earlier": case.earlier_days_in_cycle, "days": case.days, "together": together, "most": most}
        yield error("KA131-24", sentence % values)
