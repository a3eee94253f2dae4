"""The filters of the list of mails."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.filters import LONGEST_SEARCH, ChoicesFilter, PortalFilterSet
from reminders.enums import MailState
from reminders.models import OutgoingMail


class MailFilter(PortalFilterSet):
    """Mails by words of the recipient's name or of the subject, and by what became of them."""

    q = django_filters.CharFilter(label=_("Search"), max_length=10_000, method="by_words")
    state = ChoicesFilter(choices=MailState.choices, label=_("State"))

    class Meta:
        model = OutgoingMail
        fields = []

    def by_words(self, queryset, name, value):
        words = value[:LONGEST_SEARCH].strip()
        if not words:
            return queryset
        return queryset.filter(Q(recipient__in=User.objects.matching(words)) | Q(subject__icontains=words))
