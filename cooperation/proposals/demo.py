"""The demonstration's proposals: one granted with its project, one rejected, some on their way, one late."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.enums import UnitKind
from accounts.models import Unit, User
from cooperation.models import FundingCall, Proposal
from cooperation.models.proposals import MANDATE_DAYS
from cooperation.proposals.consortium import save_member
from cooperation.proposals.enums import MemberRole, ProposalState, StepKind
from cooperation.proposals.papers import keep_paper
from cooperation.proposals.search_text import prepare_proposal
from cooperation.proposals.services import begin_proposal, grant_proposal, move_proposal
from cooperation.proposals.steps import finish_step
from core import history
from core.demo_documents import pdf
from core.demo_history import as_if_on
from partners.models import Institution
from partners.services import home_institution
from reference.enums import ProgrammeStatus
from reference.models import CountryStatus

WAY = ("submit_abstract", "approve", "draft", "submit")
REACHED = {state: number for number, state in enumerate(ProposalState.main_line)}


@dataclass(frozen=True)
class Told:
    """One proposal: to which of the calls that have closed (0 is the last), or to the coming one (None)."""

    calls_ago: int | None
    acronym: str
    title: str
    abstract: str
    state: str
    steps: tuple[str, ...] = ()


PROPOSALS = (
    Told(2, "SEASKILLS", "Maritime skills for a green Baltic Sea", "A joint module on clean shipping.", "granted"),
    Told(1, "OPENLABS", "Remote laboratories for all", "Laboratories that students reach from home.", "rejected"),
    Told(0, "HEALTHNET", "Digital care at a distance", "Training for nurses in sparsely settled regions.", "submitted"),
    Told(None, "TRUSTAI", "Trustworthy AI in engineering programmes", "Cases for courses.", "abstract", ("support",)),
    Told(None, "GREENCITY", "Planning cities with their citizens", "Studios in four cities.", "idea", ("support",)),
    Told(None, "SAFECODE", "Secure software, taught together", "A shared course on secure software.", "idea"),
)


def build_proposals(officer: User, calls: list[FundingCall]):
    """Nothing where the tables hold too few calls or partners."""
    units, partners = _units(), _partners()
    closed, coming = ([call for call in calls if call.is_closed is closed] for closed in (True, False))
    if not units or len(partners) < len(PROPOSALS) + 2:
        return
    for number, told in enumerate(PROPOSALS):
        unit, others = units[number % len(units)], partners[number : number + 3]
        if told.calls_ago is None and coming:
            _under_way(told, coming[-1], unit, others, officer)
        elif told.calls_ago is not None and len(closed) > told.calls_ago:
            _proposal(told, closed[-1 - told.calls_ago], unit, others, officer)


def _units() -> list[Unit]:
    return list(Unit.objects.filter(is_active=True, kind=UnitKind.DEPARTMENT).order_by("path"))


def _partners() -> list[Institution]:
    """One in each of some programme countries, whatever the year of the call."""
    everywhere = CountryStatus.objects.filter(status=ProgrammeStatus.EU_MEMBER).values("country")
    found = Institution.objects.partners().filter(country__in=everywhere).exclude(country="SE").order_by("pk")
    by_country = {institution.country_id: institution for institution in found.reverse()}
    return sorted(by_country.values(), key=lambda institution: institution.pk)


def _proposal(told: Told, call: FundingCall, unit: Unit, partners: list[Institution], officer: User):
    with as_if_on(call.deadline.due_on - timedelta(days=70)):
        proposal = Past(told, call, unit, officer).written(partners)
    if told.state == "rejected":
        with as_if_on(call.deadline.due_on + timedelta(days=160)):
            move_proposal(proposal, "reject", actor=officer, note="72 points; the threshold for funding was 84.")
    if told.state == "granted":
        year = call.deadline.call_year
        with as_if_on(call.deadline.due_on + timedelta(days=160)):
            number = f"{year}-1-SE01-KA220-HED-000154210"
            grant_proposal(proposal, actor=officer, number=number, starts_on=date(year, 11, 1))


@dataclass(frozen=True)
class Past:
    """A proposal to a call that has closed, as it was handed in: no service would begin it today."""

    told: Told
    call: FundingCall
    unit: Unit
    officer: User

    def written(self, partners: list[Institution]) -> Proposal:
        handed_in_at = self.call.deadline.due_at - timedelta(days=2)
        proposal = Proposal(
            call=self.call,
            unit=self.unit,
            coordinator=self.officer,
            state=ProposalState.SUBMITTED,
            handed_in_at=handed_in_at,
            form_number=f"KA220-HED-{self.call.deadline.call_year}-{len(partners):04d}",
            **facts_of(self.told),
        )
        with history.action("proposal.begin", actor=self.officer):
            prepare_proposal(proposal)
            proposal.save()
            self._hang_on(proposal, partners, handed_in_at.date())
            prepare_proposal(proposal)
            proposal.save()
        return proposal

    def _hang_on(self, proposal: Proposal, partners: list[Institution], day: date):
        for position, kind in enumerate(StepKind):
            proposal.steps.create(
                kind=kind, position=position, done_on=proposal.call.deadline.abstract_due_on, done_by=self.officer
            )
        proposal.members.create(institution=home_institution(), role=MemberRole.APPLICANT)
        days = dict.fromkeys(MANDATE_DAYS, day)
        for partner in partners:
            proposal.members.create(institution=partner, role=MemberRole.PARTNER, **days)
        for priority in self.call.priorities.all()[:2]:
            proposal.chosen_priorities.create(priority=priority)


def facts_of(told: Told) -> dict:
    return {
        "acronym": told.acronym,
        "title": told.title,
        "abstract": told.abstract,
        "months": 24,
        "lump_sum": 250_000,
        "management": 45_000,
        "agency_country": home_institution().country,
    }


def _under_way(told: Told, call: FundingCall, unit: Unit, partners: list[Institution], officer: User):
    proposal = begin_proposal(
        actor=officer,
        call=call,
        unit=unit,
        coordinator=officer,
        priorities=list(call.priorities.all()[:2]),
        **facts_of(told),
    )
    for number, partner in enumerate(partners):
        asked_on = timezone.localdate() if number else None
        save_member(proposal, actor=officer, institution=partner, role=MemberRole.PARTNER, mandate_asked_on=asked_on)
    for kind in told.steps:
        letter = pdf(f"{told.acronym}-{kind}.pdf", told.title, ["Signed for school and department."])
        keep_paper(proposal.steps.get(kind=kind), actor=officer, upload=letter)
        finish_step(proposal.steps.get(kind=kind), actor=officer)
    for move in WAY[: REACHED[told.state]]:
        move_proposal(proposal, move, actor=officer)
