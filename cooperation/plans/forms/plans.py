"""The forms of a work plan, of its goals and of what was reached of one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from agreements.enums import AgreementState
from agreements.models import Agreement
from agreements.services.beginning import keepers
from cooperation.models import PlanGoal, WorkPlan
from cooperation.override_field import AsksWhyAllTheSame
from cooperation.rights import CHANGE
from core.forms import PortalForm, PortalModelForm

UNREAD = ("search_text", "search_vector", "remarks")


def agreements_to_carry_out(user, kept: int | None):
    """Those that are signed or in force, and the one that stands there already."""
    readable = Agreement.objects.visible_to(user).filter(state__in=(AgreementState.SIGNED, *AgreementState.in_force))
    return (readable | Agreement.objects.filter(pk=kept)).defer(*UNREAD).order_by("title", "pk")


def units_to_plan_for(user, kept: int | None):
    return (Unit.objects.where(user, CHANGE).filter(is_active=True) | Unit.objects.filter(pk=kept)).order_by("path")


class PlanForm(AsksWhyAllTheSame, PortalModelForm):
    """What one unit carries out under one agreement; the goals have a form of their own."""

    class Meta:
        model = WorkPlan
        fields = (
            *("title", "agreement", "starts_on", "ends_on", "purpose", "unit", "coordinator"),
            *("partner_coordinator", "remarks"),
        )
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4}), "remarks": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "agreement": _("Those that are signed or in force."),
            "ends_on": _("Inside the term of the agreement."),
        }

    fieldsets = [
        (_("The plan"), ["title", "agreement", "starts_on", "ends_on", "purpose"]),
        (_("Who keeps it"), ["unit", "coordinator", "partner_coordinator", "remarks"]),
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        plan = self.instance
        units = units_to_plan_for(user, plan.unit_id)
        self.fields["agreement"].queryset = agreements_to_carry_out(user, plan.agreement_id)
        self.fields["unit"].queryset = units
        self.fields["coordinator"].queryset = keepers() | User.objects.filter(pk=plan.coordinator_id)
        if not plan.pk:
            only = units[0].pk if len(units) == 1 else None
            self.initial = {"unit": only, "coordinator": user.pk, **self.initial}


class GoalForm(PortalModelForm):
    class Meta:
        model = PlanGoal
        fields = ("text", "measure", "activity_kind", "planned_number", "due_on")
        help_texts = {
            "measure": _("All but the last count themselves from the activities of the plan."),
            "activity_kind": _("Left empty: of any kind."),
        }


class ReachedForm(PortalForm):
    """What was reached of a goal that is counted by hand."""

    entered_number = forms.IntegerField(
        label=_("Done"), min_value=0, required=False, help_text=_("Left empty: not known yet.")
    )
    entered_on = forms.DateField(label=_("As of"), required=False, help_text=_("Left empty: today."))
