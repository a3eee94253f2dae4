from django.contrib import admin

from core import history
from core.admin import ADMINISTER
from reference.models import (
    CallDeadline,
    CallYearParameter,
    ClosedDays,
    Country,
    CountryAlias,
    CountryStatus,
    ErasmusPrefix,
    GrantRate,
    IscedField,
    Language,
    Rule,
    Source,
    TravelBand,
)


class ReferenceAdmin(admin.ModelAdmin):
    """A supplied table. What a person writes is marked so that ``load_reference`` keeps it.

    Supplied rows cannot be deleted: the next load would bring them back.
    """

    list_per_page = 100

    def save_model(self, request, obj, form, change):
        if form.changed_data and "is_local" not in form.changed_data:
            obj.is_local = True
        with history.action("changed" if change else "created", actor=request.user):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with history.action("removed", actor=request.user):
            super().delete_model(request, obj)

    def has_delete_permission(self, request, obj=None):
        return obj is not None and obj.is_local and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        """A code that is the key of its row never changes: everything else names the row by it."""
        key = self.model._meta.pk
        return (key.name,) if obj and not key.auto_created else ()


class DatedAdmin(ReferenceAdmin):
    list_filter = ("confidence", "is_local", "valid_from_call")


class CountryAliasInline(admin.TabularInline):
    model = CountryAlias
    extra = 1
    can_delete = False


class KeptByAdministrators:
    """Rows of another room that administrators keep, though they have no other right in it."""

    def has_module_permission(self, request):
        return request.user.has_perm(ADMINISTER)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)

    def has_delete_permission(self, request, obj=None):
        """Supplied rows cannot be deleted: the next load would bring them back."""
        return obj is not None and obj.is_local and request.user.has_perm(ADMINISTER)


@admin.register(Country)
class CountryAdmin(ReferenceAdmin):
    list_display = ("iso2", "name_en", "name_sv", "continent", "latitude", "longitude", "is_local")
    list_display_links = ("iso2", "name_en")
    list_filter = ("continent", "is_local")
    search_fields = ("iso2", "iso3", "name_en", "name_sv", "aliases__name")
    inlines = (CountryAliasInline,)

    def save_formset(self, request, form, formset, change):
        for alias in formset.save(commit=False):
            alias.is_local = True
            with history.action("changed", actor=request.user):
                alias.save()


@admin.register(CountryAlias)
class CountryAliasAdmin(ReferenceAdmin):
    list_display = ("name", "country", "language", "is_local")
    list_select_related = ("country",)
    list_filter = ("is_local", "language")
    search_fields = ("name", "country__name_en")
    autocomplete_fields = ("country",)


@admin.register(CountryStatus)
class CountryStatusAdmin(DatedAdmin):
    list_display = (
        "country",
        "valid_from_call",
        "valid_to_call",
        "status",
        "region",
        "country_group",
        "confidence",
        "is_local",
    )
    list_select_related = ("country",)
    list_filter = ("status", "region", "country_group", *DatedAdmin.list_filter)
    search_fields = ("country__name_en", "country__name_sv", "country__iso2")
    autocomplete_fields = ("country",)


@admin.register(ErasmusPrefix)
class ErasmusPrefixAdmin(ReferenceAdmin):
    """To read only: codes are normalised by the supplied table (``reference.erasmus_codes``), whatever stands here."""

    list_display = ("prefix", "country", "ec_code", "is_prefix", "note", "is_local")
    list_select_related = ("country",)
    list_filter = ("is_prefix", "is_local")
    search_fields = ("prefix", "country__name_en")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(IscedField)
class IscedFieldAdmin(ReferenceAdmin):
    list_display = ("code", "name_en", "name_sv", "level", "confidence", "is_local")
    list_filter = ("level", "confidence", "is_local")
    search_fields = ("code", "name_en", "name_sv")


@admin.register(Language)
class LanguageAdmin(ReferenceAdmin):
    list_display = ("code", "name_en", "name_sv", "is_local")
    list_filter = ("is_local",)
    search_fields = ("code", "name_en", "name_sv")


@admin.register(CallYearParameter)
class CallYearParameterAdmin(ReferenceAdmin):
    list_display = ("name", "call_year", "value", "unit", "confidence", "is_local")
    list_filter = ("call_year", "confidence", "is_local")
    search_fields = ("name", "note")


@admin.register(Rule)
class RuleAdmin(ReferenceAdmin):
    list_display = ("code", "name_en", "name_sv", "source", "confidence", "is_local")
    list_filter = ("confidence", "is_local")
    search_fields = ("code", "name_en", "name_sv")


@admin.register(GrantRate)
class GrantRateAdmin(DatedAdmin):
    list_display = (
        "code",
        "rule",
        "purpose",
        "scheme",
        "mobility_type",
        "valid_from_call",
        "valid_to_call",
        "country_group",
        "amount_fixed",
        "amount_min",
        "amount_max",
        "unit",
        "confidence",
    )
    list_filter = ("scheme", "participant", "set_by", *DatedAdmin.list_filter)
    search_fields = ("code", "mobility_type", "set_by")


@admin.register(TravelBand)
class TravelBandAdmin(DatedAdmin):
    list_display = ("regime", "km_from", "km_to", "standard_amount", "green_amount", "confidence", "is_local")


@admin.register(CallDeadline)
class CallDeadlineAdmin(ReferenceAdmin):
    list_display = ("action", "call_year", "round", "due_on", "due_time", "time_zone", "confidence", "is_local")
    list_filter = ("action", "call_year", "is_local")


@admin.register(Source)
class SourceAdmin(ReferenceAdmin):
    list_display = ("code", "title", "kind", "is_local")
    list_filter = ("kind", "is_local")
    search_fields = ("code", "title", "address")


@admin.register(ClosedDays)
class ClosedDaysAdmin(admin.ModelAdmin):
    """Entered here alone; no table supplies them, so they can be deleted."""

    list_display = ("name_en", "name_sv", "starts_on", "ends_on")
    date_hierarchy = "starts_on"
    search_fields = ("name_en", "name_sv")

    def save_model(self, request, obj, form, change):
        with history.action("changed" if change else "created", actor=request.user):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with history.action("removed", actor=request.user):
            super().delete_model(request, obj)
