"""The answer of the rules to one programme, saved or as it is being typed: conditions with their sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mobility.bips.enums import Funding
from mobility.models import Bip, BipPartner
from mobility.rules.bip_conditions import conditions_of
from mobility.rules.bip_support import SUPPORT_RATE, expected_support
from mobility.rules.bips import BipCase, Head, Sender
from mobility.rules.book import RuleBook
from mobility.rules.conditions import Condition
from mobility.rules.sources import sources_in_words
from reference.models import CallYearParameter, Rule, Source


@dataclass(frozen=True)
class Line:
    """One condition with the rule it rests on, and the documents that say so."""

    what: Condition
    rule: Rule | None
    sources: list[Source]

    @property
    def label(self) -> str:
        if not self.what.is_binding:
            return _("Note")
        return _("Holds") if self.what.holds else _("Does not hold")

    @property
    def tone(self) -> str:
        if not self.what.is_binding:
            return "off"
        return "ok" if self.what.holds else "bad"


class Eligibility:
    """Whether the programme may be paid as it stands. ``partners`` are its rows, with institution and country."""

    def __init__(self, bip: Bip, partners: Iterable[BipPartner]):
        self.case = case_of(bip, partners)
        self.book = RuleBook.of_call(bip.call_year) if bip.call_year else None

    @cached_property
    def conditions(self) -> list[Condition]:
        """Empty where the tables hold no limits for the call: nothing can be said then."""
        return conditions_of(self.case, self.book) if self.book else []

    @property
    def unmet(self) -> list[Condition]:
        return [each for each in self.conditions if each.is_binding and not each.holds]

    @property
    def is_eligible(self) -> bool:
        return self.book is not None and not self.unmet

    @property
    def is_eligible_but_for_learners(self) -> bool:
        """What can be agreed on: the people are found afterwards."""
        return self.book is not None and all(each.rule == "BIP-03" for each in self.unmet)

    @property
    def learners(self) -> int:
        return Head(self.case, self.book).learners if self.book else 0

    @property
    def least(self) -> int:
        return self.book.limits["bip_min_learners"] if self.book else 0

    @property
    def support(self) -> Decimal:
        return expected_support(self.case, self.book) if self.book else Decimal(0)

    @property
    def support_rate(self) -> CallYearParameter | None:
        """The row of the amount per learner, which says where it comes from and how sure it is."""
        return self.book.parameters[SUPPORT_RATE] if self.book else None

    @property
    def support_source(self) -> str:
        """Where that amount is written, in words."""
        source = self.support_rate.source if self.support_rate else ""
        return sources_in_words([source])[source]

    @cached_property
    def lines(self) -> list[Line]:
        if self.book is None:
            return []
        sources = {source.code: source for source in Source.objects.all()}
        return [self._line(condition, sources) for condition in self.conditions]

    @property
    def support_line(self) -> Line | None:
        """How the organisational support is worked out; None where the call is not in the tables."""
        return next((line for line in self.lines if line.what.rule == "BIP-07"), None)

    def _line(self, condition: Condition, sources: dict[str, Source]) -> Line:
        rule = self.book.rules.get(condition.rule) if self.book else None
        codes = rule.source.split() if rule else []
        return Line(condition, rule, [sources[code] for code in codes if code in sources])


def eligibility_of(bip: Bip) -> Eligibility:
    """Of a saved programme."""
    return Eligibility(bip, bip.partners.select_related("institution__country"))


def case_of(bip: Bip, partners: Iterable[BipPartner]) -> BipCase:
    """What the rules need to know. People are those who came where that is known, those planned else."""
    day = bip.starts_on or timezone.localdate()
    return BipCase(
        call_year=bip.call_year or 0,
        senders=tuple(_sender(partner, day) for partner in partners),
        starts_on=bip.starts_on,
        ends_on=bip.ends_on,
        in_one_piece=bip.is_in_one_piece,
        has_virtual_part=bip.virtual_starts_on is not None,
        works_together_online=bool(bip.virtual_together.strip()),
        ects=bip.ects,
        for_students=bip.is_for_students,
    )


def _sender(partner: BipPartner, day: date) -> Sender:
    institution = partner.institution
    return Sender(
        name=institution.name,
        country=institution.country_id,
        role=partner.role,
        has_charter=institution.holds_charter(day),
        students=partner.students,
        staff=partner.staff,
        teachers=partner.teachers,
        is_self_paying=partner.funding == Funding.SELF_PAYING,
    )
