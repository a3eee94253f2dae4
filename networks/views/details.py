"""The page of a network: overview, its members in pictures, its history."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.views.details import PortalDetailView, PortalHistoryView, Tab
from networks.models import JointOffer, Network, NetworkDocument
from networks.pages import crumbs
from networks.pictures import countries_of, years_of
from networks.points import points_of
from networks.querysets import CHANGE, VIEW
from networks.story import NETWORK_STORY


class NetworkPage(PortalDetailView):
    """What every tab of a network shows above itself."""

    model = Network
    right = VIEW
    context_object_name = "network"
    panel_page = "networks.network"

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm(CHANGE)
        return super().get_context_data(crumbs=crumbs(), may_change=may_change, **kwargs)

    def tabs(self):
        key = self.object.pk
        named = (
            ("overview", _("Overview"), "network_detail", None),
            ("members", _("Members"), "member_list", self.object.memberships.current().count()),
            ("pictures", _("Map and years"), "network_pictures", None),
            ("history", _("History"), "network_history", None),
        )
        return [
            Tab(name, label, reverse(f"networks:{page}", args=[key]), count, is_current=name == self.tab)
            for name, label, page, count in named
        ]


class NetworkDetailView(NetworkPage):
    template_name = "networks/detail.html"

    def get_context_data(self, **kwargs):
        network, user = self.object, self.request.user
        current = network.memberships.current().with_agreements(user)
        members = current.select_related("institution__country")
        return super().get_context_data(
            ours=members.ours().first(),
            leading=members.filter(role__in=("coordinator", "secretariat")).order_by("role", "institution__sort_key"),
            member_count=current.count(),
            country_count=current.values("institution__country").distinct().count(),
            partner_count=current.filter(has_agreement=True).count(),
            ended_count=network.memberships.ended().count(),
            counts=network.counts.all(),
            contacts=network.contacts.current().select_related("user", "unit"),
            offers=network.offers.visible_to(user).select_related("language").prefetch_related("partners"),
            documents=NetworkDocument.objects.visible_to(user).filter(network=network).select_related("uploaded_by"),
            points=points_of(network, user),
            **kwargs,
        )


class NetworkPicturesView(NetworkPage):
    """Where its members are, and how many there were in each year, each with its table."""

    template_name = "networks/pictures.html"
    tab = "pictures"
    panel_page = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            countries=countries_of(self.object, self.request.user), years=years_of(self.object), **kwargs
        )


class NetworkHistoryView(NetworkPage, PortalHistoryView):
    template_name = "networks/history.html"
    tab = "history"
    panel_page = ""
    story = NETWORK_STORY


class OfferDetailView(PortalDetailView):
    """One edition of a joint offer, with who gives it."""

    model = JointOffer
    right = VIEW
    context_object_name = "offer"
    template_name = "networks/offer.html"

    def get_queryset(self):
        return super().get_queryset().select_related("network", "language")

    def get_context_data(self, **kwargs):
        offer = self.object
        return super().get_context_data(
            crumbs=crumbs(offer.network),
            partners=offer.partners.select_related("institution__country"),
            may_change=self.request.user.has_perm(CHANGE),
            **kwargs,
        )
