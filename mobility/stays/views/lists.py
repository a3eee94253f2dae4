"""The list of stays and its export."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.addresses import address_with
from core.views.lists import PortalExportView, PortalListView
from mobility.enums import MobilityState
from mobility.grants.payments import PAY
from mobility.models import Mobility
from mobility.people.exporting import RecordedExport
from mobility.people.further_pages import further_pages
from mobility.querysets import VIEW
from mobility.stays.filters import MobilityFilter
from mobility.stays.tables import MobilityTable
from mobility.stays.writing import ADD

EXPORT = "mobility.export_mobility"


class MobilityListView(PortalListView):
    model = Mobility
    filterset_class = MobilityFilter
    table_class = MobilityTable
    title = gettext_lazy("Mobility")
    right = VIEW
    search_label = gettext_lazy("Search person, code, e-mail, partner")
    list_name = "mobilities"
    export_right = EXPORT
    export_url_name = "mobility:mobility_export"

    @cached_property
    def numbers(self):
        coming = Q(state__in=MobilityState.coming)
        return self.get_queryset().aggregate(
            all=Count("pk"),
            nominated=Count("pk", filter=Q(state=MobilityState.NOMINATED)),
            coming=Count("pk", filter=coming),
            under_way=Count("pk", filter=Q(state=MobilityState.UNDER_WAY)),
            to_close=Count("pk", filter=Q(state__in=(MobilityState.COMPLETED, MobilityState.INTERRUPTED))),
        )

    def figures(self, filterset):
        path, numbers = self.request.path, self.numbers
        words = ngettext("%(count)s under way", "%(count)s under way", numbers["under_way"])
        yield {"text": words % {"count": numbers["under_way"]}, "url": f"{path}?state=under_way"}
        if numbers["nominated"]:
            words = ngettext("%(count)s to accept", "%(count)s to accept", numbers["nominated"])
            yield {"text": words % {"count": numbers["nominated"]}, "url": f"{path}?state=nominated"}
        if numbers["to_close"]:
            words = ngettext("%(count)s to close", "%(count)s to close", numbers["to_close"])
            url = f"{path}?state=completed&state=interrupted"
            yield {"text": words % {"count": numbers["to_close"]}, "url": url}

    def views(self):
        path, here = self.request.path, self.request.GET.urlencode()
        coming = "&".join(f"state={state}" for state in MobilityState.coming)
        tabs = [
            (_("All"), "", "all"),
            (_("Coming"), coming, "coming"),
            (_("Under way"), "state=under_way", "under_way"),
        ]
        return [
            {
                "label": label,
                "url": f"{path}?{query}" if query else path,
                "count": self.numbers[name],
                "is_current": query == here,
            }
            for label, query, name in tabs
        ]

    def actions(self):
        board = reverse("mobility:mobility_board") + address_with(self.request.GET, without=["page", "sort", "columns"])
        actions = [{"label": _("Board"), "url": board}, further_pages(self.request)]
        if self.request.user.has_perm(ADD):
            begin = reverse("mobility:mobility_begin")
            actions.append({"label": _("Nominate somebody"), "url": begin, "is_primary": True})
        return actions

    def further_bulk(self):
        if not self.request.user.has_perm(PAY):
            return []
        url = reverse("mobility:grants_calculate_many")
        return [{"label": _("Calculate grants"), "url": url, "all_label": _("Calculate the grants of all that match")}]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        text = _("Students and staff who go abroad, or come to us, stand here from their nomination to the end.")
        return {"heading": _("Nobody is nominated yet"), "text": text}


class MobilityExportView(RecordedExport, PortalExportView):
    model = Mobility
    filterset_class = MobilityFilter
    table_class = MobilityTable
    title = gettext_lazy("Mobility")
    right = VIEW
    export_right = EXPORT
