"""The list of networks, the list of a network's members, and their exports."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.lists import PortalExportView, PortalListView
from networks.filters import MemberFilter, NetworkFilter
from networks.models import Network, NetworkMembership
from networks.pages import crumbs, import_url, tabs_of
from networks.querysets import CHANGE, VIEW
from networks.tables import MemberTable, NetworkTable


class NetworkListView(PortalListView):
    model = Network
    filterset_class = NetworkFilter
    table_class = NetworkTable
    title = gettext_lazy("Networks")
    right = VIEW
    search_label = gettext_lazy("Search names and funding")
    list_name = "networks"
    export_right = VIEW
    export_url_name = "networks:network_export"

    def figures(self, filterset):
        visible, path = self.get_queryset(), self.request.path
        mine, alone = visible.looked_after_by(self.request.user).count(), visible.without_contact().count()
        words = ngettext("You are a contact for %(count)s", "You are a contact for %(count)s", mine)
        yield {"text": words % {"count": mine}, "url": f"{path}?contact=mine" if mine else ""}
        if alone:
            words = ngettext("%(count)s has no contact of ours", "%(count)s have no contact of ours", alone)
            yield {"text": words % {"count": alone}, "url": f"{path}?contact=nobody"}

    def actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [
            {"label": _("Import members"), "url": import_url()},
            {"label": _("New network"), "url": reverse("networks:network_create"), "is_primary": True},
        ]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        empty = {
            "heading": _("No network yet"),
            "text": _(
                "Thematic networks, university alliances and consortia, with who belongs to them and what they offer."
            ),
        }
        first_step = {"url": reverse("networks:network_create"), "label": _("New network")}
        return empty | (first_step if self.request.user.has_perm(CHANGE) else {})


class NetworkExportView(PortalExportView):
    model = Network
    filterset_class = NetworkFilter
    table_class = NetworkTable
    title = gettext_lazy("Networks")
    right = VIEW
    export_right = VIEW

    def get_queryset(self):
        return super().get_queryset().with_members().with_next_end()


class OfNetwork:
    """The members of the network of the address."""

    model = NetworkMembership
    filterset_class = MemberFilter
    table_class = MemberTable
    right = VIEW
    export_right = VIEW

    @cached_property
    def network(self) -> Network:
        return get_object_or_404(Network.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    @property
    def title(self):
        return _("Members of %(network)s") % {"network": self.network}

    def get_queryset(self):
        return super().get_queryset().filter(network=self.network)


class MemberListView(OfNetwork, PortalListView):
    template_name = "networks/members.html"
    search_label = gettext_lazy("Search institution, city, code")
    export_url_name = "networks:member_export"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            network=self.network,
            crumbs=crumbs(self.network),
            may_change=self.request.user.has_perm(CHANGE),
            network_tabs=tabs_of(self.network, "members"),
            **kwargs,
        )

    def export_path(self):
        return reverse(self.export_url_name, args=[self.network.pk])

    def fetched(self):
        return super().fetched().with_agreements(self.request.user)

    def figures(self, filterset):
        members, path = self.get_queryset(), self.request.path
        current = members.current()
        with_agreement = current.with_agreements(self.request.user).filter(has_agreement=True).count()
        counts = (
            (ngettext("%(count)s member now", "%(count)s members now", current.count()), current.count(), "when=now"),
            (_("%(count)s with an agreement of ours"), with_agreement, "when=now&agreement=yes"),
            (_("%(count)s before"), members.ended().count(), "when=ended"),
        )
        return [{"text": words % {"count": count}, "url": f"{path}?{query}"} for words, count, query in counts]

    def actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        add = reverse("networks:member_add", args=[self.network.pk])
        return [
            {"label": _("Import members"), "url": import_url(self.network)},
            {"label": _("Add a member"), "url": add, "is_primary": True},
        ]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("No member yet"),
            "text": _("Enter who belongs to the network, or take the list in from a spreadsheet."),
        }


class MemberExportView(OfNetwork, PortalExportView):
    pass
