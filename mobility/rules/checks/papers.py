"""What must be signed and held before anybody leaves: charters and agreements."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mobility.enums import Activity
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.findings import Finding, error


def charters(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-10: universities in programme countries hold the charter; hosts of trainees and enterprises are none."""
    sides = [] if case.from_enterprise else [(case.sending_country, case.sending_charter)]
    if case.activity in Activity.under_agreement:
        sides.append((case.receiving_country, case.receiving_charter))
    for country, is_held in sides:
        if not is_held and book.is_programme_country(country):
            sentence = _("The university in %(country)s holds no Erasmus charter (ECHE).")
            yield error("KA131-10", sentence % {"country": book.name(country)})


def agreement(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-11 and ICM-11: an agreement in force for studies and teaching, between universities."""
    if case.agreement_in_force or case.from_enterprise or case.activity not in Activity.under_agreement:
        return
    if case.is_icm:
        sentence = _("No inter-institutional agreement is in force; with the partner in KA171 it is signed before.")
        yield error("ICM-11", sentence)
    else:
        yield error("KA131-11", _("No inter-institutional agreement is in force: studies and teaching need one."))
