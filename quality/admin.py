"""What administrators keep of quality: the criteria of reviews. Processes are the quality office’s to change."""

from django.contrib import admin

from core.admin import register_history_of
from quality.models import Criterion, Process, ProcessStep, ProcessUnit, ProcessVersion
from reference.admin import KeptByAdministrators, ReferenceAdmin


@admin.register(Criterion)
class CriterionAdmin(KeptByAdministrators, ReferenceAdmin):
    """A new one is a row: with a process it is asked of its reviews alone, without one of all."""

    list_display = ("code", "name_en", "name_sv", "version", "position", "is_local")
    list_filter = ("is_local",)
    search_fields = ("code", "name_en", "name_sv")


register_history_of(Criterion, Process, ProcessStep, ProcessUnit, ProcessVersion)
