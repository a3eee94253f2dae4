"""Administrators mend the definitions and targets of key figures; numbers have pages of their own."""

from django.contrib import admin

from core.admin import register_history_of
from insights.models import Kpi, UniversityNumber
from reference.admin import KeptByAdministrators, ReferenceAdmin

register_history_of(UniversityNumber)


@admin.register(Kpi)
class KpiAdmin(KeptByAdministrators, ReferenceAdmin):
    list_display = ("code", "name_en", "aim", "target", "target_source", "confidence", "is_local")
    list_filter = ("is_local",)
