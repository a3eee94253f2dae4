from django.contrib import admin

from core.admin import ReadOnlyAdmin, register_history_of
from partners.models import Alias, Contact, Institution


class AliasInline(admin.TabularInline):
    model = Alias
    extra = 0
    can_delete = False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("core.administer")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


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
