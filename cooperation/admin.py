"""What administrators see of work plans and activities; the rooms' services write them.

People who are named in activities, tasks and private documents are for those who keep the activity.
"""

from django.contrib import admin

from cooperation.models import (
    Activity,
    ActivityPartner,
    Output,
    PlanGoal,
    RestrictionOverride,
    Series,
    WorkPlan,
)
from core.admin import ReadOnlyAdmin, ReadOnlyInline, register_history_of


class GoalInline(ReadOnlyInline):
    model = PlanGoal
    fields = ("text", "measure", "planned_number", "entered_number", "due_on")


class PartnerInline(ReadOnlyInline):
    model = ActivityPartner
    fields = ("institution", "role", "partner_unit")


class OutputInline(ReadOnlyInline):
    model = Output
    fields = ("kind", "title", "year", "doi")


@admin.register(WorkPlan)
class WorkPlanAdmin(ReadOnlyAdmin):
    inlines = (GoalInline,)
    list_display = ("title", "agreement", "unit", "state", "starts_on", "ends_on")
    list_filter = ("state",)
    list_select_related = ("agreement", "unit")
    search_fields = ("title", "agreement__number", "agreement__title")


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    inlines = (PartnerInline, OutputInline)
    list_display = ("title", "kind", "unit", "state", "starts_on", "ends_on")
    list_filter = ("state", "kind")
    list_select_related = ("unit",)
    search_fields = ("title", "reference")


@admin.register(Series)
class SeriesAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "unit", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("unit",)
    search_fields = ("title",)


@admin.register(RestrictionOverride)
class RestrictionOverrideAdmin(ReadOnlyAdmin):
    """When the office went on with a partner under restriction, and why (DD-06)."""

    list_display = ("institution", "plan", "activity", "given_by_name", "reason")
    list_select_related = ("institution", "plan", "activity")
    search_fields = ("institution__name", "reason")


register_history_of(WorkPlan, PlanGoal, Series, Activity, ActivityPartner, Output, RestrictionOverride)
