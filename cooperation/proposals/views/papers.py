"""The papers of the steps: filled in for signing, kept when signed, read by those who work on the proposal."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cooperation.models import ConsortiumMember, Proposal, StepPaper
from cooperation.proposals import papers
from cooperation.proposals.enums import MemberRole, StepKind
from cooperation.proposals.forms import PaperForm
from cooperation.proposals.templates import filled_paper
from cooperation.proposals.views.forms import ProposalAction, StepForms
from cooperation.proposals.wanted_papers import is_made_here, name_of, we_coordinate
from cooperation.rights import VIEW_EVERY_PROPOSAL, VIEW_PROPOSAL
from core.private_files import ACCEPTED, download_response
from core.views.rights import require

ENDINGS = ("docx", "pdf")


@require_safe
def made_paper(request, pk: int, kind: str, ending: str, member: int | None = None):
    """The paper of a step with what is known filled in, for whoever reads the proposal before it is handed in."""
    require(request.user, VIEW_PROPOSAL)
    rows = Proposal.objects.visible_to(request.user).select_related("unit", "coordinator", "call__deadline")
    proposal = get_object_or_404(rows, pk=pk)
    require(request.user, VIEW_EVERY_PROPOSAL, proposal)
    of_member = _member_of(proposal, kind, member)
    coordinating = we_coordinate(proposal)
    if ending not in ENDINGS or kind not in StepKind.values or not is_made_here(kind, coordinating=coordinating):
        raise Http404
    content = filled_paper(proposal, kind, ending=ending, member=of_member)
    response = HttpResponse(content, content_type=ACCEPTED[f".{ending}"][0])
    response["Content-Disposition"] = f'attachment; filename="{kind}-{proposal.pk}.{ending}"'
    return response


def _member_of(proposal: Proposal, kind: str, key: int | None) -> ConsortiumMember | None:
    """Whose mandate it is; a mandate of nobody is no paper, nor another paper of a member."""
    if (key is not None) != (kind == StepKind.MANDATES):
        raise Http404
    members = proposal.members.filter(role=MemberRole.PARTNER).select_related("institution__country")
    return get_object_or_404(members, pk=key) if key is not None else None


class PaperAddView(StepForms):
    form_class = PaperForm
    submit_label = gettext_lazy("Keep it")
    done = gettext_lazy("The paper is kept.")

    @property
    def title(self):
        return _("Keep: %(paper)s") % {"paper": name_of(self.step.kind, coordinating=we_coordinate(self.object))}

    def get_form_kwargs(self):
        of_partners = {"role": MemberRole.PARTNER} if self.kwargs["kind"] == StepKind.MANDATES else {"pk": None}
        members = self.object.members.filter(**of_partners).select_related("institution")
        return super().get_form_kwargs() | {"members": members}

    def get_initial(self):
        asked = self.request.GET.get("member", "")
        return {"member": asked} if asked.isascii() and asked.isdigit() else {}

    def perform(self, form):
        values = dict(form.cleaned_data)
        return papers.keep_paper(self.step, actor=self.request.user, upload=values.pop("file"), **values)


class PaperRemoveView(ProposalAction):
    needs_note = True
    is_dangerous = True
    explanation = gettext_lazy("The file is deleted. The history keeps its name, its checksum and your reason.")
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("The paper is removed.")

    def prepare(self):
        found = StepPaper.objects.filter(step__proposal=self.object).select_related("step__proposal")
        self.paper = get_object_or_404(found, pk=self.kwargs["paper"])
        self.title = _("Remove “%(document)s”?") % {"document": self.paper}

    def perform(self, note):
        papers.remove_paper(self.paper, actor=self.request.user, note=note)


@require_safe
def paper_file(request, pk: int):
    """The file, for those who may read it; for others there is none. ``?show``: in the browser."""
    require(request.user, VIEW_PROPOSAL)
    paper = get_object_or_404(StepPaper.objects.visible_to(request.user), pk=pk)
    try:
        return download_response(paper, is_shown="show" in request.GET)
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is not in its place.")) from error
