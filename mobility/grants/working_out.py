"""A grant as it would be kept: the calculation's lines in every language, and which of them the office alone sees."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.errors import PortalError
from mobility.models import GrantLine, Mobility
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.checking import unknown_places
from mobility.rules.grants import Grant, calculate
from mobility.rules.stays import paid_case_of
from partners.models import Institution

NOTHING = Decimal("0.00")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass
class WorkedOut:
    """What a stay is paid by the tables of today; ``lines`` are not saved yet and belong to no calculation."""

    stay: Mobility
    case: Case
    country_group: str
    lines: list[GrantLine]
    open_points: list[dict]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), NOTHING)

    @property
    def public_total(self) -> Decimal:
        return sum((line.amount for line in self.lines if not line.is_sensitive), NOTHING)

    @property
    def facts(self) -> str:
        return facts_of(self.case)

    @property
    def amounts(self) -> list[tuple]:
        """What makes two calculations the same."""
        return [amounts_of_line(line) for line in self.lines]


def amounts_of_line(line: GrantLine) -> tuple:
    return line.kind, line.rule, line.amount, line.rate


def facts_of(case: Case) -> str:
    """A fingerprint of what the grant follows from, so that a page can tell whether it still does."""
    return hashlib.sha256(repr(case).encode()).hexdigest()


def work_out_all(
    stays: Iterable[Mobility], *, home: Institution, book_of: Callable[[int], RuleBook | None]
) -> tuple[list[WorkedOut], list[tuple[Mobility, str]]]:
    """The grants of ``stays``, and the stays that cannot be worked out, each with the reason. Writes nothing."""
    possible, left = [], []
    for stay in stays:
        try:
            case = _case_of(stay, home)
            possible.append((stay, case, _book_for(case, book_of)))
        except PortalError as error:
            left.append((stay, str(error.sentence)))
    said: dict[int, dict[str, Grant]] = defaultdict(dict)
    for language in LANGUAGES:
        with override(language):
            for stay, case, book in possible:
                said[stay.pk][language] = calculate(case, book)
    return [_worked_out(stay, case, book, said[stay.pk]) for stay, case, book in possible], left


def _case_of(stay: Mobility, home: Institution) -> Case:
    case = paid_case_of(stay, home)
    if case is None:
        raise PortalError(_("The portal knows no rates of this scheme."))
    return case


def _book_for(case: Case, book_of: Callable[[int], RuleBook | None]) -> RuleBook:
    book = book_of(case.call_year)
    if book is None:
        raise PortalError(_("The rules of call %(call)s are not in the tables.") % {"call": case.call_year})
    if unknown := unknown_places(case, book):
        raise PortalError(unknown[0].message)
    return book


def _worked_out(stay: Mobility, case: Case, book: RuleBook, said: dict[str, Grant]) -> WorkedOut:
    """Sensitive is what would not be there if nobody had fewer opportunities: a travel line can be, too (KA131-38)."""
    first = said[LANGUAGES[0]]
    plain = calculate(replace(case, fewer_opportunities=False), book) if case.fewer_opportunities else first
    known = {(line.basis.kind, line.amount) for line in plain.lines}
    told = {finding.rule for finding in plain.findings}
    lines = [_line(position, said) for position in range(len(first.lines))]
    for line in lines:
        line.is_sensitive = (line.kind, line.amount) not in known
    points = [
        {
            "rule": finding.rule,
            "words": {code: grant.findings[index].message for code, grant in said.items()},
            "is_sensitive": finding.rule not in told,
        }
        for index, finding in enumerate(first.findings)
    ]
    return WorkedOut(stay, case, _group(case, book), lines, points)


def _line(position: int, said: dict[str, Grant]) -> GrantLine:
    """The line at ``position`` as it is kept, in every language of ``said``."""
    line = said[LANGUAGES[0]].lines[position]
    return GrantLine(
        position=position,
        kind=line.basis.kind,
        rule=line.rule,
        words={code: grant.lines[position].working for code, grant in said.items()},
        origin={code: grant.lines[position].origin for code, grant in said.items()},
        rate=line.basis.rate,
        unit=line.basis.unit,
        source=line.basis.source,
        confidence=line.basis.confidence,
        amount=line.amount,
    )


def _group(case: Case, book: RuleBook) -> str:
    """The country group of the call, or R and the region where a country has no group."""
    status = book.status(case.receiving_country)
    if status is None or status.country_group is None:
        return f"R{status.region}" if status and status.region else ""
    return str(status.country_group)
