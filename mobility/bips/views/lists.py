"""The list of blended intensive programmes and its export."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.lists import PortalExportView, PortalListView
from mobility.bips.enums import BipState
from mobility.bips.filters import BipFilter
from mobility.bips.querysets import ADD_BIP, VIEW_BIP
from mobility.bips.tables import BipTable
from mobility.models import Bip

EXPORT = "mobility.export_mobility"
OPEN = "&".join(f"state={state}" for state in BipState.open)


class BipListView(PortalListView):
    model = Bip
    filterset_class = BipFilter
    table_class = BipTable
    title = gettext_lazy("Blended intensive programmes")
    right = VIEW_BIP
    search_label = gettext_lazy("Search title, place, field, BIP ID")
    list_name = "bips"
    export_right = EXPORT
    export_url_name = "mobility:bip_export"

    def figures(self, filterset):
        visible, path = self.get_queryset(), self.request.path
        open_count, missing = visible.open().count(), visible.to_report().count()
        words = ngettext("%(count)s is open", "%(count)s are open", open_count) % {"count": open_count}
        yield {"text": words, "url": f"{path}?{OPEN}" if open_count else ""}
        if missing:
            words = ngettext("%(count)s lacks its final numbers", "%(count)s lack their final numbers", missing)
            yield {"text": words % {"count": missing}, "url": f"{path}?numbers=missing"}

    def actions(self):
        buttons = [{"label": _("Support by the university"), "url": reverse("mobility:support_list")}]
        if self.request.user.has_perm(ADD_BIP):
            buttons.append({"label": _("New programme"), "url": reverse("mobility:bip_create"), "is_primary": True})
        return buttons

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        empty = {
            "heading": _("No programme yet"),
            "text": _("Short joint courses with a virtual part, ours and those of partners that our people go to."),
        }
        first_step = {"url": reverse("mobility:bip_create"), "label": _("New programme")}
        return empty | (first_step if self.request.user.has_perm(ADD_BIP) else {})


class BipExportView(PortalExportView):
    model = Bip
    filterset_class = BipFilter
    table_class = BipTable
    title = gettext_lazy("Blended intensive programmes")
    right = VIEW_BIP
    export_right = EXPORT

    def get_queryset(self):
        return super().get_queryset().with_counts()
