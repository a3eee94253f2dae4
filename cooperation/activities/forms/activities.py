"""The forms of an activity: as it is planned, and as it was. Each asks what its kind needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agreements.services.beginning import keepers
from cooperation.activities.asked import not_asked
from cooperation.activities.enums import PartnerRole
from cooperation.activities.querysets import PEOPLE
from cooperation.models import Activity, Series, WorkPlan
from cooperation.override_field import AsksWhyAllTheSame
from cooperation.plans.enums import PlanState
from cooperation.plans.forms.plans import agreements_to_carry_out, units_to_plan_for
from core.forms import PortalModelForm
from mobility.models import GrantProject
from networks.forms.institutions import InstitutionField
from networks.models import Network

PLANNED = [f"planned_{who}" for who in PEOPLE]


class AsksByKind:
    """Mixin: leaves out what the kind does not need, unless something stands there already."""

    def leave_out(self, kind: str):
        for name in not_asked(kind) & set(self.fields):
            if not getattr(self.instance, name):
                del self.fields[name]


class ActivityForm(AsksWhyAllTheSame, AsksByKind, PortalModelForm):
    """An activity as it is planned; the kind was chosen before, and the rest has forms of its own."""

    link = forms.URLField(label=_("Its page"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Activity
        fields = (
            *("title", "direction", "specialisation", "description", "series", "edition"),
            *("plan", "agreement", "network", "starts_on", "ends_on", "place", "city", "country"),
            *(*PLANNED, "planned_cost", "funding_source", "project"),
            *("unit", "coordinator", "reference", "link", "remarks"),
        )
        widgets = {"description": forms.Textarea(attrs={"rows": 4}), "remarks": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "plan": _("It begins in the period of the plan."),
            "agreement": _("Under a work plan: the agreement of the plan."),
        }

    fieldsets = [
        (_("The activity"), ["title", "direction", "specialisation", "description", "series", "edition"]),
        (_("With whom, under what"), ["partners", "partner_role", "plan", "agreement", "network"]),
        (_("When and where"), ["starts_on", "ends_on", "place", "city", "country"]),
        (_("People, planned"), PLANNED),
        (_("Cost"), ["planned_cost", "funding_source", "project"]),
        (_("Who keeps it"), ["unit", "coordinator", "reference", "link", "remarks"]),
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.leave_out(self.instance.kind)
        self._offer(user)
        for name in set(PLANNED) & set(self.fields):
            self.fields[name].required = False

    def _offer(self, user):
        activity, fields = self.instance, self.fields
        plans = WorkPlan.objects.visible_to(user).filter(state__in=PlanState.open)
        projects = GrantProject.objects.visible_to(user)
        fields["plan"].queryset = plans | WorkPlan.objects.filter(pk=activity.plan_id)
        fields["agreement"].queryset = agreements_to_carry_out(user, activity.agreement_id)
        fields["network"].queryset = Network.objects.visible_to(user)
        fields["project"].queryset = projects | GrantProject.objects.filter(pk=activity.project_id)
        fields["unit"].queryset = units_to_plan_for(user, activity.unit_id)
        fields["coordinator"].queryset = keepers() | User.objects.filter(pk=activity.coordinator_id)
        if "series" in fields:
            fields["series"].queryset = Series.objects.visible_to(user).filter(kind=activity.kind)

    def values(self):
        """Who is not expected is none, not unknown."""
        return {name: value or 0 if name in PLANNED else value for name, value in super().values().items()}


class NewActivityForm(ActivityForm):
    """With the first partner; further ones are added on the page of the activity."""

    partners = InstitutionField(
        label=_("Partner"),
        required=False,
        help_text=_("Its name or a code. Further partners are added on the page of the activity."),
    )
    partner_role = forms.ChoiceField(label=_("What it does"), choices=PartnerRole, initial=PartnerRole.CO_ORGANISER)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        units = self.fields["unit"].queryset
        only = units[0].pk if len(units) == 1 else None
        own = {name: value for name, value in self.initial.items() if value is not None}
        self.initial = {"unit": only, "coordinator": user.pk, **own}


class OutsideForm(PortalModelForm):
    """What the public reads about it, on the pages of its partners."""

    told_en = forms.CharField(
        label=_("What it was, in English"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For students and partners: no names. The report stays with the house."),
    )
    told_sv = forms.CharField(
        label=_("What it was, in Swedish"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    is_published = forms.BooleanField(
        label=_("Shown on the public site"),
        required=False,
        help_text=_("With its title, kind and time, its results and their links, on the page of each partner."),
    )

    class Meta:
        model = Activity
        fields = ()

    field_order = ("told_en", "told_sv", "is_published")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(self.instance, name) for name in self.field_order}


class HowItWasForm(AsksByKind, PortalModelForm):
    """Who came, what it cost and the report: once it has been held."""

    class Meta:
        model = Activity
        fields = (*(f"actual_{who}" for who in PEOPLE), "actual_cost", "report")
        widgets = {"report": forms.Textarea(attrs={"rows": 12})}
        help_texts = {"report": _("What happened, what came of it, what comes next.")}

    fieldsets = [
        (_("Who took part"), [f"actual_{who}" for who in PEOPLE]),
        (_("What it cost"), ["actual_cost"]),
        (_("Report"), ["report"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.leave_out(self.instance.kind)
        for who in PEOPLE:
            if field := self.fields.get(f"actual_{who}"):
                planned = getattr(self.instance, f"planned_{who}")
                field.help_text = _("%(count)s planned") % {"count": planned}
