"""Administrators mend the definitions and targets of key figures, and look at what the room's services write.

What a report says, and how it is filed, is its maker's own.
"""

from django.contrib import admin

from core.admin import ReadOnlyAdmin, register_history_of
from insights.models import Finding, Kpi, MadeReport, Pin, ReportSchedule, UniversityNumber
from reference.admin import KeptByAdministrators, ReferenceAdmin

register_history_of(ReportSchedule, UniversityNumber)


@admin.register(Kpi)
class KpiAdmin(KeptByAdministrators, ReferenceAdmin):
    list_display = ("code", "name_en", "aim", "target", "target_source", "confidence", "is_local")
    list_filter = ("is_local",)


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    """Those mended, too: since when a row failed, and how long it took."""

    list_display = ("check_name", "object_id", "severity", "owner", "found_on", "due_on", "mended_on")
    list_filter = ("severity", ("mended_on", admin.EmptyFieldListFilter), "check_name")
    list_select_related = ("owner",)
    search_fields = ("check_name", "owner__name")


@admin.register(MadeReport)
class MadeReportAdmin(ReadOnlyAdmin):
    """Who asked for which report, whether it was made, and until when it is kept."""

    hidden = ("on_page", "handed_out", "pdf", "xlsx")
    list_display = ("title", "kind", "made_for", "created_at", "made_at", "kept_until")
    list_filter = ("kind", ("made_at", admin.EmptyFieldListFilter))
    list_select_related = ("made_for",)
    search_fields = ("title", "made_for__name")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("on_page", "handed_out")


@admin.register(ReportSchedule)
class ReportScheduleAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "owner", "rhythm", "next_on")
    list_filter = ("kind", "rhythm")
    list_select_related = ("owner",)
    search_fields = ("title", "owner__name")


@admin.register(Pin)
class PinAdmin(ReadOnlyAdmin):
    list_display = ("view", "user", "created_at")
    list_select_related = ("view", "user")
    search_fields = ("view__name", "user__name")
