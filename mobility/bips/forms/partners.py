"""The table of partners of a programme, with their people: one row for each institution and way of paying."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from mobility.bips.enums import BipRole, Funding
from mobility.bips.services import PartnerValues
from mobility.models import Bip, BipPartner
from partners.models import Institution

MOST_ROWS = 60
EMPTY_ROWS = 2
PEOPLE = ("planned_students", "planned_staff", "planned_teachers", "actual_students", "actual_staff", "actual_teachers")
MOST_PEOPLE = 9999


def number_field(name: str) -> forms.IntegerField:
    label = capfirst(BipPartner._meta.get_field(name).verbose_name)
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.NumberInput({"class": "form-control form-control-sm people-count"}),
    )


class PartnerRowForm(PortalForm):
    """One row; which institution it is about is asked in a new one alone."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Institution"))
    role = forms.ChoiceField(label=_("Role"), choices=BipRole, initial=BipRole.SENDING)
    funding = forms.ChoiceField(label=_("Paid by"), choices=Funding, initial=Funding.KA131)

    def __init__(self, *args, known, offered, **kwargs):
        super().__init__(*args, **kwargs)
        for name in PEOPLE:
            self.fields[name] = number_field(name)
        for name in ("institution", "role", "funding"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm"
        self.known = known.get(self.initial.get("institution"))
        self.fields["institution"].queryset = offered
        if self.known:
            self.fields["institution"].widget = forms.HiddenInput()

    @property
    def is_ours(self) -> bool:
        return self.known is not None and self.known.is_home

    @property
    def people(self) -> list:
        return [self[name] for name in PEOPLE]

    def values(self) -> PartnerValues:
        given = self.cleaned_data
        planned = {name: given[name] or 0 for name in PEOPLE if name.startswith("planned")}
        actual = {name: given[name] for name in PEOPLE if name.startswith("actual")}
        return PartnerValues(given["institution"], given["funding"], {"role": given["role"], **planned, **actual})


class PartnerRows(BaseFormSet):
    """Each institution stands once for each way of paying."""

    def clean(self):
        seen = set()
        for form in self.kept_forms:
            key = form.cleaned_data["institution"].pk, form.cleaned_data["funding"]
            if key in seen:
                form.add_error("institution", _("This institution stands there already, paid in this way."))
            seen.add(key)

    @property
    def kept_forms(self) -> list[PartnerRowForm]:
        """Those that name an institution and are not to be taken off."""
        return [
            form
            for form in self.forms
            if getattr(form, "cleaned_data", None)
            and form.cleaned_data.get("institution")
            and "funding" in form.cleaned_data
            and (form.is_ours or not form.cleaned_data.get("DELETE"))
        ]

    def values(self) -> list[PartnerValues]:
        return [form.values() for form in self.kept_forms if not form.errors]


PartnerFormSet = formset_factory(
    PartnerRowForm, PartnerRows, extra=EMPTY_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def partner_rows(bip: Bip, user, data=None) -> PartnerRows:
    """The rows of the programme as they are, or as they were sent (``data``)."""
    rows = list(bip.partners.select_related("institution__country"))
    offered = Institution.objects.visible_to(user).partners() | Institution.objects.filter(bip_parts__bip=bip)
    initial = [
        {"institution": row.institution_id, **{name: getattr(row, name) for name in ("role", "funding", *PEOPLE)}}
        for row in rows
    ]
    given = {"known": {row.institution_id: row.institution for row in rows}, "offered": offered.distinct()}
    return PartnerFormSet(data, initial=initial, prefix="partner", form_kwargs=given)
