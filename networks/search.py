"""What the search box finds in the networks room: networks, and what their members give together."""

from django.utils.translation import gettext_lazy as _

from core.search import SearchResult, SearchSource, register
from networks.models import JointOffer, Network
from networks.querysets import VIEW


def networks(user, text):
    return Network.objects.visible_to(user).matching(text).order_by("name_en", "pk")


def network_line(network) -> SearchResult:
    facts = (network.short_name, network.get_kind_display())
    return SearchResult(network.name, " · ".join(str(fact) for fact in facts if fact), network.get_absolute_url())


def offers(user, text):
    return JointOffer.objects.visible_to(user).matching(text).select_related("network").order_by("-starts_on", "pk")


def offer_line(offer) -> SearchResult:
    return SearchResult(offer.title, f"{offer.get_kind_display()} · {offer.network}", offer.get_absolute_url())


register(
    SearchSource(
        name="networks",
        label=_("Networks"),
        right=VIEW,
        order=17,
        queryset=networks,
        result=network_line,
        list_name="networks:network_list",
    )
)
register(
    SearchSource(name="joint_offers", label=_("Joint offers"), right=VIEW, order=18, queryset=offers, result=offer_line)
)
