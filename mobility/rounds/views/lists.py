"""The list of rounds and its export."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.lists import PortalExportView, PortalListView
from mobility.models import ApplicationRound
from mobility.rounds.enums import RoundState
from mobility.rounds.filters import ApplicationRoundFilter
from mobility.rounds.querysets import CHANGE_ROUND, VIEW_ROUND
from mobility.rounds.tables import ApplicationRoundTable

EXPORT = "mobility.export_mobility"


class RoundListView(PortalListView):
    model = ApplicationRound
    filterset_class = ApplicationRoundFilter
    table_class = ApplicationRoundTable
    title = gettext_lazy("Application rounds")
    right = VIEW_ROUND
    list_name = "rounds"
    export_right = EXPORT
    export_url_name = "mobility:round_export"

    def get_queryset(self):
        return super().get_queryset().with_counts()

    def figures(self, filterset):
        rounds, path = self.get_queryset(), self.request.path
        count = rounds.filter(state=RoundState.CLOSED).count()
        if count:
            words = ngettext("%(count)s to decide", "%(count)s to decide", count) % {"count": count}
            yield {"text": words, "url": f"{path}?state={RoundState.CLOSED}"}
        yield {"text": _("Students apply elsewhere: here their ranked list is taken in and the places are given.")}

    def actions(self):
        if not self.request.user.has_perm(CHANGE_ROUND):
            return []
        return [{"label": _("New round"), "url": reverse("mobility:round_create"), "is_primary": True}]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("No application round yet"),
            "text": _(
                "A round says for which year and term students apply, and when; its places are in the agreements."
            ),
        }


class RoundExportView(PortalExportView):
    model = ApplicationRound
    filterset_class = ApplicationRoundFilter
    table_class = ApplicationRoundTable
    title = gettext_lazy("Application rounds")
    right = VIEW_ROUND
    export_right = EXPORT

    def get_queryset(self):
        return super().get_queryset().with_counts()
