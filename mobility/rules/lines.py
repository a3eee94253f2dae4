"""An amount of a grant, with everything that can be said about where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from mobility.grants.enums import LineKind
from reference.enums import Confidence
from reference.models import GrantRate

A_MONTH = "EUR/month"
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Basis:
    """What an amount pays, the rate of its first tier, and how far the rows it was made of can be trusted."""

    kind: LineKind
    rate: Decimal | None = None
    unit: str = ""
    source: str = ""
    confidence: Confidence = Confidence.SOURCED


@dataclass(frozen=True)
class GrantLine:
    """An amount in euro, the rule that made it, its working for a person to read, and where the figures are from."""

    rule: str
    working: str
    amount: Decimal
    basis: Basis
    origin: str = ""

    @property
    def text(self) -> str:
        return f"{self.working} ({self.origin})" if self.origin else self.working


def basis_of(kind: LineKind, rates: Iterable[GrantRate]) -> Basis:
    """The basis of a line made of ``rates``, first tier first: it is as doubtful as the most doubtful of them."""
    rates = list(rates)
    sources = dict.fromkeys(rate.source for rate in rates if rate.source)
    doubtful = [rate.confidence for rate in rates if rate.confidence not in Confidence.verified]
    confidence = Confidence((doubtful or [rates[0].confidence])[0])
    return Basis(kind, amount_of(rates[0]), rates[0].unit, "; ".join(sources), confidence)


def amount_of(rate: GrantRate) -> Decimal:
    """The fixed amount, else the maximum: ``individual_rates`` lets that pass for staff alone."""
    return next((amount for amount in (rate.amount_fixed, rate.amount_max) if amount is not None), Decimal(0))


def origin_of(rate: GrantRate) -> str:
    """Where an amount comes from, and how far it can be trusted."""
    parts = [rate.code, rate.set_by]
    if rate.amount_fixed is None:
        parts.append(_("the maximum: the agency may pay less"))
    if rate.groups_of_call:
        parts.append(_("country groups of call %(call)s") % {"call": rate.groups_of_call})
    if rate.confidence not in Confidence.verified:
        parts.append(_("not verified"))
    return ", ".join(part for part in parts if part)


def euro(amount: Fraction | Decimal) -> Decimal:
    """Rounded half up to the cent."""
    if isinstance(amount, Fraction):
        amount = Decimal(amount.numerator) / Decimal(amount.denominator)
    return amount.quantize(CENT, ROUND_HALF_UP)
