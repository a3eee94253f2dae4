"""What a stay is paid and what the rules say to it, each with the rule it rests on and its sources."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property

from mobility.enums import Severity
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.checking import check
from mobility.rules.findings import Finding
from mobility.rules.grants import Grant, calculate
from mobility.rules.lines import GrantLine
from reference.models import Rule, Source

TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "off"}


@dataclass(frozen=True)
class Grounded:
    """A finding or a line with the rule it rests on, and the documents that say so."""

    what: Finding | GrantLine
    rule: Rule | None
    sources: list[Source]

    @property
    def tone(self) -> str:
        return TONES[self.what.severity]


def in_order(findings: "list[Grounded]") -> "list[Grounded]":
    """The gravest first."""
    order = list(Severity)
    return sorted(findings, key=lambda one: order.index(one.what.severity))


class Estimate:
    """The answer to one case."""

    def __init__(self, case: Case):
        self.case = case
        self.book = RuleBook.of_call(case.call_year)

    @cached_property
    def grant(self) -> Grant:
        return calculate(self.case, self.book)

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {source.code: source for source in Source.objects.all()}

    @cached_property
    def lines(self) -> list[Grounded]:
        return [self._grounded(line) for line in self.grant.lines]

    @cached_property
    def of_the_rules(self) -> list[Grounded]:
        """What speaks against the stay, or is to be known of it; nothing of its grant."""
        return [self._grounded(finding) for finding in check(self.case, self.book)]

    @cached_property
    def findings(self) -> list[Grounded]:
        """The gravest first."""
        return in_order([*self.of_the_rules, *(self._grounded(finding) for finding in self.grant.findings)])

    @property
    def is_possible(self) -> bool:
        return all(finding.what.severity != Severity.ERROR for finding in self.findings)

    @property
    def total(self) -> Decimal:
        return self.grant.total

    def _grounded(self, what: Finding | GrantLine) -> Grounded:
        rule = self.book.rules.get(what.rule)
        codes = rule.source.split() if rule else []
        return Grounded(what, rule, [self.sources[code] for code in codes if code in self.sources])
