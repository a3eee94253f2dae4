"""Whether a proposal may be handed in as it stands: one function for a rule, with how to mend."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.models import FundingCall, Proposal
from cooperation.proposals.enums import MemberRole, ProposalState
from mobility.rules.conditions import Condition, binding
from reference.enums import ProgrammeStatus
from reference.models import CountryStatus

MOST_PRIORITIES = 3  # KA220-07
MANAGEMENT_SHARE = 20  # per cent of the lump sum, at most (KA220-09: from memory)
MOST_APPLICATIONS = 10  # of one organisation for a deadline (KA220-05: from memory)


@dataclass(frozen=True)
class Member:
    """One organisation as the rules see it. ``is_admitted``: its country may take part in the call at all.

    ``standing`` says what the country is to the programme in the year of the call.
    """

    name: str
    country: str
    role: str
    is_of_programme: bool
    is_admitted: bool
    mandate_is_signed: bool = False
    standing: str = ""

    @property
    def counts(self) -> bool:
        """Associated partners do not make up the least number."""
        return self.role in MemberRole.full


@dataclass(frozen=True)
class Case:
    """What the rules need to know; amounts in euro."""

    call: FundingCall
    members: tuple[Member, ...]
    months: int | None = None
    lump_sum: int | None = None
    management: int | None = None
    agency_country: str = ""
    priorities: int = 0
    call_has_priorities: bool = True
    is_twin: bool = False
    applications: int = 1
    we_coordinate: bool = True

    @property
    def applicant(self) -> Member | None:
        return next((member for member in self.members if member.role == MemberRole.APPLICANT), None)


def enough_organisations(case: Case) -> Condition:
    counted = [member for member in case.members if member.counts]
    countries = {member.country for member in counted if member.is_of_programme}
    call = case.call
    words = {"organisations": len(counted), "countries": len(countries)}
    words |= {"least": call.least_organisations, "least_countries": call.least_countries}
    sentence = _(
        "Organisations: %(organisations)d (at least %(least)d); programme countries: %(countries)d "
        "(at least %(least_countries)d)."
    )
    holds = len(counted) >= call.least_organisations and len(countries) >= call.least_countries
    mend = _("Add partners from other programme countries; associated partners do not count.")
    return binding("KA220-01", holds, sentence % words, mend)


def lump_sum_is_one_of_the_call(case: Case) -> Condition:
    offered = case.call.lump_sums
    shown = ", ".join(number_format(amount, force_grouping=True) for amount in offered)
    sentence = _("Lump sums of the call, in euro: %(amounts)s.") % {"amounts": shown}
    if not offered:
        return binding("KA220-02", True, _("The call names no lump sums."), "")
    return binding("KA220-02", case.lump_sum in offered, sentence, _("Choose one of the lump sums of the call."))


def length_is_allowed(case: Case) -> Condition:
    words = {"least": case.call.shortest_months, "most": case.call.longest_months}
    holds = case.months is not None and words["least"] <= case.months <= words["most"]
    sentence = _("Projects last from %(least)d to %(most)d months.") % words
    return binding("KA220-03", holds, sentence, _("Give a length within these limits."))


def applicant_is_of_the_programme(case: Case) -> Condition:
    applicant = case.applicant
    if applicant is None:
        sentence = _("Somebody has to be the applicant.")
        return binding("KA220-04", False, sentence, _("Say which member of the consortium is the applicant."))
    sentence = _("The applicant, %(name)s, has to be established in a programme country.") % {"name": applicant.name}
    return binding("KA220-04", applicant.is_of_programme, sentence, _("Let a member from a programme country apply."))


def nobody_is_excluded(case: Case) -> Condition:
    excluded = [member.name for member in case.members if not member.is_admitted]
    sentence = _("Organisations of some countries (Belarus among them) may not take part.")
    mend = _("Take out of the consortium: %(names)s.") % {"names": ", ".join(excluded)}
    return binding("KA220-04", not excluded, sentence, mend)


def not_too_many_applications(case: Case) -> Condition:
    words = {"count": case.applications, "most": MOST_APPLICATIONS}
    sentence = _("Proposals of this call with us as the applicant: %(count)d; %(most)d at most (from memory).") % words
    return Condition("KA220-05", case.applications <= MOST_APPLICATIONS, sentence, is_binding=False)


def consortium_applies_once(case: Case) -> Condition:
    sentence = _("One consortium hands in one application, to one National Agency.")
    mend = _("Another proposal of this call has the same consortium: withdraw one of the two.")
    return binding("KA220-06", not case.is_twin, sentence, mend)


def agency_is_that_of_the_applicant(case: Case) -> Condition:
    applicant = case.applicant
    holds = bool(applicant) and case.agency_country == applicant.country
    sentence = _("The application goes to the National Agency of the applicant's country.")
    return binding("KA220-06", holds, sentence, _("Choose the agency's country by that of the applicant."))


def priorities_are_named(case: Case) -> Condition:
    if not case.call_has_priorities:
        return binding("KA220-07", True, _("The call names no priorities."), "")
    sentence = ngettext(
        "%(count)d priority is chosen; one to three are.", "%(count)d priorities are chosen; one to three are.",
        case.priorities,
    )  # fmt: skip
    holds = 1 <= case.priorities <= MOST_PRIORITIES
    return binding("KA220-07", holds, sentence % {"count": case.priorities}, _("Choose one to three of the call's."))


def mandates_are_signed(case: Case) -> Condition:
    """The applicant collects them; as a partner we sign ours, which the applicant keeps."""
    partners = [member for member in case.members if member.role == MemberRole.PARTNER]
    missing = [member.name for member in partners if not member.mandate_is_signed]
    words = {"signed": len(partners) - len(missing), "all": len(partners)}
    sentence = _("Mandates signed: %(signed)d of %(all)d.") % words
    mend = _("Missing: %(names)s.") % {"names": ", ".join(missing)}
    if case.we_coordinate:
        return binding("KA220-08", not missing, sentence, mend)
    return Condition("KA220-08", not missing, sentence, is_binding=False)


def management_is_within_its_share(case: Case) -> Condition:
    sentence = _("Project management takes at most %(share)d %% of the lump sum (from memory, not verified).")
    within = not (case.management and case.lump_sum) or case.management * 100 <= case.lump_sum * MANAGEMENT_SHARE
    return Condition("KA220-09", within, sentence % {"share": MANAGEMENT_SHARE}, is_binding=False)


RULES = (
    enough_organisations,
    lump_sum_is_one_of_the_call,
    length_is_allowed,
    applicant_is_of_the_programme,
    nobody_is_excluded,
    not_too_many_applications,
    consortium_applies_once,
    agency_is_that_of_the_applicant,
    priorities_are_named,
    mandates_are_signed,
    management_is_within_its_share,
)


@dataclass(frozen=True)
class Checked:
    """The answers of all rules to one proposal."""

    conditions: list[Condition] = field(default_factory=list)

    @property
    def unmet(self) -> list[Condition]:
        return [each for each in self.conditions if each.is_binding and not each.holds]

    @property
    def is_ready(self) -> bool:
        return not self.unmet


def checked(case: Case) -> Checked:
    return Checked([rule(case) for rule in RULES])


def check_proposal(proposal: Proposal) -> Checked:
    return checked(case_of(proposal))


def case_of(proposal: Proposal) -> Case:
    """In a constant number of queries. The countries' status is that of the call's year."""
    call, rows = proposal.call, list(proposal.members.select_related("institution"))
    others, whole = _others(proposal), frozenset(row.institution_id for row in rows)
    return Case(
        call=call,
        members=tuple(_members(rows, call.deadline.call_year)),
        months=proposal.months,
        lump_sum=proposal.lump_sum,
        management=proposal.management,
        agency_country=proposal.agency_country_id or "",
        priorities=proposal.chosen_priorities.count(),
        call_has_priorities=call.priorities.exists(),
        is_twin=len(whole) > 1 and whole in {other for other, _ours in others},  # ourselves alone are no consortium
        applications=sum(ours for _other, ours in others) + _we_apply(rows),
        we_coordinate=_we_apply(rows),
    )


def _we_apply(rows: Iterable) -> bool:
    return any(row.role == MemberRole.APPLICANT and row.institution.is_home for row in rows)


def _others(proposal: Proposal) -> list[tuple[frozenset[int], bool]]:
    """Of each other proposal of the call that still stands: its whole consortium, and whether we apply."""
    standing = Proposal.objects.filter(call=proposal.call_id).exclude(state=ProposalState.WITHDRAWN)
    others = standing.exclude(pk=proposal.pk).prefetch_related("members__institution")
    return [
        (frozenset(row.institution_id for row in other.members.all()), _we_apply(other.members.all()))
        for other in others
    ]


def _members(rows: list, call_year: int) -> Iterable[Member]:
    countries = {row.institution.country_id for row in rows}
    statuses = {row.country_id: row for row in CountryStatus.objects.in_call(call_year).filter(country__in=countries)}
    for row in rows:
        status = statuses.get(row.institution.country_id)
        yield Member(
            name=row.institution.name,
            country=row.institution.country_id,
            role=row.role,
            is_of_programme=bool(status) and status.status in ProgrammeStatus.programme_countries,
            is_admitted=bool(status) and status.is_ka220_partner,
            mandate_is_signed=row.mandate_signed_on is not None,
            standing=_standing(status),
        )


def _standing(status: CountryStatus | None) -> str:
    if status is None:
        return _("not known to the programme")
    if not status.is_ka220_partner:
        return _("may not take part")
    return status.get_status_display()
