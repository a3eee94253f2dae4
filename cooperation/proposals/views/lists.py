"""The list of proposals and its export."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.models import Proposal
from cooperation.proposals.enums import ProposalState
from cooperation.proposals.filters import ProposalFilter
from cooperation.proposals.tables import ProposalTable
from cooperation.rights import CHANGE_PROPOSAL, EXPORT_PROPOSAL, VIEW_PROPOSAL
from core.views.lists import PortalExportView, PortalListView

OPEN = "&".join(f"state={state}" for state in ProposalState.open)


class ProposalListView(PortalListView):
    model = Proposal
    filterset_class = ProposalFilter
    table_class = ProposalTable
    title = gettext_lazy("Proposals")
    right = VIEW_PROPOSAL
    search_label = gettext_lazy("Search acronym, title, partner")
    list_name = "proposals"
    export_right = EXPORT_PROPOSAL
    export_url_name = "cooperation:proposal_export"

    def figures(self, filterset):
        visible, path = self.get_queryset(), self.request.path
        open_count, late = visible.open().count(), visible.late().count()
        words = ngettext("%(count)s is being written", "%(count)s are being written", open_count)
        yield {"text": words % {"count": open_count}, "url": f"{path}?{OPEN}" if open_count else ""}
        if late:
            words = ngettext("%(count)s is late", "%(count)s are late", late) % {"count": late}
            yield {"text": words, "url": f"{path}?late=yes"}

    def actions(self):
        named = [(_("Calls"), "call_list"), (_("Board"), "proposal_board"), (_("Outcomes"), "proposal_outcomes")]
        buttons = [{"label": label, "url": reverse(f"cooperation:{name}")} for label, name in named]
        if self.request.user.has_perm(CHANGE_PROPOSAL):
            url = reverse("cooperation:proposal_create")
            buttons.append({"label": _("New proposal"), "url": url, "is_primary": True})
        return buttons

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {"heading": _("No proposal yet"), "text": _("What units hand in to calls, with six steps that are due.")}


class ProposalExportView(PortalExportView):
    model = Proposal
    filterset_class = ProposalFilter
    table_class = ProposalTable
    title = gettext_lazy("Proposals")
    right = VIEW_PROPOSAL
    export_right = EXPORT_PROPOSAL
