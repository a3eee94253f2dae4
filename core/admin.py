"""Django admin: administrators keep the foundations here and see business rows without being able to change them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core import history
from core.history_deeds import who_acted
from core.models import Comment, ImportRun, Job, MappingProfile, Page, ShortcomingReport

ADMINISTER = "core.administer"
READ_BY_SEARCH = ("search_text", "search_vector", "sort_key", "partner_sort_key")


class AdministratorAdmin(admin.ModelAdmin):
    """Rows that administrators keep. Every write says in the history who made it."""

    def has_module_permission(self, request):
        return request.user.has_perm(ADMINISTER)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)

    def has_add_permission(self, request):
        return request.user.has_perm(ADMINISTER)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)

    def save_model(self, request, obj, form, change):
        with history.action("changed" if change else "created", actor=request.user):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with history.action("removed", actor=request.user):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with history.action("removed", actor=request.user):
            super().delete_queryset(request, queryset)


class ReadOnlyAdmin(AdministratorAdmin):
    """Rows that administrators may look at: they are written by the rooms' services alone."""

    actions = None
    show_full_result_count = False
    hidden: tuple[str, ...] = ()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        """Every column a person can make something of, without building a form that nobody fills in."""
        columns = (*self.opts.fields, *self.opts.many_to_many)
        return [column.name for column in columns if column.name not in {*READ_BY_SEARCH, *self.hidden}]


class ReadOnlyInline(admin.TabularInline):
    """Rows that hang on a business row, to look at."""

    extra = 0
    can_delete = False

    def get_readonly_fields(self, request, obj=None):
        return self.fields or ()

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class HistoryAdmin(ReadOnlyAdmin):
    """Events of one model, newest first; append-only in the database itself."""

    list_display = ("pgh_created_at", "pgh_label", "pgh_obj_id", "actor", "action_code")
    list_filter = ("pgh_label",)
    ordering = ("-pgh_id",)

    @admin.display(description=_("who"))
    def actor(self, event):
        return who_acted(event.pgh_context or {})

    @admin.display(description=_("what"))
    def action_code(self, event):
        return (event.pgh_context or {}).get("action", "")


def register_history_of(*models):
    """Show the events of ``models`` in the admin, for reading."""
    for model in models:
        admin.site.register(model.pgh_event_model, HistoryAdmin)


@admin.register(Page)
class PageAdmin(AdministratorAdmin):
    list_display = ("title", "slug", "language", "reviewed_on")
    list_filter = ("language",)


@admin.register(ShortcomingReport)
class ShortcomingReportAdmin(AdministratorAdmin):
    """What visitors reported (LG-01): kept as they wrote it; only the day of the answer is entered."""

    list_display = ("created_at", "text", "page_address", "answered_at")
    list_filter = (("answered_at", admin.EmptyFieldListFilter),)
    readonly_fields = ("text", "page_address", "reply_to", "created_at")

    def has_add_permission(self, request):
        return False


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("kind", "state", "started_by", "created_at", "finished_at")
    list_filter = ("state", "kind")
    list_select_related = ("started_by",)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("original_name", "importer", "state", "started_by", "created_at")
    list_filter = ("state", "importer")
    list_select_related = ("started_by",)
    hidden = ("file", "refused_file")  # fetched on the import's own page, which asks for rights


@admin.register(MappingProfile)
class MappingProfileAdmin(ReadOnlyAdmin):
    list_display = ("name", "importer", "created_by", "updated_at")

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTER)


register_history_of(Page, ImportRun, Comment)
