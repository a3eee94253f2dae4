"""What the rules say to one stay: those of the programme, of its agreement, and of the number of places."""

from dataclasses import replace

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.ending.coverage import covers
from mobility.enums import ProjectState, Severity
from mobility.models import Mobility
from mobility.rules.book import RuleBook
from mobility.rules.findings import IN_THE_CASE, Finding, error, warning
from mobility.rules.grounded import Estimate, Grounded, in_order
from mobility.rules.stays import call_year_of, case_of, is_paid_elsewhere
from mobility.stays.places import no_place
from partners.services import home_institution


class StayCheck:
    """The findings for ``stay``, saved or not. Reads; never writes."""

    def __init__(self, stay: Mobility):
        self.stay = stay

    @cached_property
    def estimate(self) -> Estimate | None:
        """What the programme says and pays; None where no rules are checked, or none are known for the call.

        Everybody who sees the stay reads it, so nothing in it follows from fewer opportunities (LG-08).
        """
        if not self.stay.scheme.rules or not RuleBook.is_known(call_year_of(self.stay)):
            return None
        case = case_of(self.stay, home_institution())
        return Estimate(replace(case, fewer_opportunities=False)) if case else None

    @cached_property
    def findings(self) -> list[Grounded]:
        """The gravest first."""
        found = [Grounded(finding, None, []) for finding in self._of_ours()]
        if self.estimate:
            found += self.estimate.of_the_rules if is_paid_elsewhere(self.stay) else self.estimate.findings
        return in_order(found)

    @property
    def errors(self) -> list[Finding]:
        return [each.what for each in self.findings if each.what.severity == Severity.ERROR]

    @property
    def is_possible(self) -> bool:
        return not self.errors

    def _of_ours(self):
        stay = self.stay
        if stay.scheme.rules and self.estimate is None:
            sentence = _("The rules of call %(call)s are not in the tables yet: only agreement and places are checked.")
            yield warning(IN_THE_CASE, sentence % {"call": call_year_of(stay)})
        yield from agreement_findings(stay)
        yield from project_findings(stay)
        if sentence := no_place(stay):
            yield warning("AG-05", sentence)


def agreement_findings(stay: Mobility):
    """AG-10: a condition in force for the whole stay, where one is named or the scheme needs one."""
    if stay.condition_id is None:
        if stay.scheme.needs_agreement and stay.partner_id:
            yield error("AG-10", _("Choose the condition of the agreement under which the stay is."))
        elif stay.scheme.needs_agreement:
            yield error("AG-10", _("This scheme wants an agreement with the partner."))
        return
    if sentence := covers(stay.condition, stay.starts_on, stay.ends_on):
        yield error("AG-10", sentence)


def project_findings(stay: Mobility):
    """Whether the grant project that is to pay was granted, and runs on these days."""
    project = stay.project
    if project is None:
        return
    if project.state == ProjectState.REFUSED:
        yield error(IN_THE_CASE, _("%(project)s was not granted: it pays for no stay.") % {"project": project})
    elif stay.starts_on < project.starts_on or stay.ends_on > project.ends_on:
        sentence = _("%(project)s runs from %(first)s to %(last)s: it pays for no day before or after.")
        days = {"first": date_format(project.starts_on), "last": date_format(project.ends_on)}
        yield warning(IN_THE_CASE, sentence % {"project": project, **days})


def check_of(stay: Mobility) -> StayCheck:
    """The check of this very instance, asked once for all guards of a page."""
    if "_check" not in stay.__dict__:
        stay.__dict__["_check"] = StayCheck(stay)
    return stay.__dict__["_check"]
