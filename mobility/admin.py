"""What administrators keep of mobility: schemes, limits, amounts and questions. Participants they never see here."""

from django import forms
from django.contrib import admin

from core.admin import register_history_of
from mobility.enums import Activity, Direction
from mobility.models import (
    BalanceThreshold,
    ExchangeColumn,
    InstalmentShare,
    LocalRecommendation,
    NominationWindow,
    ProcessWindow,
    ReportQuestion,
    Scheme,
    StayRetention,
    StepKind,
    SupportScheme,
    TransferLimit,
)
from mobility.support.services import move_up_everywhere
from reference.admin import KeptByAdministrators, ReferenceAdmin


class RowAdmin(KeptByAdministrators, ReferenceAdmin):
    """A supplied row of the room."""

    list_filter = ("is_local",)


@admin.register(Scheme)
class SchemeAdmin(RowAdmin):
    """A new scheme is a row: directions and activities are ticked, and people can be nominated under it at once."""

    list_display = (
        "code",
        "name_en",
        "rules",
        "needs_project",
        "needs_agreement",
        "position",
        "is_offered",
        "is_local",
    )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        for name, choices in (("directions", Direction.choices), ("activities", Activity.choices)):
            form.base_fields[name] = forms.MultipleChoiceField(
                choices=choices, label=form.base_fields[name].label, widget=forms.CheckboxSelectMultiple
            )
        return form


@admin.register(TransferLimit)
class TransferLimitAdmin(RowAdmin):
    list_display = ("rules", "crossing", "share", "asks_agency", "source", "confidence", "is_local")


@admin.register(BalanceThreshold, ExchangeColumn, InstalmentShare, ProcessWindow, ReportQuestion, StayRetention)
class FactAdmin(RowAdmin):
    list_display = ("__str__", "source", "confidence", "is_local")


@admin.register(LocalRecommendation)
class LocalRecommendationAdmin(FactAdmin):
    list_display = ("__str__", "measure", "value", "unit", "rules", "activity", "rule", "confidence", "is_local")


@admin.register(StepKind)
class NamedFactAdmin(FactAdmin):
    search_fields = ("name_en", "name_sv")


@admin.register(SupportScheme)
class SupportSchemeAdmin(NamedFactAdmin):
    """Whoever can be granted when there is more to give, is granted at once."""

    list_display = (
        "__str__",
        "first_year",
        "last_year",
        "programmes_a_year",
        "places_each",
        "contribution",
        "fund",
        "is_local",
    )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        move_up_everywhere(obj)


register_history_of(
    Scheme,
    TransferLimit,
    BalanceThreshold,
    ExchangeColumn,
    InstalmentShare,
    LocalRecommendation,
    ProcessWindow,
    ReportQuestion,
    StayRetention,
    StepKind,
    SupportScheme,
)


@admin.register(NominationWindow)
class NominationWindowAdmin(RowAdmin):
    """When partners nominate for a term (KA131-61)."""

    list_display = ("__str__", "opens_on", "closes_on", "first_day", "last_day", "confidence", "is_local")
    list_filter = ("term", "confidence", "is_local")
