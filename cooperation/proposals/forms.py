"""The forms of a proposal: begun with little, filled in as it goes; its members, its steps, its grant."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.services.beginning import keepers
from cooperation.models import CallPriority, ConsortiumMember, FundingCall, Proposal
from cooperation.rights import CHANGE_PROPOSAL
from core.forms import PortalForm, PortalModelForm
from core.private_files import ACCEPTED
from partners.models import Institution
from reference.models import Country

ROLES = [("yes", _("We coordinate, and are the applicant")), ("no", _("We are a partner of somebody else's"))]


class BeginForm(PortalModelForm):
    """What an idea needs to stand on the desk; everything else is asked later."""

    role = forms.ChoiceField(label=_("Our role"), choices=ROLES, widget=forms.RadioSelect, initial="yes")

    class Meta:
        model = Proposal
        fields = ("call", "acronym", "title", "unit", "coordinator")

    fieldsets = [
        (_("The idea"), ["call", "acronym", "title", "role"]),
        (_("Who keeps it"), ["unit", "coordinator"]),
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.where(user, CHANGE_PROPOSAL).filter(is_active=True).order_by("path")
        calls = FundingCall.objects.visible_to(user).open().select_related("deadline")
        self.fields["call"].queryset = calls
        self.fields["unit"].queryset = units
        self.fields["coordinator"].queryset = keepers()
        proposed = {"coordinator": user.pk, "unit": units[0].pk if len(units) == 1 else None}
        proposed["call"] = calls[0].pk if len(calls) == 1 else None
        self.initial = proposed | self.initial

    def values(self):
        given = super().values()
        we_coordinate = given.pop("role") == "yes"
        return {**given, "we_coordinate": we_coordinate}


class ProposalForm(PortalModelForm):
    """Everything of a proposal but its consortium and its steps."""

    priorities = forms.ModelMultipleChoiceField(
        CallPriority.objects.none(), label=_("Priorities"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Proposal
        fields = (
            "acronym", "title", "abstract", "months", "lump_sum", "management", "agency_country", "form_number",
            "handed_in_at", "unit", "coordinator", "remarks",
        )  # fmt: skip
        widgets = {
            "abstract": forms.Textarea(attrs={"rows": 8}),
            "remarks": forms.Textarea(attrs={"rows": 3}),
            "handed_in_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
        help_texts = {
            "handed_in_at": _("Only where it was handed in before it is recorded here."),
            "management": _("At most a fifth of the lump sum (KA220-09, from memory)."),
        }

    fieldsets = [
        (_("What it is about"), ["acronym", "title", "abstract", "priorities"]),
        (_("Length and money"), ["months", "lump_sum", "management"]),
        (_("The application"), ["agency_country", "form_number", "handed_in_at"]),
        (_("Who keeps it"), ["unit", "coordinator", "remarks"]),
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        proposal = self.instance
        units = Unit.objects.where(user, CHANGE_PROPOSAL).filter(is_active=True)
        self.fields["unit"].queryset = (units | Unit.objects.filter(pk=proposal.unit_id)).order_by("path")
        self.fields["coordinator"].queryset = keepers()
        self.fields["agency_country"].queryset = Country.objects.by_name()
        priorities = CallPriority.objects.filter(call=proposal.call_id)
        self.fields["priorities"].queryset = priorities
        self.initial["priorities"] = [row.priority_id for row in proposal.chosen_priorities.all()]
        self._offer_lump_sums(proposal)
        if not priorities.exists():
            del self.fields["priorities"]

    def _offer_lump_sums(self, proposal: Proposal):
        offered = sorted({*proposal.call.lump_sums, *filter(None, [proposal.lump_sum])})
        if not offered:
            return
        choices = [("", "—"), *((amount, f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}")) for amount in offered)]
        label = self.fields["lump_sum"].label
        self.fields["lump_sum"] = forms.TypedChoiceField(
            label=label, choices=choices, coerce=int, empty_value=None, required=False
        )


class MemberForm(PortalModelForm):
    """One organisation of the consortium."""

    class Meta:
        model = ConsortiumMember
        fields = ("institution", "role", "mandate_asked_on", "mandate_received_on", "mandate_signed_on")

    fieldsets = [
        (_("The organisation"), ["institution", "role"]),
        (_("Its mandate"), ["mandate_asked_on", "mandate_received_on", "mandate_signed_on"]),
    ]

    def __init__(self, *args, user, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["institution"]
            return
        here = proposal.members.values("institution")
        self.fields["institution"].queryset = Institution.objects.visible_to(user).partners().exclude(pk__in=here)


class StepDoneForm(PortalForm):
    done_on = forms.DateField(label=_("Done on"))
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate()


class PostponeForm(PortalForm):
    to = forms.DateField(label=_("New day"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the history, and holds for this proposal alone."),
    )


class PaperForm(PortalForm):
    """A file for a step; a mandate says whose it is."""

    member = forms.ModelChoiceField(ConsortiumMember.objects.none(), label=_("Whose mandate"))
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
        help_text=_("PDF, Word, Excel, OpenDocument, image or text; no file with macros."),
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        if not members:
            del self.fields["member"]


class GrantForm(PortalForm):
    number = forms.CharField(
        label=_("Project number"), max_length=60, help_text=_("As the grant agreement has it: 2025-1-SE01-KA220-HED-…")
    )
    starts_on = forms.DateField(label=_("First day of the project"))
