"""The forms of an agreement and its partners: a kind's form asks only what the kind needs."""

from django import forms
from django.db.models import Q
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.models import Unit, User
from agreements.creating.kinds import RENEWING, fields_without_meaning
from agreements.enums import AgreementKind
from agreements.forms.reasons import AsksForReasons, in_a_choice
from agreements.models import Agreement
from agreements.selectors import frameworks_for
from agreements.services.agreements import TERMS
from agreements.services.beginning import keepers
from core.forms import PortalForm, PortalModelForm
from partners.models import Institution

MOST_PARTNERS = 30


class AgreementForm(AsksForReasons, PortalModelForm):
    """The facts of an agreement; its partners stand in ``PartyFormSet``. ``asks`` narrows it to one step of the way."""

    class Meta:
        model = Agreement
        fields = (
            "kind", "title", "responsible_unit", "further_units", "coordinator", "parent", "no_parent_because",
            "starts_on", "ends_on", "is_open_ended", "second_because", "renewal", "renewal_months", "most_renewals",
            "notice_rule", "notice_months", "tuition_waived", "remarks",
        )  # fmt: skip
        widgets = {
            "further_units": forms.CheckboxSelectMultiple,
            "notice_months": forms.NumberInput({"data-only-with": "notice_rule=months"}),
            "renewal_months": forms.NumberInput({"data-only-with": "renewal=automatic"}),
            "most_renewals": forms.NumberInput({"data-only-with": "renewal=automatic"}),
            "remarks": forms.Textarea(attrs={"rows": 4}),
            "no_parent_because": forms.Textarea(attrs={"rows": 2}),
            "second_because": forms.Textarea(attrs={"rows": 2}),
            "tuition_waived": forms.NullBooleanSelect,
        }
        help_texts = {
            "title": _("Left empty, it becomes the kind and the partners."),
            "further_units": _("Units that are concerned as well; their coordinators can read it."),
            "parent": _("The memorandum under which it is made. Choose the partner first."),
            "starts_on": _("Left empty where it is not known; it then counts as begun."),
            "most_renewals": _("Left empty where there is no limit."),
        }

    fieldsets = [
        (_("What it is"), ["kind", "title", "parent", "no_parent_because"]),
        (
            _("How long"),
            ["starts_on", "ends_on", "is_open_ended", "second_because", *RENEWING, "notice_rule", "notice_months"],
        ),
        (_("Who keeps it"), ["responsible_unit", "further_units", "coordinator"]),
        (_("Also"), ["tuition_waived", "remarks"]),
    ]

    def __init__(self, *args, user, kind: str, partner_ids=(), asks=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.kind = user, kind
        is_new = not self.instance.pk
        not_asked = set() if asks is None else {*self._meta.fields} - {*asks}
        if asks is not None:
            self.fieldsets = []  # the step is the heading
        for name in not_asked | fields_without_meaning(kind) | (set() if self._terms_may_change() else TERMS):
            self.fields.pop(name, None)
        if "title" in self.fields:
            self.fields["title"].required = False
        if is_new:
            self._be_the_form_of_one_kind()
        elif asks is not None and "kind" in self.fields:
            self._explain_the_kinds()
        if "responsible_unit" in self.fields:
            self._limit_units(is_new=is_new)
        if "further_units" in self.fields:
            self.fields["further_units"].queryset = Unit.objects.filter(is_active=True).order_by("path")
        if "coordinator" in self.fields:
            self._limit_coordinators()
        self.partner_ids = list(partner_ids) or [party.institution_id for party in self._present_partners()]
        if "parent" in self.fields:
            self._limit_parents(self.partner_ids)
        self.ask_for_reasons()

    def _present_partners(self):
        return self.instance.partner_parties if self.instance.pk else []

    def _terms_may_change(self) -> bool:
        return not self.instance.pk or self.instance.is_editable or self.instance.is_being_approved

    def _be_the_form_of_one_kind(self):
        self.fields["kind"].widget = forms.HiddenInput()
        self.initial["kind"] = self.kind

    def _explain_the_kinds(self):
        field = self.fields["kind"]
        field.widget = forms.RadioSelect()
        field.choices = [(kind.value, f"{kind.label}: {kind.explanation}") for kind in AgreementKind]
        field.help_text = _("What the new kind has no use for is emptied: memorandum, renewal, tuition fees.")

    def _limit_units(self, *, is_new):
        """Units in which the person may keep agreements; the one it has stays choosable."""
        mine = Unit.objects.where(self.user, "agreements.add_agreement" if is_new else "agreements.change_agreement")
        mine = mine.filter(Q(is_active=True) | Q(pk=self.instance.responsible_unit_id)).order_by("path")
        self.fields["responsible_unit"].queryset = mine
        if is_new and (only := list(mine[:2])) and len(only) == 1:
            self.initial["responsible_unit"] = only[0].pk

    def _limit_coordinators(self):
        present = User.objects.filter(pk=self.instance.coordinator_id)
        self.fields["coordinator"].queryset = keepers() | present

    def _limit_parents(self, partner_ids):
        frameworks = frameworks_for(self.user, partner_ids)
        present = Agreement.objects.filter(pk=self.instance.parent_id)
        self.fields["parent"].queryset = frameworks | present
        self.fields["parent"].empty_label = pgettext("memorandum", "None")
        self.fields["parent"].label_from_instance = in_a_choice

    def clean(self):
        """An Erasmus agreement has no open end; every other says which of the two it has when it is submitted."""
        cleaned = super().clean()
        if cleaned.get("is_open_ended") and cleaned.get("ends_on"):
            self.add_error("is_open_ended", _("Give a last day, or say that there is none: not both."))
        self.check_reasons(cleaned)
        return cleaned

    def values(self) -> dict:
        """What the service writes: the answers, and nothing where a changed kind has no use for a field."""
        values = super().values()
        if "kind" in values:
            empty = {"is_open_ended": False, "parent": None, "tuition_waived": None, "renewal_months": None}
            empty |= {"no_parent_because": ""}
            values |= {name: empty[name] for name in fields_without_meaning(values["kind"]) & set(empty)}
            if values["kind"] == AgreementKind.ERASMUS:
                values |= {"renewal": "none", "most_renewals": None}
        return values


class PartyForm(PortalForm):
    """One partner of an agreement, chosen by search (``institution`` is hidden), and what they call it."""

    institution = forms.ModelChoiceField(Institution.objects.none(), widget=forms.HiddenInput)
    partner_unit = forms.CharField(label=_("Their unit"), max_length=250, required=False)
    reference = forms.CharField(label=_("Their reference"), max_length=100, required=False)
    signatory = forms.CharField(label=_("Signed by"), max_length=200, required=False)

    def __init__(self, *args, user, names=None, closed=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = Institution.objects.with_merged_visible_to(user)
        self.names, self.closed = names or {}, closed or {}

    def clean_institution(self):
        """A partner that was merged while the form was open is the one it was merged into."""
        chosen = self.cleaned_data["institution"]
        return chosen.merged_into if chosen.merged_into_id else chosen

    @property
    def institution_name(self) -> str:
        """The partner the row is about, for a person to read."""
        return self.names.get(str(self["institution"].value()), "")

    @property
    def closed_words(self) -> str:
        """That the partner has closed, where it has."""
        return self.closed.get(str(self["institution"].value()), ("", None))[0]

    @property
    def successor(self) -> Institution | None:
        """Who took the place of a closed partner."""
        return self.closed.get(str(self["institution"].value()), ("", None))[1]


PartyFormSet = formset_factory(PartyForm, extra=0, absolute_max=MOST_PARTNERS, max_num=MOST_PARTNERS)
