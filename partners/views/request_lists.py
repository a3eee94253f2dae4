"""The list of requests for partnerships and its export."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.lists import PortalExportView, PortalListView
from partners.filters.requests import RequestFilter
from partners.models import PartnershipRequest
from partners.requests.enums import RequestState
from partners.requests.querysets import VIEW
from partners.requests.workflow import PROPOSE
from partners.tables.requests import RequestTable

OPEN = "&".join(f"state={state}" for state in RequestState.open)


class RequestListView(PortalListView):
    model = PartnershipRequest
    filterset_class = RequestFilter
    table_class = RequestTable
    title = gettext_lazy("Requests for partnerships")
    right = VIEW
    search_label = gettext_lazy("Search organisation, country, person")
    list_name = "partnership-requests"
    export_right = "partners.export_request"
    export_url_name = "partners:request_export"

    @cached_property
    def numbers(self):
        late = Q(state__in=RequestState.open, answer_due_on__lt=timezone.localdate())
        return self.get_queryset().aggregate(
            all=Count("pk"), open=Count("pk", filter=Q(state__in=RequestState.open)), overdue=Count("pk", filter=late)
        )

    def figures(self, filterset):
        waiting, overdue = self.numbers["open"], self.numbers["overdue"]
        words = ngettext("%(count)s waits for an answer", "%(count)s wait for an answer", waiting)
        yield {"text": words % {"count": waiting}, "url": f"{self.request.path}?{OPEN}" if waiting else ""}
        if overdue:
            yield {"text": _("%(count)s overdue") % {"count": overdue}, "url": f"{self.request.path}?answer=overdue"}

    def views(self):
        path, here = self.request.path, self.request.GET.urlencode()
        tabs = [(_("All"), "", self.numbers["all"]), (_("Not answered"), OPEN, self.numbers["open"])]
        return [
            {"label": label, "url": f"{path}?{asked}" if asked else path, "count": count, "is_current": asked == here}
            for label, asked, count in tabs
        ]

    def actions(self):
        if not self.request.user.has_perm(PROPOSE):
            return []
        return [{"label": _("Propose a partner"), "url": reverse("partners:request_create"), "is_primary": True}]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        empty = {
            "heading": _("No request yet"),
            "text": _("Whoever wants to become a partner asks on the public site; colleagues propose one here."),
        }
        may_propose = self.request.user.has_perm(PROPOSE)
        first_step = {"url": reverse("partners:request_create"), "label": _("Propose a partner")}
        return empty | (first_step if may_propose else {})


class RequestExportView(PortalExportView):
    model = PartnershipRequest
    filterset_class = RequestFilter
    table_class = RequestTable
    title = gettext_lazy("Requests for partnerships")
    right = VIEW
    export_right = "partners.export_request"
