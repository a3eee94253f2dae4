"""What the university recommends beyond the rules: notes that stop nothing (TR-01)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mobility.enums import Measure, RecommendedUnit
from mobility.models.recommendations import LocalRecommendation
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.findings import Finding, note
from mobility.rules.periods import DAYS_OF_A_MONTH


def length_recommended(case: Case, book: RuleBook) -> Iterator[Finding]:
    """Only of a stay whose length the rules allow: a recommendation beside an error would be noise."""
    for row in book.recommended(Measure.LEAST_LENGTH, case.scheme, case.activity):
        if case.days < days_of(row):
            sentence = _("The university recommends %(words)s at least; %(days)s days are allowed (%(source)s).")
            yield note(row.rule, sentence % values_of(row, case))
    for row in book.recommended(Measure.MOST_LENGTH, case.scheme, case.activity):
        if case.days > days_of(row):
            sentence = _("The university recommends %(words)s at most; %(days)s days are allowed (%(source)s).")
            yield note(row.rule, sentence % values_of(row, case))


def values_of(row: LocalRecommendation, case: Case) -> dict:
    return {"words": words_of(row), "days": case.days, "source": row.source or row.rule}


def days_of(row: LocalRecommendation) -> int:
    """The length in days; a month is 30 days (TR-10)."""
    return row.value * (DAYS_OF_A_MONTH if row.unit == RecommendedUnit.MONTHS else 1)


def words_of(row: LocalRecommendation) -> str:
    values = {"count": row.value, "days": days_of(row)}
    if row.unit == RecommendedUnit.MONTHS:
        return ngettext("%(count)s month (%(days)s days)", "%(count)s months (%(days)s days)", row.value) % values
    return ngettext("%(count)s day", "%(count)s days", row.value) % values
