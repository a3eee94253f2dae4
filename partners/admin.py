from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdministratorAdmin, ReadOnlyAdmin, ReadOnlyInline, register_history_of
from partners import cooperation
from partners.enums import InstitutionKind
from partners.models import (
    Alias,
    AssessmentDecider,
    AssessmentNeed,
    AssessmentQuestion,
    AssessmentRule,
    Contact,
    CountrySignal,
    Institution,
    Merge,
    NamedInstitution,
    NamedList,
)
from partners.services.restrictions import folded, prepare_for_matching


class AliasInline(ReadOnlyInline):
    model = Alias


@admin.register(Institution)
class InstitutionAdmin(ReadOnlyAdmin):
    inlines = (AliasInline,)
    list_display = ("name", "country", "city", "erasmus_code", "kind", "status")
    list_filter = ("status", "kind")
    list_select_related = ("country",)
    search_fields = ("name", "erasmus_code", "pic", "aliases__name")


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    """Made and undone on the pages of the portal; its steps hold whole rows, and are not for reading."""

    list_display = ("absorbed_name", "survivor", "made_at", "made_by", "undone_at", "undone_by")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    list_select_related = ("survivor", "made_by", "undone_by")
    search_fields = ("absorbed_name", "survivor__name", "reason")


@admin.register(Contact)
class ContactAdmin(ReadOnlyAdmin):
    list_display = ("name", "institution", "role", "valid_to")
    list_filter = ("role",)
    list_select_related = ("institution",)
    search_fields = ("name", "institution__name")


class RuleAdmin(AdministratorAdmin):
    """A supplied row of the rules: what an administrator writes is marked, so that ``load_reference`` keeps it.

    Supplied rows cannot be deleted, the next load would bring them back; they are switched off or dated instead.
    Assessments themselves are not in the administration: their answers are for those who make and decide them.
    """

    def save_model(self, request, obj, form, change):
        if form.changed_data and "is_local" not in form.changed_data:
            obj.is_local = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        return obj is not None and obj.is_local and super().has_delete_permission(request, obj)


@admin.register(AssessmentQuestion)
class AssessmentQuestionAdmin(RuleAdmin):
    list_display = ("title_en", "group", "position", "is_active", "source", "is_local")
    list_filter = ("group", "is_active", "is_local")

    def has_delete_permission(self, request, obj=None):
        return False  # answers name it


@admin.register(AssessmentRule)
class AssessmentRuleAdmin(RuleAdmin):
    list_display = ("level", "months_valid", "source", "is_local")

    def get_readonly_fields(self, request, obj=None):
        return ("level",) if obj else ()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AssessmentDecider)
class AssessmentDeciderAdmin(RuleAdmin):
    list_display = ("rule", "role", "scope", "is_active", "is_local")
    list_display_links = ("rule", "role")
    list_filter = ("rule", "is_active")


class AssessmentNeedForm(forms.ModelForm):
    agreement_kind = forms.ChoiceField(label=_("kind of agreement"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement_kind"].choices = [("", _("Every kind")), *cooperation.kinds()]


@admin.register(AssessmentNeed)
class AssessmentNeedAdmin(RuleAdmin):
    form = AssessmentNeedForm
    list_display = ("place", "country", "agreement_kind", "is_needed", "note", "is_local")
    list_display_links = ("place", "country")
    list_select_related = ("country",)
    autocomplete_fields = ("country",)


class CountrySignalForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label=_("kinds of institution"),
        choices=InstitutionKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: every kind."),
    )


@admin.register(CountrySignal)
class CountrySignalAdmin(RuleAdmin):
    form = CountrySignalForm
    list_display = ("country", "effect", "valid_from", "valid_to", "source", "confidence", "is_local")
    list_filter = ("effect", "confidence", "is_local")
    list_select_related = ("country",)
    autocomplete_fields = ("country",)


@admin.register(NamedList)
class NamedListAdmin(RuleAdmin):
    list_display = ("code", "name_en", "scope", "valid_from", "valid_to", "source", "confidence", "is_local")
    list_filter = ("scope", "confidence")

    def has_delete_permission(self, request, obj=None):
        return False


class NamedInstitutionForm(forms.ModelForm):
    def clean(self):
        """Refuse a name the list has already: it is compared without capitals and accents."""
        cleaned = super().clean()
        if not all(cleaned.get(name) for name in ("named_list", "name", "country")):
            return cleaned
        same = NamedInstitution.objects.filter(
            named_list=cleaned["named_list"], country=cleaned["country"], folded_name=folded(cleaned["name"])
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("The list has this name already."))
        return cleaned


@admin.register(NamedInstitution)
class NamedInstitutionAdmin(AdministratorAdmin):
    """Names are taken in by the office as a spreadsheet; here one is corrected, ended or added."""

    form = NamedInstitutionForm
    list_display = ("name", "country", "named_list", "valid_from", "valid_to")
    list_filter = ("named_list",)
    list_select_related = ("country", "named_list")
    search_fields = ("name",)
    autocomplete_fields = ("country",)

    def save_model(self, request, obj, form, change):
        prepare_for_matching(obj)
        super().save_model(request, obj, form, change)


register_history_of(Institution, Alias, Contact)
register_history_of(AssessmentQuestion, AssessmentRule, AssessmentDecider, AssessmentNeed, CountrySignal, NamedList)
register_history_of(NamedInstitution)
