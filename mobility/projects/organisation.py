"""What the university itself gets for the people of a project: organisational support (KA131-40, ICM-06)."""

from dataclasses import dataclass
from decimal import Decimal

from mobility.models import GrantProject
from mobility.rules.book import RuleBook
from mobility.rules.sources import sources_in_words
from reference.enums import Confidence, GrantPurpose
from reference.models import GrantRate

FIRST_PEOPLE = 100  # KA131-40: the higher amount is for the first hundred
OF_ANY_STAY = ("SMS|SMT|STA|STT", "all")  # not those of a BIP, nor what inclusion costs


@dataclass(frozen=True)
class Tier:
    """So many people at so much each, by a row of the tables."""

    people: int
    rate: GrantRate

    @property
    def amount(self) -> Decimal:
        return self.people * (self.rate.amount_fixed or Decimal(0))

    @property
    def is_verified(self) -> bool:
        return self.rate.confidence in Confidence.verified


def with_sources(tiers: list[Tier]) -> list[tuple[Tier, str]]:
    """Each with where its amount is written, in words."""
    words = sources_in_words(tier.rate.source for tier in tiers)
    return [(tier, words[tier.rate.source]) for tier in tiers]


def organisational_support(project: GrantProject, people: int, book: RuleBook | None) -> list[Tier]:
    """The tiers that ``people`` reach, those without a grant counted too; [] where the tables know no amount."""
    if book is None or not people:
        return []
    rates = [
        rate
        for rate in book.rates
        if rate.purpose == GrantPurpose.ORGANISATION
        and rate.mobility_type in OF_ANY_STAY
        and project.scheme.rules in rate.scheme.split("|")
    ]
    rates.sort(key=lambda rate: rate.amount_fixed or 0, reverse=True)
    if len(rates) == 1:
        return [Tier(people, rates[0])]
    tiers = zip((min(people, FIRST_PEOPLE), people - FIRST_PEOPLE), rates, strict=False)
    return [Tier(count, rate) for count, rate in tiers if count > 0]
