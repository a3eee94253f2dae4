"""The filters of the agreement list."""

import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from agreements.closed_partners import with_closed_partner
from agreements.cockpit.outlook import undecided_within
from agreements.creating.families import ends_before
from agreements.enums import AgreementKind, AgreementState, Turn
from agreements.exchange.completeness import not_ready, ready
from agreements.exchange.rules import meant_for_exchange
from agreements.models import Agreement, ConditionField, Party, Tag, Tagging
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from core.keys import is_key
from core.tags.filters import every_tag
from partners.filters import every_country
from partners.models import Institution
from reference.models import Country, IscedField

MINE = "mine"


def partner_countries():
    """Countries we have agreements in: what the chip offers."""
    used = Institution.objects.filter(pk__in=Party.objects.filter(is_home=False).values("institution")).values(
        "country"
    )
    countries = Country.objects.filter(pk__in=used).by_name()
    return remembered_options("agreement-countries", lambda: ((row.pk, row.name) for row in countries), 300)


def every_field():
    return remembered_options(
        "every-field", lambda: ((row.pk, row) for row in IscedField.objects.order_by("code")), 3600
    )


def agreed_fields():
    """Fields that conditions name, with the broad fields above them."""

    def build():
        codes = set(ConditionField.objects.values_list("isced_field", flat=True).distinct())
        wanted = codes | {code[:2] for code in codes}
        return ((row.pk, row) for row in IscedField.objects.filter(pk__in=wanted).order_by("code"))

    return remembered_options("agreement-fields", build, 300)


def units():
    """The tree of units in its order, deeper ones indented, and "mine"."""

    def build():
        yield MINE, _("My units")
        rows = Unit.objects.filter(is_active=True).order_by("path")
        for unit in rows:
            yield unit.pk, "\u2003" * (unit.path.count("/") - 2) + unit.name

    return remembered_options("units", build)


def every_unit():
    return remembered_options(
        "every-unit", lambda: [(MINE, _("My units")), *((row.pk, row.name) for row in Unit.objects.all())]
    )


def coordinators():
    """People who keep an agreement."""
    keepers = User.objects.filter(pk__in=Agreement.objects.values("coordinator").distinct())
    return remembered_options("coordinators", lambda: ((person.pk, person) for person in keepers))


def used_tags():
    used = Tag.objects.filter(pk__in=Tagging.objects.values("tag"))
    return remembered_options("used-tags", lambda: ((tag.pk, tag) for tag in used))


class AgreementFilter(PortalFilterSet):
    """Ended and withdrawn agreements are left out unless a state, or ``ended=shown``, asks for them."""

    q = SearchFilter(label=gettext_lazy("Search"))
    kind = ChoicesFilter(
        choices=AgreementKind.choices, in_short=lambda value: AgreementKind(value).short, label=gettext_lazy("Kind")
    )
    state = ChoicesFilter(choices=AgreementState.choices, label=gettext_lazy("State"))
    country = ChoicesFilter(
        choices=every_country, offered=partner_countries, method="in_countries", label=gettext_lazy("Country")
    )
    institution = django_filters.CharFilter(method="with_institution", max_length=200, label=gettext_lazy("Partner"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=gettext_lazy("Unit"))
    coordinator = ChoicesFilter(choices=coordinators, label=gettext_lazy("Coordinator"))
    field = ChoicesFilter(choices=every_field, offered=agreed_fields, method="in_fields", label=gettext_lazy("Field"))
    starts_before = django_filters.DateFilter("starts_on", lookup_expr="lt", label=gettext_lazy("Starts before"))
    starts_from = django_filters.DateFilter("starts_on", lookup_expr="gte", label=gettext_lazy("Starts from"))
    ends_before = django_filters.DateFilter("ends_on", lookup_expr="lt", label=gettext_lazy("Ends before"))
    ends_from = django_filters.DateFilter("ends_on", lookup_expr="gte", label=gettext_lazy("Ends from"))
    tag = ChoicesFilter(choices=every_tag, offered=used_tags, method="with_tags", label=gettext_lazy("Tag"))
    exchange = ChoicesFilter(
        choices=[("not_ready", gettext_lazy("Not ready to exchange")), ("ready", gettext_lazy("Ready to exchange"))],
        method="by_readiness",
        label=gettext_lazy("Exchange"),
    )
    force = ChoicesFilter(
        choices=[("today", gettext_lazy("today"))], method="in_force_today", label=gettext_lazy("In force")
    )
    undecided = ChoicesFilter(
        choices=[("6", gettext_lazy("within 6 months")), ("12", gettext_lazy("within 12 months"))],
        method="undecided_in_time",
        label=gettext_lazy("Ends without a decision"),
    )
    memorandum = ChoicesFilter(
        choices=[("ends_first", gettext_lazy("Is ending, over, or ends sooner"))],
        method="by_memorandum",
        label=gettext_lazy("Memorandum above it"),
    )
    turn = ChoicesFilter(choices=Turn.choices, label=gettext_lazy("Whose turn"))
    ended = django_filters.ChoiceFilter(
        choices=[("shown", "shown")], method="hide_what_is_over", label=gettext_lazy("Ended")
    )

    closed = django_filters.ChoiceFilter(
        choices=[("partner", "partner")], method="with_a_closed_partner", label=gettext_lazy("Closed partner")
    )

    without_chip = ("q", "ended", "closed")

    class Meta:
        model = Agreement
        fields = []

    def filter_queryset(self, queryset):
        """The rows of the page."""
        rows = super().filter_queryset(queryset)
        return rows if self.shows_over else rows.exclude(state__in=AgreementState.over)

    def all_rows(self):
        """With what the page hides, for the sentence that says how many those are."""
        self.form.is_valid()
        return super().filter_queryset(self.queryset.all())

    @property
    def shows_over(self) -> bool:
        understood = self.form.cleaned_data if self.is_bound else {}
        return bool(understood.get("state") or understood.get("ended"))

    def hide_what_is_over(self, queryset, name, value):
        """Nothing by itself: hiding is what happens without this filter."""
        return queryset

    def with_a_closed_partner(self, queryset, name, value):
        return with_closed_partner(queryset) if value else queryset

    def by_readiness(self, queryset, name, value):
        """Erasmus agreements, by whether something still stops them from being exchanged."""
        if len(value) != 1:
            return queryset.filter(meant_for_exchange()) if value else queryset
        return ready(queryset) if "ready" in value else not_ready(queryset)

    def in_force_today(self, queryset, name, value):
        return queryset.in_force() if value else queryset

    def undecided_in_time(self, queryset, name, value):
        """A subquery, as the rows of a list carry columns of their own."""
        if not value:
            return queryset
        found = undecided_within(Agreement.objects.all(), max(map(int, value)))
        return queryset.filter(pk__in=found.order_by().values("pk"))

    def by_memorandum(self, queryset, name, value):
        return ends_before(queryset) if value else queryset

    def in_countries(self, queryset, name, value):
        parties = Party.objects.filter(is_home=False, institution__country__in=value)
        return queryset.filter(pk__in=parties.values("agreement")) if value else queryset

    def with_institution(self, queryset, name, value):
        """A number is one institution (links from its page), anything else words of its name."""
        if not value:
            return queryset
        parties = Party.objects.filter(is_home=False, institution__in=self._institutions(value))
        return queryset.filter(pk__in=parties.values("agreement"))

    def of_units(self, queryset, name, value):
        if not value:
            return queryset
        wanted = Unit.objects.filter(pk__in=[key for key in value if key != MINE])
        units = Unit.objects.within(wanted.values_list("path", flat=True))
        if MINE in value:
            units = units | Unit.objects.where(self.request.user, "agreements.change_agreement")
        return queryset.of_units(units)

    def in_fields(self, queryset, name, value):
        """A field holds everything below it: "06" finds "0613"."""
        if not value:
            return queryset
        codes = [code for code, _label in every_field() if code.startswith(tuple(value))]
        return queryset.in_field(codes)

    def with_tags(self, queryset, name, value):
        return queryset.filter(pk__in=Tagging.objects.filter(tag__in=value).values("agreement")) if value else queryset

    def words_for(self, name, text):
        if name != "institution" or not text:
            return text
        found = self._institutions(text).first() if is_key(text) else None
        return str(found) if found else f"“{text}”"

    def _institutions(self, text):
        visible = Institution.objects.visible_to(self.request.user)
        return visible.standing_for(int(text)) if is_key(text) else visible.matching(text)
