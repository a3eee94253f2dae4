"""Days of travel that are paid like days of the stay, where they are recorded (KA131-39)."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from core.money import with_cents
from mobility.grants.enums import LineKind
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.findings import Finding, warning
from mobility.rules.lines import A_MONTH, GrantLine, amount_of, basis_of, euro, origin_of
from mobility.rules.periods import DAYS_OF_A_MONTH
from reference.models import GrantRate

RULE = "KA131-39"
TOTAL_FROM_CALL = 2024  # until then the days for green travel came on top of the standard ones


def most_travel_days(case: Case, book: RuleBook) -> int:
    """How many can be paid: two, with green travel up to six."""
    standard = book.limits.get("travel_days_standard_max", 0)
    if not case.green_travel:
        return standard
    green = book.limits.get("travel_days_green_max", standard)
    return green if case.call_year >= TOTAL_FROM_CALL else standard + green


def pay_travel_days(case: Case, book: RuleBook, rate: GrantRate) -> Iterator[GrantLine | Finding]:
    """At the full amount of the first day, whatever the length of the stay; more than the rules pay is told."""
    most = most_travel_days(case, book)
    days = min(case.travel_days, most)
    if case.travel_days > most:
        sentence = _("%(days)s travel days are recorded; at most %(most)s are paid.")
        yield warning(RULE, sentence % {"days": case.travel_days, "most": most})
    if days <= 0:
        return
    amount, is_monthly = Fraction(amount_of(rate)), rate.unit == A_MONTH
    unit = _("€ a month ÷ 30") if is_monthly else _("€ a day")
    values = {"days": days, "amount": with_cents(euro(amount)), "unit": unit}
    working = _("Travel days: %(days)s days × %(amount)s %(unit)s") % values
    paid = euro(days * amount / DAYS_OF_A_MONTH if is_monthly else days * amount)
    yield GrantLine(RULE, working, paid, basis_of(LineKind.TRAVEL_DAYS, [rate]), origin_of(rate))
