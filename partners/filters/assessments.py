"""The filters of the lists of assessments and of named institutions."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from core.search_text import fold
from partners.assessment_page import SOON_DAYS
from partners.enums import AssessmentState, Outcome, RiskLevel
from partners.filters.institutions import every_country
from partners.models import Assessment, Institution, NamedInstitution, NamedList
from reference.models import Country


def every_unit():
    return remembered_options("assessment-units", lambda: ((row.pk, row.name) for row in Unit.objects.order_by("path")))


def assessed_countries():
    used = Institution.objects.filter(pk__in=Assessment.objects.values("institution")).values("country")
    countries = Country.objects.filter(pk__in=used).by_name()
    return remembered_options("assessment-countries", lambda: ((row.pk, row.name) for row in countries))


class AssessmentFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"), method="by_words")
    state = ChoicesFilter(choices=AssessmentState.choices, label=_("State"))
    level = ChoicesFilter(choices=RiskLevel.choices, label=_("Level of risk"))
    decision = ChoicesFilter(choices=Outcome.choices, label=_("Decision"))
    valid = ChoicesFilter(
        choices=[
            ("holds", _("Today")),
            ("soon", _("Ends within 90 days")),
            ("out_of_date", _("Out of date")),
        ],
        method="by_validity",
        label=_("Valid"),
    )
    unit = ChoicesFilter(choices=every_unit, label=_("Unit"))
    country = ChoicesFilter(
        "institution__country", choices=every_country, offered=assessed_countries, label=_("Country")
    )

    class Meta:
        model = Assessment
        fields = []

    def by_words(self, queryset, name, value):
        """Words of the partner's names, city and codes."""
        return queryset.filter(institution__in=Institution.objects.matching(value)) if value else queryset

    def by_validity(self, queryset, name, value):
        if not value:
            return queryset
        meanings = {
            "holds": queryset.valid_on(timezone.localdate()),
            "soon": queryset.valid_on(timezone.localdate()).ending_by(timezone.localdate() + timedelta(days=SOON_DAYS)),
            "out_of_date": queryset.out_of_date(timezone.localdate()),
        }
        wanted = [meanings[asked].order_by().values("pk") for asked in value]
        return queryset.filter(pk__in=wanted[0].union(*wanted[1:]) if len(wanted) > 1 else wanted[0])


def lists_of_names():
    return remembered_options("named-lists", lambda: ((row.pk, row) for row in NamedList.objects.all()))


def countries_of_names():
    countries = Country.objects.filter(pk__in=NamedInstitution.objects.values("country")).by_name()
    return remembered_options("named-countries", lambda: ((row.pk, row.name) for row in countries))


class NamedInstitutionFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"), method="by_words")
    named_list = ChoicesFilter(choices=lists_of_names, label=_("List"))
    country = ChoicesFilter(choices=every_country, offered=countries_of_names, label=_("Country"))

    class Meta:
        model = NamedInstitution
        fields = []

    def by_words(self, queryset, name, value):
        for word in fold(value[:500]).split()[:12]:
            queryset = queryset.filter(folded_name__contains=word)
        return queryset
