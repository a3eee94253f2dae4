"""The allocation of a round carried out once, and the waiting lists that move up after it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from mobility.enums import Direction, MobilityState
from mobility.models import AllocationReason, AllocationRun, Applicant, ApplicationRound
from mobility.rounds.enums import RoundState, Waiting
from mobility.rounds.places import RoundPlaces, places_of_round
from mobility.rounds.proposing import Proposal, Proposed
from mobility.rounds.querysets import CHANGE_ROUND
from mobility.rounds.services import lock_round
from mobility.rounds.workflow import round_workflow
from mobility.stays.moves import move_stay
from mobility.stays.people import Person
from mobility.stays.writing import nominate

# What a nomination takes as it stands there.
OF_THE_PERSON = ("given_name", "family_name", "email", "person_code")
OF_THE_ROUND = ("scheme", "activity", "unit", "coordinator", "academic_year", "term")
OF_THE_APPLICANT = ("eqf_level", "isced_field")

history.describe("round.move_up", gettext_noop("let somebody move up from the waiting list"))
history.describe("round.leave", gettext_noop("took somebody from the waiting list"))


@dataclass(frozen=True)
class Offer:
    """A place that is free again, and who is first on its waiting list."""

    place: RoundPlaces
    reason: AllocationReason

    @property
    def applicant(self) -> Applicant:
        return self.reason.choice.applicant


@transaction.atomic
def carry_out(application_round: ApplicationRound, *, actor, fingerprint: str) -> AllocationRun:
    """Give the places as the proposal of ``fingerprint`` says: nominations, waiting lists, the protocol, decided.

    Of two who press at once the second is refused, and so is whoever looked at another outcome than there is now.
    """
    locked = lock_round(application_round, actor)
    proposal = _proposal_that_was_seen(locked, fingerprint)
    run = AllocationRun.objects.create(
        round=locked,
        made_by=actor,
        made_by_name=str(actor)[:200],
        applicant_count=len(proposal.applicants),
        given_count=proposal.given_count,
    )
    with history.because(_("By the allocation of the round “%(round)s”.") % {"round": locked}):
        for proposed in proposal.people:
            _settle(run, proposed, actor)
    round_workflow.perform("decide", locked, actor=actor)
    return run


def _proposal_that_was_seen(locked: ApplicationRound, fingerprint: str) -> Proposal:
    if locked.state != RoundState.CLOSED:
        raise PortalError(_("Only a closed round that is not decided is allocated."))
    proposal = Proposal(locked)
    if not proposal.applicants:
        raise PortalError(_("Nobody is on the ranked list: take it in first."))
    if proposal.fingerprint != fingerprint:
        raise PortalError(_("The list or the places have changed since: look at the allocation again."))
    return proposal


def _settle(run: AllocationRun, proposed: Proposed, actor):
    if proposed.place:
        _nominate(run.round, proposed.applicant, proposed.place, actor)
    for line in proposed.lines:
        AllocationReason.objects.create(
            run=run,
            choice=line.choice,
            condition=line.place.condition if line.place else None,
            outcome=line.reason.outcome.value,
            words=line.words,
            waiting=Waiting.WAITS if line.waits else Waiting.NOT,
        )


def _nominate(application_round: ApplicationRound, applicant: Applicant, place: RoundPlaces, actor):
    """A stay in the state "nominated"; whoever keeps it then checks and accepts it as every other."""
    person = Person(**{name: getattr(applicant, name) for name in OF_THE_PERSON})
    facts = {name: getattr(application_round, name) for name in OF_THE_ROUND}
    facts |= {name: getattr(applicant, name) for name in OF_THE_APPLICANT}
    try:
        applicant.stay = nominate(
            actor=actor,
            person=person,
            is_another=True,
            direction=Direction.OUTGOING,
            partner=place.partner,
            condition=place.condition,
            round=application_round,
            starts_on=application_round.first_day,
            ends_on=application_round.last_day,
            **facts,
        )
    except ValidationError as error:
        words = {"rank": applicant.rank, "why": " ".join(error.messages)}
        raise PortalError(_("Rank %(rank)s cannot be nominated: %(why)s") % words) from error
    applicant.save(update_fields=["stay"])


def offers_of(application_round: ApplicationRound) -> list[Offer]:
    """The places given back for which somebody waits, with the first of each list. A constant number of queries."""
    waiting = AllocationReason.objects.waiting().filter(run__round=application_round)
    first: dict[int, AllocationReason] = {}
    for reason in waiting.select_related("choice__applicant__stay", "choice__partner"):
        first.setdefault(reason.condition_id, reason)
    if not first:
        return []
    places = places_of_round(application_round)
    return [Offer(each, first[each.condition.pk]) for each in places if each.free and each.condition.pk in first]


@transaction.atomic
def move_up(reason: AllocationReason, *, actor) -> AllocationReason:
    """Give the free place to who waits for it first; what they had instead is given back, for the next in line."""
    locked = lock_round(reason.run.round, actor)
    offer = next((each for each in offers_of(locked) if each.reason.pk == reason.pk), None)
    if offer is None:
        raise PortalError(_("This place is not free, or somebody else is first on its list."))
    applicant, had = offer.applicant, offer.applicant.stay
    words = _("Moves up to %(partner)s from the waiting list.") % {"partner": offer.place.partner}
    with history.because(words):
        if had and had.state in MobilityState.coming:
            move_stay(had, "cancel", actor=actor, note=words)
        elif had and had.state not in MobilityState.fallen_through:
            raise PortalError(_("The stay they have instead has begun: take them from the list."))
        _nominate(locked, applicant, offer.place, actor)
    with history.action("round.move_up", actor=actor, right=CHANGE_ROUND, about=locked):
        _wait_no_more(offer.reason, Waiting.MOVED_UP)
        further = AllocationReason.objects.waiting().filter(
            choice__applicant=applicant, choice__position__gte=offer.reason.choice.position
        )
        for row in further.exclude(pk=reason.pk):
            _wait_no_more(row, Waiting.LEFT)
    return offer.reason


@transaction.atomic
def leave_list(reason: AllocationReason, *, actor, note: str = "") -> AllocationReason:
    """Somebody does not want the place any more: the next one on the list is first."""
    locked = lock_round(reason.run.round, actor)
    row = AllocationReason.objects.waiting().filter(pk=reason.pk).select_for_update(of=("self",)).first()
    if row is None:
        raise PortalError(_("They do not wait for this place any more."))
    with history.action("round.leave", actor=actor, note=note, right=CHANGE_ROUND, about=locked):
        _wait_no_more(row, Waiting.LEFT)
    return row


def _wait_no_more(row: AllocationReason, how: Waiting):
    row.waiting = how
    row.save(update_fields=["waiting"])
