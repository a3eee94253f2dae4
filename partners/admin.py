from django.contrib import admin

from core.admin import ReadOnlyAdmin, ReadOnlyInline, register_history_of
from partners.models import Alias, Contact, Institution


class AliasInline(ReadOnlyInline):
    model = Alias


@admin.register(Institution)
class InstitutionAdmin(ReadOnlyAdmin):
    inlines = (AliasInline,)
    list_display = ("name", "country", "city", "erasmus_code", "kind", "status")
    list_filter = ("status", "kind")
    list_select_related = ("country",)
    search_fields = ("name", "erasmus_code", "pic", "aliases__name")


@admin.register(Contact)
class ContactAdmin(ReadOnlyAdmin):
    list_display = ("name", "institution", "role", "valid_to")
    list_filter = ("role",)
    list_select_related = ("institution",)
    search_fields = ("name", "institution__name")


register_history_of(Institution, Alias, Contact)
