"""The filters of the waiting list: those of all agreements, and for how long the partner has had the turn."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementState
from agreements.filters import AgreementFilter
from agreements.querysets import DAYS_TO_ANSWER

MOST_DAYS = 3650


class DaysFilter(django_filters.NumberFilter):
    """A whole number of days."""

    field_class = forms.IntegerField


class WaitingFilter(AgreementFilter):
    """Agreements at the partner for more than ``days`` days (30 where nothing is asked); those over are left out."""

    turn = None
    days = DaysFilter(method="waited_longer", min_value=0, max_value=MOST_DAYS, label=_("Waiting for more than (days)"))

    @property
    def days_asked(self) -> int:
        asked = self.form.cleaned_data.get("days") if self.is_bound and self.form.is_valid() is not None else None
        return DAYS_TO_ANSWER if asked is None else asked

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).waited_for_longer_than(self.days_asked)

    def waited_longer(self, queryset, name, value):
        """Nothing by itself: ``filter_queryset`` asks it, without this filter too."""
        return queryset

    def counted(self) -> dict[str, int]:
        """How many are ``shown`` at least, how many have waited ``shorter`` and how many are ``over``, in one query."""
        passed = timezone.localdate() - timedelta(days=self.days_asked)
        long_enough, is_over = Q(turn_since__lt=passed) | Q(turn_since__isnull=True), Q(state__in=AgreementState.over)
        return (
            self.all_rows()
            .order_by()
            .aggregate(
                longer=Count("pk", filter=long_enough & ~is_over),
                shorter=Count("pk", filter=~long_enough & ~is_over),
                over=Count("pk", filter=long_enough & is_over),
            )
        )
