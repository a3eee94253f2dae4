from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.enums import UnitKind
from agreements.enums import AgreementKind
from agreements.forms.route_steps import RouteStepFormSet
from agreements.models import (
    Agreement,
    Amendment,
    AmendmentSignature,
    Approval,
    ApprovalRound,
    ApprovalRoute,
    Condition,
    ConditionField,
    ConditionLanguage,
    Disposal,
    Document,
    Evaluation,
    EvaluationAnswer,
    EvaluationQuestion,
    LetterTemplate,
    LetterTemplateVersion,
    NumberSeries,
    Party,
    RetentionRule,
    RouteStep,
    Signature,
    SigningAuthority,
    Tag,
    Tagging,
)
from agreements.services.routes import save_route_steps
from agreements.services.tags import merge_tags, renew_after_tag_change
from core.admin import AdministratorAdmin, ReadOnlyAdmin, ReadOnlyInline, register_history_of
from reference.admin import KeptByAdministrators, ReferenceAdmin


class PartyInline(ReadOnlyInline):
    model = Party
    fields = ("institution", "is_home", "partner_unit", "reference")


class ConditionInline(ReadOnlyInline):
    model = Condition
    fields = ("sender", "receiver", "kind", "people_per_year", "first_year", "last_year")


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    inlines = (PartyInline, ConditionInline)
    list_display = ("title", "number", "kind", "state", "responsible_unit", "ends_on")
    list_filter = ("state", "kind")
    list_select_related = ("responsible_unit",)
    search_fields = ("title", "number")


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """What is known of a document; its file is served to those who may read it, not from here."""

    list_display = ("title", "agreement", "kind", "visibility", "review_on", "uploaded_at")
    list_filter = ("kind", "visibility")
    list_select_related = ("agreement",)
    search_fields = ("title", "agreement__title")
    hidden = ("file",)


@admin.register(LetterTemplate)
class LetterTemplateAdmin(ReadOnlyAdmin):
    list_display = ("name", "purpose", "language", "retired_on")
    list_filter = ("purpose", "language")
    search_fields = ("name",)


@admin.register(LetterTemplateVersion)
class LetterTemplateVersionAdmin(ReadOnlyAdmin):
    """What is known of an uploaded Word file; the file itself is served to the office, not from here."""

    list_display = ("template", "version", "original_name", "uploaded_at")
    list_select_related = ("template",)
    hidden = ("file",)


class RouteStepInline(KeptByAdministrators, admin.TabularInline):
    model = RouteStep
    formset = RouteStepFormSet
    extra = 1
    can_delete = False  # the next load would bring a supplied one back: "is asked" takes it off
    fields = ("position", "role", "scope", "label_en", "label_sv", "is_active")


class KindAndLevelAdmin(KeptByAdministrators, ReferenceAdmin):
    """Rows that hold for some kinds and levels: both are ticked."""

    list_filter = ("is_active",)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        for name, choices in (("kinds", AgreementKind.choices), ("unit_kinds", UnitKind.choices)):
            label, help_text = form.base_fields[name].label, form.base_fields[name].help_text
            form.base_fields[name] = forms.MultipleChoiceField(
                choices=choices, required=False, label=label, help_text=help_text, widget=forms.CheckboxSelectMultiple
            )
        return form


class TagAdminForm(forms.ModelForm):
    merged_into = forms.ModelChoiceField(
        Tag.objects.none(),
        required=False,
        label=_("Merge into"),
        help_text=_("Its agreements get that tag instead, and this one goes out of use."),
    )

    class Meta:
        model = Tag
        fields = ("name", "is_active")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["merged_into"].queryset = Tag.objects.filter(is_active=True).exclude(pk=self.instance.pk)


@admin.register(Tag)
class TagAdmin(AdministratorAdmin):
    """Words that are given to agreements, made by the office. One taken out of use stays where it is."""

    form = TagAdminForm
    list_display = ("name", "is_active")
    search_fields = ("name",)

    def has_delete_permission(self, request, obj=None):
        """Agreements would lose it without a word in their history."""
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        into = form.cleaned_data.get("merged_into")
        if change and into:
            merge_tags(obj, into, actor=request.user)
        elif change:
            renew_after_tag_change(obj)


@admin.register(EvaluationQuestion)
class EvaluationQuestionAdmin(KeptByAdministrators, ReferenceAdmin):
    """What is asked before a renewal. A change holds for what is asked from now on."""

    list_display = ("code", "wording_en", "position", "is_active", "is_local")
    list_filter = ("is_active",)


@admin.register(SigningAuthority)
class SigningAuthorityAdmin(KindAndLevelAdmin):
    list_display = ("code", "who_en", "kinds", "unit_kinds", "position", "is_active", "is_local")


@admin.register(NumberSeries)
class NumberSeriesAdmin(KindAndLevelAdmin):
    """Where registration numbers come from. A change holds for the next number."""

    list_display = ("code", "name_en", "pattern", "kinds", "unit_kinds", "position", "is_active", "is_local")


@admin.register(RetentionRule)
class RetentionRuleAdmin(KeptByAdministrators, ReferenceAdmin):
    """How long things are kept here after an agreement ended. A change holds for the next decision."""

    list_display = ("subject", "years", "is_active", "is_local")


@admin.register(ApprovalRoute)
class ApprovalRouteAdmin(KindAndLevelAdmin):
    """Who approves what. A change holds for what is submitted from now on."""

    inlines = (RouteStepInline,)
    list_display = ("code", "name_en", "used_for", "kinds", "unit_kinds", "position", "is_active", "is_local")

    def save_formset(self, request, form, formset, change):
        """A step that a person wrote is kept by the next load, like the route itself."""
        action = "changed" if change else "created"
        save_route_steps(formset.save(commit=False), actor=request.user, action=action)


register_history_of(
    Tag,
    Tagging,
    Agreement,
    Party,
    Condition,
    ConditionField,
    ConditionLanguage,
    Document,
    Evaluation,
    EvaluationAnswer,
    EvaluationQuestion,
    LetterTemplate,
    LetterTemplateVersion,
    ApprovalRoute,
    RouteStep,
    ApprovalRound,
    Approval,
    Signature,
    Amendment,
    AmendmentSignature,
    Disposal,
    RetentionRule,
    NumberSeries,
    SigningAuthority,
)
