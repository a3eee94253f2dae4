"""Which countries people may come from and go to, by the call year of the project."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mobility.enums import Direction
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.findings import Finding, error, note

FIRST_CALL_OF_ICM = 2022


def countries_apart(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-05: another country than that of the sending organisation and of residence."""
    if case.receiving_country == case.sending_country:
        sentence = _("The stay leads to another country than %(country)s, where the sending organisation is.")
        yield error("KA131-05", sentence % {"country": book.name(case.sending_country)})
    if case.receiving_country == case.residence_country:
        sentence = _("The person lives in %(country)s: the stay leads to another country.")
        yield error("KA131-05", sentence % {"country": book.name(case.residence_country)})


def countries_of_ka131(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-01 and 03: from a programme country; to countries not associated within a share of the grant."""
    if case.is_icm:
        return
    values = {"call": case.call_year, "sending": book.name(case.sending_country)}
    if not book.is_programme_country(case.sending_country):
        if case.direction == Direction.INCOMING:
            sentence = _("KA131 pays for nobody who comes from %(sending)s: not associated in call %(call)s.")
            yield error("KA131-03", sentence % values)
        else:
            sentence = _("%(sending)s is no programme country in call %(call)s: KA131 sends nobody from there.")
            yield error("KA131-01", sentence % values)
    if not book.is_programme_country(case.receiving_country):
        sentence = _(
            "%(receiving)s is not associated to the programme in call %(call)s: the stay counts towards the "
            "%(share)s %% of the grant that may go there."
        )
        share = book.limits["international_mobility_budget_share_max"]
        yield note("KA131-03", sentence % {**values, "receiving": book.name(case.receiving_country), "share": share})


def countries_of_icm(case: Case, book: RuleBook) -> Iterator[Finding]:
    """ICM-01: between programme countries and regions 1 to 12."""
    if not case.is_icm:
        return
    if case.call_year < FIRST_CALL_OF_ICM:
        yield error("ICM-01", _("There is no KA171 before call %(call)s.") % {"call": FIRST_CALL_OF_ICM})
    ours, theirs = case.sending_country, case.receiving_country
    if case.direction == Direction.INCOMING:
        ours, theirs = theirs, ours
    if not book.is_programme_country(ours):
        sentence = _("%(country)s is no programme country in call %(call)s: it cannot have a KA171 project.")
        yield error("ICM-01", sentence % {"country": book.name(ours), "call": case.call_year})
    if not book.is_icm_partner(theirs):
        sentence = _("%(country)s is no partner country of KA171 in call %(call)s (regions 1 to 12).")
        yield error("ICM-01", sentence % {"country": book.name(theirs), "call": case.call_year})
