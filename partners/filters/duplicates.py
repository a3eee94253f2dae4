"""The filters of the list of possible duplicates."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet
from partners.filters.institutions import countries_with_institutions, every_country
from partners.models import PossibleDuplicate


class DuplicateFilter(PortalFilterSet):
    """Pairs that somebody has said are two are shown only where ``decision=dismissed`` asks for them."""

    search_name = ""
    country = ChoicesFilter(
        "first__country", choices=every_country, offered=countries_with_institutions, label=_("Country")
    )
    decision = django_filters.ChoiceFilter(
        choices=[("dismissed", _("Known to be two"))], method="leave_decided", label=_("Decision")
    )

    without_chip = ("decision",)

    class Meta:
        model = PossibleDuplicate
        fields = []

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows.dismissed() if self.shows_dismissed else rows.waiting()

    @property
    def shows_dismissed(self) -> bool:
        return bool(self.is_bound and self.form.cleaned_data.get("decision"))

    def leave_decided(self, queryset, name, value):
        """Nothing by itself: which of the two is shown is said above."""
        return queryset
