"""What administrators see of networks; the office writes them on the pages of the portal."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin, ReadOnlyInline, register_history_of
from networks.models import JointOffer, JointOfferPartner, Network, NetworkCount, NetworkMembership


class CountInline(ReadOnlyInline):
    model = NetworkCount
    fields = ("kind", "number", "counted_on", "source")


class OfferPartnerInline(ReadOnlyInline):
    model = JointOfferPartner
    fields = ("institution", "is_coordinator")


@admin.register(Network)
class NetworkAdmin(ReadOnlyAdmin):
    inlines = (CountInline,)
    list_display = ("name_en", "short_name", "kind", "starts_on", "ends_on", "is_published")
    list_filter = ("kind", "is_published")
    search_fields = ("name_en", "name_sv", "short_name")


@admin.register(NetworkMembership)
class NetworkMembershipAdmin(ReadOnlyAdmin):
    list_display = ("institution", "network", "role", "since", "until")
    list_filter = ("role", "network")
    list_select_related = ("institution", "network")
    search_fields = ("institution__name", "network__name_en")


@admin.register(JointOffer)
class JointOfferAdmin(ReadOnlyAdmin):
    inlines = (OfferPartnerInline,)
    list_display = ("title_en", "kind", "network", "starts_on", "is_published")
    list_filter = ("kind", "is_published")
    list_select_related = ("network",)
    search_fields = ("title_en", "title_sv")


register_history_of(Network, NetworkMembership, NetworkCount, JointOffer, JointOfferPartner)
