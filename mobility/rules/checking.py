"""Every rule that can be asked of a case."""

from django.utils.translation import gettext as _

from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.checks import CHECKS
from mobility.rules.findings import IN_THE_CASE, Finding, error


def check(case: Case, book: RuleBook) -> list[Finding]:
    """What the rules say, in the order of the rules. ``book`` is that of the case's call year.

    Where a country is not known or has no status in the call, nothing else is asked.
    """
    return unknown_places(case, book) or [finding for ask in CHECKS for finding in ask(case, book)]


def unknown_places(case: Case, book: RuleBook) -> list[Finding]:
    findings = []
    for country in dict.fromkeys((case.sending_country, case.receiving_country)):
        if country not in book.countries:
            findings.append(error(IN_THE_CASE, _("“%(code)s” is no country's code.") % {"code": country}))
        elif book.status(country) is None:
            sentence = _("What %(country)s is to Erasmus+ in call %(call)s is not known.")
            values = {"country": book.name(country), "call": case.call_year}
            findings.append(error(IN_THE_CASE, sentence % values))
    return findings
