"""What administrators see of work plans and activities; the rooms' services write them.

People who are named in activities, tasks and private documents are for those who keep the activity.
"""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from cooperation.models import (
    Activity,
    ActivityPartner,
    CallPriority,
    FundingCall,
    Output,
    PlanGoal,
    RestrictionOverride,
    Series,
    WorkPlan,
)
from cooperation.rights import CHANGE_CALL
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


@admin.register(FundingCall)
class FundingCallAdmin(ReadOnlyAdmin):
    """Calls are added and changed by the form of the room, whose service counts the inner days back."""

    list_display = ("title", "deadline", "least_organisations", "least_countries")
    list_select_related = ("deadline",)
    search_fields = ("title", "deadline__action")

    def has_add_permission(self, request):
        return request.user.has_perm(CHANGE_CALL)

    def add_view(self, request, form_url="", extra_context=None):
        return HttpResponseRedirect(reverse("cooperation:call_create"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        call = self.get_object(request, object_id)
        if call is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(call.get_absolute_url())


register_history_of(
    WorkPlan, PlanGoal, Series, Activity, ActivityPartner, Output, RestrictionOverride, FundingCall, CallPriority
)
