"""Who may go: students of a degree, recent graduates as trainees, and nobody on two grants at once."""

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from mobility.enums import Activity
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.findings import Finding, error

MONTHS_AFTER_GRADUATION = 12


def enrolment(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-12 and 13: enrolled for a degree, or a graduate whose traineeship ends within twelve months."""
    if case.is_of_staff:
        return
    has_graduated = case.graduated_on is not None and case.graduated_on <= case.start_on
    if case.graduated_on is None and not case.enrolled:
        yield error("KA131-12", _("The person is not enrolled in studies that lead to a degree."))
    elif case.graduated_on is None or (case.enrolled and not has_graduated):
        return
    elif case.activity != Activity.TRAINEESHIP:
        yield error("KA131-13", _("A graduate goes as a trainee alone; studies ask for enrolment."))
    elif case.end_on > (last := case.graduated_on + relativedelta(months=MONTHS_AFTER_GRADUATION)):
        sentence = _("A graduate's traineeship ends within twelve months of graduation: by %(last)s, not %(end_on)s.")
        yield error("KA131-13", sentence % {"last": last, "end_on": case.end_on})


def one_grant_at_a_time(case: Case, book: RuleBook) -> Iterator[Finding]:
    """KA131-43."""
    if case.other_eu_grant and not case.zero_grant:
        yield error("KA131-43", _("Another grant of the European Union pays for the same period."))
