"""The filters of the partner list."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from core.tags.filters import every_tag
from core.tags.models import Tag
from partners.cooperation import with_cooperation, without_cooperation
from partners.enums import InstitutionKind, InstitutionStatus
from partners.models import Institution, PartnerTagging
from reference.models import Country


def every_country():
    return remembered_options("every-country", lambda: ((row.pk, row.name) for row in Country.objects.by_name()), 3600)


def countries_with_institutions():
    """What the chip offers: countries that have an institution in the register."""
    used = Country.objects.filter(pk__in=Institution.objects.values("country").distinct()).by_name()
    return remembered_options("institution-countries", lambda: ((row.pk, row.name) for row in used))


def used_tags():
    used = Tag.objects.filter(pk__in=PartnerTagging.objects.values("tag"))
    return remembered_options("used-partner-tags", lambda: ((tag.pk, tag) for tag in used))


class InstitutionFilter(PortalFilterSet):
    """Institutions merely on the charter list are left out unless ``scope=all``, or a status, asks for them."""

    q = SearchFilter(label=_("Search"))
    country = ChoicesFilter(choices=every_country, offered=countries_with_institutions, label=_("Country"))
    kind = ChoicesFilter(choices=InstitutionKind.choices, label=_("Kind"))
    status = ChoicesFilter(choices=InstitutionStatus.choices, label=_("Status"))
    charter = ChoicesFilter(
        choices=[
            ("valid", _("Valid")),
            ("ended", _("Ended")),
            ("missing", _("Missing from the list")),
            ("none", pgettext_lazy("Erasmus charter", "None")),
        ],
        method="by_charter",
        label=_("Erasmus charter"),
    )
    agreement = ChoicesFilter(
        choices=[("in_force", _("In force")), ("none", _("None in force"))], method="by_agreement", label=_("Agreement")
    )
    factsheet = ChoicesFilter(
        choices=[
            ("confirmed", _("Confirmed")),
            ("old", _("Not confirmed for a year")),
            ("corrections", _("Corrections wait")),
        ],
        method="by_factsheet",
        label=_("Factsheet"),
    )
    tag = ChoicesFilter(choices=every_tag, offered=used_tags, method="with_tags", label=_("Tag"))
    scope = django_filters.ChoiceFilter(
        choices=[("all", _("All institutions"))], method="leave_scope", label=_("Shown")
    )

    without_chip = ("q", "scope")

    class Meta:
        model = Institution
        fields = []

    def filter_queryset(self, queryset):
        """The rows of the page; ``with_listed`` keeps what it leaves out, for the sentence that says how many."""
        self.with_listed = super().filter_queryset(queryset)
        return self.with_listed if self.shows_listed else self.with_listed.partners()

    @property
    def shows_listed(self) -> bool:
        understood = self.form.cleaned_data if self.is_bound else {}
        return bool(understood.get("scope") or understood.get("status"))

    def leave_scope(self, queryset, name, value):
        """Nothing by itself: leaving out is what happens without this filter."""
        return queryset

    def with_tags(self, queryset, name, value):
        tagged = PartnerTagging.objects.filter(tag__in=value).values("institution")
        return queryset.filter(pk__in=tagged) if value else queryset

    def by_charter(self, queryset, name, value):
        rows = queryset.order_by()
        meanings = {
            "valid": rows.with_valid_charter(),
            "ended": rows.filter(charter_ends_on__lt=timezone.localdate()),
            "missing": rows.filter(charter_missing_since__isnull=False),
            "none": rows.filter(charter_ends_on__isnull=True),
        }
        return self._any_of(queryset, [meanings[asked] for asked in value])

    def by_factsheet(self, queryset, name, value):
        rows = queryset.order_by()
        meanings = {
            "confirmed": rows.factsheet_confirmed(),
            "old": rows.factsheet_old(),
            "corrections": rows.with_corrections(),
        }
        return self._any_of(queryset, [meanings[asked] for asked in value])

    def by_agreement(self, queryset, name, value):
        meanings = {"in_force": with_cooperation, "none": without_cooperation}
        return self._any_of(queryset, [meanings[asked](queryset, self.request.user) for asked in value])

    def _any_of(self, queryset, parts):
        if not parts:
            return queryset
        wanted = parts[0]
        for part in parts[1:]:
            wanted = wanted | part
        return wanted
