"""Which paper belongs to which step, whose it is, and which of them the step cannot do without (KA220-08, KA220-11)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.models import ConsortiumMember, Proposal, ProposalStep
from cooperation.proposals.enums import MemberRole, StepKind

NAMES = {
    StepKind.SUPPORT: gettext_lazy("Letter of support"),
    StepKind.ABSTRACT: gettext_lazy("Abstract with the approval of the school"),
    StepKind.CONTACT: gettext_lazy("Letter of intent to the coordinator of the action"),
    StepKind.MANDATES: gettext_lazy("Mandate"),
    StepKind.DRAFT: gettext_lazy("Final draft"),
    StepKind.SIGNATURES: gettext_lazy("Declaration on Honour"),
}
FROM_TEMPLATE = (
    StepKind.SUPPORT,
    StepKind.ABSTRACT,
    StepKind.CONTACT,
    StepKind.MANDATES,
    StepKind.SIGNATURES,
)  # the final draft is written in the application form


def we_coordinate(proposal: Proposal) -> bool:
    return any(row.role == MemberRole.APPLICANT and row.institution.is_home for row in proposal.members.all())


def name_of(kind: str, *, coordinating: bool) -> str:
    """What the paper of the step is called. As a partner we sign a mandate; the applicant declares on its honour."""
    if kind == StepKind.SIGNATURES and not coordinating:
        return _("Our own mandate")
    return str(NAMES[StepKind(kind)])


def is_made_here(kind: str, *, coordinating: bool) -> bool:
    """Whether there is a template for it. As a partner we get every mandate from the applicant."""
    return kind in FROM_TEMPLATE and (coordinating or kind not in (StepKind.MANDATES, StepKind.SIGNATURES))


def missing_papers(step: ProposalStep, *, coordinating: bool) -> list[str]:
    """The papers without which the step is not done, each by its name; ``step.proposal`` with members, ``papers``.

    The head's approval in the portal does in place of a signed abstract: that move records the step by itself.
    """
    kept = list(step.papers.all())
    if step.kind == StepKind.MANDATES and coordinating:
        here = {paper.member_id for paper in kept}
        return [_mandate_of(member) for member in partners_of(step.proposal) if member.pk not in here]
    is_needed = step.kind in (StepKind.ABSTRACT, StepKind.DRAFT) or (step.kind == StepKind.SIGNATURES and coordinating)
    return [name_of(step.kind, coordinating=coordinating)] if is_needed and not kept else []


def partners_of(proposal: Proposal) -> list[ConsortiumMember]:
    """Whose mandates the applicant collects."""
    return [member for member in proposal.members.all() if member.needs_mandate and not member.institution.is_home]


def missing_at(proposal: Proposal, kind: str) -> str | None:
    """A sentence for the guard of a move that records the step by itself."""
    step = proposal.steps.get(kind=kind)
    return sentence_of(missing_papers(step, coordinating=we_coordinate(proposal))) if step.done_on is None else None


def sentence_of(missing: list[str]) -> str | None:
    return _("Keep at the step first: %(papers)s.") % {"papers": ", ".join(missing)} if missing else None


def _mandate_of(member: ConsortiumMember) -> str:
    return _("Mandate of %(organisation)s") % {"organisation": member.institution}
