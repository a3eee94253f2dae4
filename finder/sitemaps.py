"""Which pages search engines should know, each in every language. Filtered lists are not among them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from finder import published
from finder.cards import address_of
from finder.countries.facts import listed_countries, slug_of
from finder.current import current_index, current_rounds
from finder.networks.names import address_of as address_of_network
from finder.networks.names import address_of_offer

PAGES = (
    *("institution_list", "scheme_index", "round_list", "bip_index", "country_index", "network_index"),
    *("guideline_index", "grant_estimate", "open_data"),
)
MOST = 1000  # addresses of one file, before languages


class PublicSitemap(Sitemap):
    """Addresses under SITE_URL, whatever host was asked. No days of change: they would tell of private edits."""

    i18n = True
    alternates = True
    x_default = True
    limit = MOST
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(PublicSitemap):
    def items(self):
        return [f"finder:{name}" for name in PAGES]

    def location(self, item):
        return reverse(item)


class PartnerSitemap(PublicSitemap):
    """Every page of a partner, past ones too: somebody looks for them, and reads where else to go."""

    def items(self):
        return list(published.institutions().only("sort_key").order_by("pk"))

    def location(self, item):
        return address_of(item.pk, item.slug)


class CountrySitemap(PublicSitemap):
    def items(self):
        return [slug_of(one.country) for one in listed_countries(current_index())]

    def location(self, item):
        return reverse("finder:country", args=[item])


class RoundSitemap(PublicSitemap):
    def items(self):
        return [shown.round.pk for shown in current_rounds()]

    def location(self, item):
        return reverse("finder:round_detail", args=[item])


class SchemeSitemap(PublicSitemap):
    def items(self):
        return list(published.schemes().order_by("code").values_list("code", flat=True))

    def location(self, item):
        return reverse("finder:scheme", args=[item])


class BipSitemap(PublicSitemap):
    def items(self):
        return list(published.bips().order_by("pk").values_list("pk", flat=True))

    def location(self, item):
        return reverse("finder:bip", args=[item])


class NetworkSitemap(PublicSitemap):
    def items(self):
        return list(published.networks().only("name_en", "short_name").order_by("pk"))

    def location(self, item):
        return address_of_network(item)


class JointOfferSitemap(PublicSitemap):
    """Past ones too: their pages say what the network gives from time to time."""

    def items(self):
        return list(published.joint_offers().only("title_en").order_by("pk"))

    def location(self, item):
        return address_of_offer(item)


class GuidelineSitemap(PublicSitemap):
    def items(self):
        return list(published.guidelines().order_by("slug").values_list("slug", flat=True))

    def location(self, item):
        return reverse("finder:guideline", args=[item])


SITEMAPS = {
    "pages": PageSitemap,
    "partners": PartnerSitemap,
    "countries": CountrySitemap,
    "rounds": RoundSitemap,
    "schemes": SchemeSitemap,
    "bips": BipSitemap,
    "networks": NetworkSitemap,
    "joint-offers": JointOfferSitemap,
    "guidelines": GuidelineSitemap,
}
