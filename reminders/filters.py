"""The filters of the list of mails."""

from datetime import date, datetime, time, timedelta

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter
from reminders.enums import MailKind, MailState
from reminders.models import OutgoingMail


class MailFilter(PortalFilterSet):
    """Mails by what they say and to whom, by what became of them, by their kind and when they were written."""

    q = SearchFilter(label=_("Search"))
    state = ChoicesFilter(choices=MailState.choices, label=_("State"))
    kind = ChoicesFilter(choices=MailKind.choices, label=_("Kind"))
    since = django_filters.DateFilter(label=_("Written since"), method="written_since")
    until = django_filters.DateFilter(label=_("Written until"), method="written_until")

    class Meta:
        model = OutgoingMail
        fields = []

    def written_since(self, queryset, name, value):
        return queryset.filter(created_at__gte=_midnight(value))

    def written_until(self, queryset, name, value):
        if value == date.max:  # there is no day after it
            return queryset
        return queryset.filter(created_at__lt=_midnight(value + timedelta(days=1)))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
