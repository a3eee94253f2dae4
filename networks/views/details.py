"""The page of a network: overview, its members in pictures, its history."""

from core.views.details import PortalDetailView, PortalHistoryView
from networks.models import JointOffer, Network, NetworkDocument
from networks.pages import crumbs, tabs_of
from networks.pictures import countries_of, years_of
from networks.points import points_of
from networks.querysets import CHANGE, VIEW
from networks.story import NETWORK_STORY
from reference.naming import sources_named_in, without_codes


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
        return tabs_of(self.object, self.tab)


class NetworkDetailView(NetworkPage):
    template_name = "networks/detail.html"

    def get_context_data(self, **kwargs):
        network, user = self.object, self.request.user
        counts = list(network.counts.most_telling())
        current = network.memberships.current().with_agreements(user)
        members = current.select_related("institution__country")
        sources = sources_named_in(network.source, *(count.source for count in counts))
        for count in counts:
            count.source = without_codes(count.source, sources)
        return super().get_context_data(
            ours=members.ours().first(),
            leading=members.filter(role__in=("coordinator", "secretariat")).order_by("role", "institution__sort_key"),
            member_count=current.count(),
            country_count=current.values("institution__country").distinct().count(),
            partner_count=current.filter(has_agreement=True).count(),
            ended_count=network.memberships.ended().count(),
            counts=counts,
            contacts=network.contacts.current().select_related("user", "unit"),
            offers=network.offers.visible_to(user).select_related("language").prefetch_related("partners"),
            documents=NetworkDocument.objects.visible_to(user).filter(network=network).select_related("uploaded_by"),
            points=points_of(network, user),
            sources=sources,
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
            sources=sources_named_in(offer.source),
            **kwargs,
        )
