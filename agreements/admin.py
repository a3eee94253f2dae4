from django.contrib import admin

from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage, Document, Party
from core.admin import ReadOnlyAdmin, ReadOnlyInline, register_history_of


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


register_history_of(Agreement, Party, Condition, ConditionField, ConditionLanguage, Document)
