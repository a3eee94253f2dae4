"""What is paid for a stay, line by line, with its working."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.money import with_cents
from mobility.enums import Activity
from mobility.grants.enums import LineKind
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.findings import Finding, note, warning
from mobility.rules.lines import A_MONTH, Basis, GrantLine, amount_of, basis_of, euro, origin_of
from mobility.rules.periods import DAYS_OF_A_MONTH
from mobility.rules.rates import individual_rates, rates_for
from mobility.rules.travel import travel_band, travel_is_left_to_others, travels_at_the_grants_cost
from mobility.rules.travel_days import pay_travel_days
from reference.enums import Confidence, GrantPurpose
from reference.models import GrantRate


@dataclass(frozen=True)
class Grant:
    lines: list[GrantLine]
    findings: list[Finding]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))


def calculate(case: Case, book: RuleBook) -> Grant:
    """The lines of a participant's grant, and what they leave open. A stay without a grant has no line."""
    if case.zero_grant:
        return Grant([], [])
    found = [*_individual_support(case, book), *_top_ups(case, book), *_travel(case, book)]
    lines = [part for part in found if isinstance(part, GrantLine)]
    return Grant(lines, [part for part in found if isinstance(part, Finding)])


def _individual_support(case: Case, book: RuleBook) -> Iterator[GrantLine | Finding]:
    rates = individual_rates(case, book)
    if not rates:
        sentence = _("No amount of individual support is known for %(country)s in call %(call)s; none is counted.")
        values = {"country": book.name(case.receiving_country), "call": case.call_year}
        yield warning(_rule_without_rate(case), sentence % values)
        return
    tiers = _tiers(rates, case, book)
    amount = sum((Fraction(days) * per_day for days, per_day, _words in tiers), Fraction(0))
    working = " + ".join(words for _days, _per_day, words in tiers)
    used = [*rates, *_later_days(case, book)][: len(tiers) or 1]
    yield GrantLine(
        _rule(rates[0], case), working, euro(amount), basis_of(LineKind.INDIVIDUAL, used), origin_of(rates[0])
    )
    yield from pay_travel_days(case, book, rates[0])


def _tiers(rates: list[GrantRate], case: Case, book: RuleBook) -> list[tuple[int, Fraction, str]]:
    """Days, euro a day and the words for them, of each tier that the stay reaches."""
    rows = [(rate, Fraction(amount_of(rate))) for rate in rates]
    daily = Fraction(amount_of(rates[0]))
    rows += [(rate, daily * Fraction(amount_of(rate)) / 100) for rate in _later_days(case, book)]
    longest = book.limits["student_long_max_days"]
    tiers = []
    for rate, amount in rows:
        first, last = rate.day_from or 1, rate.day_to or longest
        days = min(case.days, last) - first + 1
        if days > 0:
            per_day = amount / DAYS_OF_A_MONTH if rate.unit == A_MONTH else amount
            unit = _("€ a month ÷ 30") if rate.unit == A_MONTH else _("€ a day")
            values = {"days": days, "amount": with_cents(euro(amount)), "unit": unit, "share": rate.amount_fixed}
            words = _("%(days)s days × %(amount)s %(unit)s") % values
            if rate.purpose == GrantPurpose.LATER_DAYS:
                words = _("%(days)s days × %(amount)s %(unit)s (%(share)g %% of it)") % values
            tiers.append((days, per_day, words))
    return tiers


def _later_days(case: Case, book: RuleBook) -> list[GrantRate]:
    """The share of the daily rate that staff get from the fifteenth day on (KA131-36)."""
    return rates_for(GrantPurpose.LATER_DAYS, case, book) if case.is_of_staff else []


def _top_ups(case: Case, book: RuleBook) -> Iterator[GrantLine]:
    if case.fewer_opportunities and not case.is_of_staff:
        for rate in rates_for(GrantPurpose.INCLUSION, case, book):
            yield from _top_up(rate, case, book, LineKind.INCLUSION)
    contains = any(rate.has_traineeship_top_up for rate in individual_rates(case, book))
    if case.activity == Activity.TRAINEESHIP and not contains:
        for rate in rates_for(GrantPurpose.TRAINEESHIP, case, book):
            yield from _top_up(rate, case, book, LineKind.TRAINEESHIP)
    if case.green_travel and not travels_at_the_grants_cost(case, book):
        for rate in rates_for(GrantPurpose.GREEN, case, book):
            yield from _top_up(rate, case, book, LineKind.GREEN)


def _top_up(rate: GrantRate, case: Case, book: RuleBook, kind: LineKind) -> Iterator[GrantLine]:
    """One line by the month (÷ 30 a day), or one amount for a stay of the row's length."""
    amount, basis, reason = amount_of(rate), basis_of(kind, [rate]), _reason(kind)
    if rate.unit == A_MONTH:
        days = min(case.days, book.limits["student_long_max_days"])
        values = {"reason": reason, "days": days, "amount": with_cents(euro(amount))}
        working = _("Top-up, %(reason)s: %(days)s days × %(amount)s € a month ÷ 30") % values
        paid = euro(Fraction(amount) * days / DAYS_OF_A_MONTH)
        yield GrantLine(_rule(rate, case), working, paid, basis, origin_of(rate))
    elif (rate.day_from or 1) <= case.days <= (rate.day_to or case.days):
        working = _("Top-up, %(reason)s: once %(amount)s €") % {"reason": reason, "amount": with_cents(amount)}
        yield GrantLine(_rule(rate, case), working, euro(amount), basis, origin_of(rate))


def _reason(kind: LineKind) -> str:
    reasons = {
        LineKind.INCLUSION: _("fewer opportunities"),
        LineKind.TRAINEESHIP: _("traineeship"),
        LineKind.GREEN: _("green travel"),
    }
    return reasons[kind]


def _travel(case: Case, book: RuleBook) -> Iterator[GrantLine | Finding]:
    rule = "ICM-05" if case.is_icm else "KA131-37"
    if not travels_at_the_grants_cost(case, book):
        return
    if case.distance_km is None:
        yield note(rule, _("No distance is given, so no travel support is counted."))
        return
    band = travel_band(case, book)
    if band is None:
        sentence = _("%(distance)s km are too near for travel support.")
        yield note(rule, sentence % {"distance": _kilometres(case.distance_km)})
        return
    green = band.green_amount if case.green_travel else None
    values = {
        "distance": _kilometres(case.distance_km),
        "band": f"{band.km_from}–{band.km_to}" if band.km_to else f"≥ {band.km_from}",
        "kind": _("Travel") if green is None else _("Green travel"),
    }
    working = _("%(kind)s, %(distance)s km one way (band %(band)s km), there and back") % values
    origin = "" if band.confidence in Confidence.verified else _("not verified")
    amount = band.standard_amount if green is None else green
    basis = Basis(LineKind.TRAVEL, amount, "EUR", band.source, Confidence(band.confidence))
    yield GrantLine(rule, working, euro(amount), basis, origin)
    if travel_is_left_to_others(case, book, band):
        yield warning("KA131-38", _("Whether students get travel support is decided by the agency or the university."))


def _kilometres(distance: Decimal) -> str:
    return number_format(f"{distance.normalize():f}")


def _rule(rate: GrantRate, case: Case) -> str:
    """A row of two schemes names both rules."""
    rules = rate.rule.split("|")
    return rules[-1] if case.is_icm else rules[0]


def _rule_without_rate(case: Case) -> str:
    if case.is_icm:
        return "ICM-04" if case.is_of_staff else "ICM-03"
    return "KA131-36" if case.is_of_staff else "KA131-30"
