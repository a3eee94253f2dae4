"""The filters of the list of networks and of the list of a network's members."""

from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, OneChoiceFilter, PortalFilterSet, SearchFilter, remembered_options
from networks.enums import MemberRole, NetworkKind
from networks.models import Network, NetworkMembership
from partners.models import Institution
from reference.models import Country

OURS = [("mine", _("I am a contact")), ("nobody", _("Nobody of ours"))]
WHEN = [("now", _("Member now")), ("ended", _("Was a member")), ("all", _("Now and before"))]
PARTNERS = [("yes", _("With an agreement")), ("no", _("Without an agreement"))]
CONFIRMED = [("no", _("Not confirmed by a source"))]


def every_country():
    used = Institution.objects.filter(network_memberships__isnull=False).values("country")
    rows = Country.objects.filter(pk__in=used)
    return remembered_options(
        "network-countries", lambda: sorted(((row.pk, row.name) for row in rows), key=lambda one: one[1])
    )


class NetworkFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    kind = ChoicesFilter(choices=NetworkKind.choices, label=_("Kind"))
    contact = OneChoiceFilter(choices=OURS, label=_("Our contact"), method="by_contact")
    public = OneChoiceFilter(
        choices=[("yes", _("Shown")), ("no", _("Not shown"))], label=_("Public site"), method="by_public"
    )

    class Meta:
        model = Network
        fields = []

    def by_contact(self, queryset, name, value):
        if value == "mine":
            return queryset.looked_after_by(self.request.user)
        return queryset.without_contact() if value == "nobody" else queryset

    def by_public(self, queryset, name, value):
        return queryset.filter(is_published=value == "yes") if value else queryset


class MemberFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"), method="by_words")
    when = OneChoiceFilter(choices=WHEN, label=_("When"), method="by_day")
    role = ChoicesFilter(choices=MemberRole.choices, label=_("Role"))
    country = ChoicesFilter(field_name="institution__country", choices=every_country, label=_("Country"))
    agreement = OneChoiceFilter(choices=PARTNERS, label=_("Agreement"), method="by_agreement")
    confirmed = OneChoiceFilter(choices=CONFIRMED, label=_("Confirmed"), method="by_confirmation")

    class Meta:
        model = NetworkMembership
        fields = []

    def by_words(self, queryset, name, value):
        return queryset.filter(institution__in=Institution.objects.matching(value)) if value else queryset

    def by_day(self, queryset, name, value):
        return {"now": queryset.current, "ended": queryset.ended}.get(value, queryset.all)()

    def by_agreement(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.with_agreements(self.request.user).filter(has_agreement=value == "yes")

    def by_confirmation(self, queryset, name, value):
        return queryset.filter(is_confirmed=False) if value else queryset
