"""The forms of a grant project, of a line of its budget and of a transfer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from core.forms import PortalForm, PortalModelForm
from mobility.enums import ProjectState
from mobility.models import BudgetLine, BudgetTransfer, GrantProject, Scheme
from mobility.querysets import CHANGE_PROJECT
from reference.models import Country


class GrantProjectForm(PortalModelForm):
    fieldsets = [
        (_("The project"), ["scheme", "call_year", "number", "title", "lump_sum", "state"]),
        (_("When"), ["starts_on", "ends_on"]),
        (_("Who keeps it"), ["unit", "coordinator", "remarks"]),
    ]

    class Meta:
        model = GrantProject
        fields = [
            *("scheme", "call_year", "number", "title", "lump_sum", "starts_on", "ends_on"),
            *("unit", "coordinator", "remarks"),
        ]
        help_texts = {
            "call_year": _("The year of the call: rules and rates follow it, not the day of travel."),
            "number": _("As in the grant agreement, for example 2025-1-SE01-KA131-HED-000301234."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"].queryset = Scheme.objects.filter(needs_project=True)
        self.fields["unit"].queryset = Unit.objects.where(user, CHANGE_PROJECT).filter(is_active=True).order_by("path")
        self.fields["coordinator"].queryset = User.objects.filter(is_active=True).order_by("name")


class NewGrantProjectForm(GrantProjectForm):
    """A project may be entered as it stands now; later it moves along its states alone."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[(state.value, state.label) for state in (ProjectState.APPLIED, ProjectState.RUNNING)],
        initial=ProjectState.APPLIED,
    )


class BudgetLineForm(PortalModelForm):
    class Meta:
        model = BudgetLine
        fields = ["purpose", "direction", "country", "granted", "places", "remarks"]
        help_texts = {
            "direction": _("Only where the grant agreement divides the money by it."),
            "country": _("For projects with regions (KA171): the country the money is meant for."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.by_name()


class TransferForm(PortalForm):
    """Money from one line to another; what the scheme permits stands beside the form."""

    source = forms.ModelChoiceField(label=_("From"), queryset=BudgetLine.objects.none())
    target = forms.ModelChoiceField(label=_("To"), queryset=BudgetLine.objects.none())
    amount = BudgetTransfer._meta.get_field("amount").formfield(min_value=0)
    reason = forms.CharField(label=_("Reason"), max_length=500)
    agency_asked_on = forms.DateField(
        label=_("Agency asked on"), required=False, help_text=_("Where the national agency has to be asked first.")
    )
    amended_on = forms.DateField(
        label=_("Grant agreement amended on"),
        required=False,
        help_text=_("Where more is moved than may be without an amendment."),
    )

    fieldsets = [
        (_("What is moved"), ["source", "target", "amount", "reason"]),
        (_("With whose consent"), ["agency_asked_on", "amended_on"]),
    ]

    def __init__(self, *args, project: GrantProject, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            self.fields[name].queryset = project.budget_lines.select_related("country")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source") and cleaned["source"] == cleaned.get("target"):
            self.add_error("target", _("Choose another line than the one it comes from."))
        return cleaned
