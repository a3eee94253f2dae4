"""The filters of the list of mailings."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet
from partners.enums import MailingState
from partners.models import Mailing


class MailingFilter(PortalFilterSet):
    q = django_filters.CharFilter(label=_("Search"), field_name="subject", lookup_expr="icontains", max_length=200)
    state = ChoicesFilter(choices=MailingState.choices, label=_("State"))

    class Meta:
        model = Mailing
        fields = []
