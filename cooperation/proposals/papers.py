"""Every write to the papers kept at the steps of a proposal."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.locks import lock_part
from cooperation.models import ConsortiumMember, ProposalStep, StepPaper
from cooperation.proposals.enums import StepKind
from cooperation.proposals.keeping_rights import lock_proposal
from cooperation.rights import CHANGE_PROPOSAL
from core import history
from core.errors import PortalError
from core.private_files import check_upload

MOST_PAPERS = 200  # of one proposal: eighty members, some of whose mandates come twice

history.describe("proposal.paper", gettext_noop("kept a paper"))
history.describe("proposal.paper_remove", gettext_noop("removed a paper"))


@transaction.atomic
def keep_paper(step: ProposalStep, *, actor, upload, member: ConsortiumMember | None = None) -> StepPaper:
    """Keep a file at the step, also once the proposal is handed in. A mandate is that of a ``member``.

    Raises ``FileRefused`` for one that is not what its name says, ``ValidationError`` beside the field.
    """
    proposal = lock_proposal(step.proposal, actor)
    if StepPaper.objects.filter(step__proposal=proposal).count() >= MOST_PAPERS:
        raise PortalError(_("A proposal keeps at most %(most)d papers.") % {"most": MOST_PAPERS})
    if member is not None and (step.kind != StepKind.MANDATES or member.proposal_id != proposal.pk):
        raise ValidationError({"member": _("Choose a member of this consortium.")})
    checked = check_upload(upload)
    paper = StepPaper(
        step=step,
        member=member,
        file=upload,
        original_name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_by=actor,
    )
    paper.full_clean()
    with history.action("proposal.paper", actor=actor, right=CHANGE_PROPOSAL, about=proposal):
        paper.save()
    return paper


@transaction.atomic
def remove_paper(paper: StepPaper, *, actor, note: str):
    """Delete it and its file while its step is open; the history keeps its name, its checksum and the reason."""
    proposal = lock_proposal(paper.step.proposal, actor)
    step = ProposalStep.objects.select_for_update().get(pk=paper.step_id)
    locked = lock_part(StepPaper.objects.filter(step=step), paper.pk)
    if not note.strip():
        raise PortalError(_("Please say why in a few words."))
    if step.done_on is not None:
        raise PortalError(_("The step is done: record first that it is not done after all, then take its paper out."))
    name, storage = locked.file.name, locked.file.storage
    with history.action("proposal.paper_remove", actor=actor, note=note, right=CHANGE_PROPOSAL, about=proposal):
        locked.delete()
    transaction.on_commit(lambda: storage.delete(name))
