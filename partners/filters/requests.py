"""The filters of the list of requests for partnerships."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from partners.filters.assessments import every_unit
from partners.filters.institutions import every_country
from partners.models import PartnershipRequest
from partners.requests.enums import Purpose, RequestState
from reference.models import Country

SHOWN_STATES = [choice for choice in RequestState.choices if choice[0] != RequestState.UNCONFIRMED]


def asking_countries():
    countries = Country.objects.filter(pk__in=PartnershipRequest.objects.confirmed().values("country")).by_name()
    return remembered_options("request-countries", lambda: ((row.pk, row.name) for row in countries))


class RequestFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    state = ChoicesFilter(choices=SHOWN_STATES, label=_("State"))
    purpose = ChoicesFilter(choices=Purpose.choices, method="by_purpose", label=_("What for"))
    answer = ChoicesFilter(choices=[("overdue", _("Overdue"))], method="by_answer", label=_("Answer"))
    origin = ChoicesFilter(
        choices=[("outside", _("From outside")), ("ours", _("From a colleague"))], method="by_origin", label=_("From")
    )
    unit = ChoicesFilter(choices=every_unit, label=_("Unit"))
    country = ChoicesFilter(choices=every_country, offered=asking_countries, label=_("Country"))

    class Meta:
        model = PartnershipRequest
        fields = []

    def by_purpose(self, queryset, name, value):
        return queryset.filter(purposes__overlap=value) if value else queryset

    def by_answer(self, queryset, name, value):
        return queryset.overdue(timezone.localdate()) if value else queryset

    def by_origin(self, queryset, name, value):
        return queryset.filter(consented_at__isnull="ours" in value) if len(value) == 1 else queryset
