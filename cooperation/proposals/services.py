"""The writes to proposals themselves: begun, changed, moved along, granted."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.models import CallPriority, ConsortiumMember, Proposal, ProposalPriority, ProposalStep
from cooperation.proposals.checks import MOST_PRIORITIES
from cooperation.proposals.enums import MemberRole, StepKind
from cooperation.proposals.keeping_rights import lock_proposal, require_change
from cooperation.proposals.search_text import prepare_proposal
from cooperation.proposals.workflow import proposal_workflow
from cooperation.rights import CHANGE_PROPOSAL
from core import history
from core.constraints import refused_as
from core.errors import PortalError
from core.text_lengths import refuse_too_long
from core.versions import refuse_if_changed
from mobility.enums import ProjectState
from mobility.models import Scheme
from mobility.projects.services import begin_project
from partners.services import home_institution

SCHEME = "ka220"
ENDS_STEP = {"approve": StepKind.ABSTRACT, "draft": StepKind.DRAFT, "submit": StepKind.SIGNATURES}
DAYS_BEFORE_CALL = timedelta(days=400)  # nothing is handed in to a call so long before it closes

history.describe("proposal.begin", gettext_noop("began it"))
history.describe("proposal.priorities", gettext_noop("chose the priorities"))


@transaction.atomic
def begin_proposal(*, actor, we_coordinate: bool = True, priorities: Iterable[CallPriority] = (), **fields) -> Proposal:
    """An idea for a call that is open, with its six steps, and ourselves in the consortium."""
    proposal = Proposal(**fields)
    require_change(actor, proposal)
    if proposal.call.is_closed:
        raise ValidationError({"call": _("The call has closed.")})
    _prepare(proposal)
    with _acronym_once(), history.action("proposal.begin", actor=actor, right=CHANGE_PROPOSAL, about=proposal):
        proposal.save()
        for position, kind in enumerate(StepKind):
            ProposalStep.objects.create(proposal=proposal, kind=kind, position=position)
        role = MemberRole.APPLICANT if we_coordinate else MemberRole.PARTNER
        ConsortiumMember.objects.create(proposal=proposal, institution=home_institution(), role=role)
        _choose(proposal, priorities)
        prepare_proposal(proposal)
        proposal.save(update_fields=["search_text"])
    return proposal


@transaction.atomic
def change_proposal(
    proposal: Proposal, *, actor, seen_at=None, priorities: Iterable[CallPriority] | None = None, **fields
) -> Proposal:
    """Write the given fields. Raises ``ValidationError`` beside the field; ``PortalError`` once there is a result."""
    locked = lock_proposal(proposal, actor)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    require_change(actor, locked)  # still the actor's after a change of unit
    _prepare(locked)
    with _acronym_once(), history.action("changed", actor=actor, right=CHANGE_PROPOSAL, about=locked):
        prepare_proposal(locked)
        locked.save(update_fields=[*fields, "search_text", "updated_at"])
        if priorities is not None:
            _choose(locked, priorities)
    return locked


@transaction.atomic
def move_proposal(proposal: Proposal, name: str, *, actor, note: str = "") -> Proposal:
    """Any move but the grant, which makes its project. The abstract's step is done with the school's approval."""
    if name == "grant":
        raise PortalError(_("Enter the number and the period of the project."))
    return proposal_workflow.perform(
        name, proposal, actor=actor, note=note, also=lambda locked: _with_move(name, locked, actor)
    )


@transaction.atomic
def grant_proposal(proposal: Proposal, *, actor, number: str, starts_on: date) -> Proposal:
    """Record the grant and make its project: of scheme KA220, with its lump sum, as long as was applied for.

    Raises ``ValidationError`` for a number that another project has, ``RightMissing``, ``TransitionRefused``.
    """
    if starts_on.year not in range(2014, 2190):
        raise ValidationError({"starts_on": _("Give a date between 2014 and 2189.")})
    return proposal_workflow.perform(
        "grant", proposal, actor=actor, also=lambda locked: _project(locked, actor, number, starts_on)
    )


def _project(proposal: Proposal, actor, number: str, starts_on: date):
    months = proposal.months or proposal.call.shortest_months
    proposal.project = begin_project(
        actor=actor,
        scheme=_scheme(),
        call_year=proposal.call.deadline.call_year,
        number=number,
        title=proposal.title,
        state=ProjectState.RUNNING,
        starts_on=starts_on,
        ends_on=_months_later(starts_on, months) - timedelta(days=1),
        unit=proposal.unit,
        coordinator=proposal.coordinator,
        lump_sum=proposal.lump_sum,
        remarks=proposal.acronym,
    )
    proposal.save(update_fields=["project"])


def _scheme() -> Scheme:
    """The scheme of such projects: nobody travels under it by itself, so rounds and stays do not offer it."""
    made = {
        "name_en": "Erasmus+ Cooperation Partnerships (KA220)",
        "name_sv": "Erasmus+ Partnerskap för samarbete (KA220)",
    }
    return Scheme.objects.get_or_create(code=SCHEME, defaults={**made, "is_offered": False, "position": 90})[0]


def _months_later(day: date, months: int) -> date:
    """The same day of the month, or the first of the next where the month has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        years, month = divmod(day.month + months, 12)
        return date(day.year + years, month + 1, 1)


def _with_move(name: str, proposal: Proposal, actor):
    """What belongs to the act: the step it ends, and the hour at which the proposal left or came back."""
    if name in ENDS_STEP:
        _done(proposal, ENDS_STEP[name], actor)
    if name == "submit":
        proposal.handed_in_at = proposal.handed_in_at or timezone.now()
        proposal.save(update_fields=["handed_in_at"])
    if name in ("take_back", "take_up_again"):
        proposal.handed_in_at = None
        proposal.save(update_fields=["handed_in_at"])


def _done(proposal: Proposal, kind: str, actor):
    """The step that the move says is done, unless it was recorded before."""
    for step in proposal.steps.filter(kind=kind, done_on__isnull=True):
        step.done_on, step.done_by = timezone.localdate(), actor
        step.save(update_fields=["done_on", "done_by"])


def _choose(proposal: Proposal, priorities: Iterable[CallPriority]):
    wanted = {priority.pk for priority in priorities}
    if CallPriority.objects.filter(pk__in=wanted).exclude(call=proposal.call_id).exists():
        raise ValidationError({"priorities": _("Choose priorities of this call.")})
    if len(wanted) > MOST_PRIORITIES:
        words = {"most": MOST_PRIORITIES}
        raise ValidationError({"priorities": _("Choose %(most)d at most (KA220-07).") % words})
    known = set(proposal.chosen_priorities.values_list("priority", flat=True))
    proposal.chosen_priorities.exclude(priority__in=wanted).delete()
    for key in sorted(wanted - known):
        ProposalPriority.objects.create(proposal=proposal, priority_id=key)


def _prepare(proposal: Proposal):
    refuse_too_long(proposal)
    if (when := proposal.handed_in_at) is not None:
        closes_at = proposal.call.deadline.due_at
        if when > timezone.now():
            raise ValidationError({"handed_in_at": _("This lies ahead: say when it was handed in once it was.")})
        if not closes_at - DAYS_BEFORE_CALL <= when <= closes_at:
            raise ValidationError({"handed_in_at": _("This is not within the time of the call.")})
    prepare_proposal(proposal)
    proposal.full_clean()


def _acronym_once():
    """Two who begin the same at once: the second reads why."""
    sentence = _("Another proposal of this call has this acronym.")
    return refused_as("proposal_acronym_once_a_call", field="acronym", sentence=sentence)
