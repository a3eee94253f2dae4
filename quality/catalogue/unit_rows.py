"""The form of a version's cycle, and the table of the units it concerns."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from core.forms import PortalForm
from quality.catalogue.forms import YearField
from quality.cycles.rhythm import UnitRow
from quality.models import ProcessVersion
from quality.models.processes import LONGEST_CYCLE

MOST_UNITS = 200
EMPTY_ROWS = 3
SMALL = "form-select form-select-sm"


class RhythmForm(PortalForm):
    cycle_years = ProcessVersion._meta.get_field("cycle_years").formfield(
        label=_("Cycle in years"),
        min_value=1,
        max_value=LONGEST_CYCLE,
        help_text=_("Every unit is followed up once in so many years, from its first year on."),
    )
    valid_to = YearField(
        label=_("Ends with the academic year"),
        required=False,
        help_text=_("Left empty, it goes on. A later version ends it by itself."),
    )


class UnitRowForm(PortalForm):
    """One unit; choices are read once for all rows."""

    unit = forms.TypedChoiceField(label=_("Unit"), required=False, empty_value=None)
    first_year = YearField(label=_("First academic year"), required=False)
    owner = forms.TypedChoiceField(label=_("Who runs it"), required=False, empty_value=None)

    def __init__(self, *args, units: dict[int, Unit], people: dict[int, User], **kwargs):
        super().__init__(*args, **kwargs)
        self.units, self.people = units, people
        unit, owner = self.fields["unit"], self.fields["owner"]
        unit.choices = [("", _("Choose a unit")), *((key, row.name) for key, row in units.items())]
        owner.choices = [("", _("Whoever holds the role")), *((key, row.name) for key, row in people.items())]
        unit.coerce = owner.coerce = int
        self.fields["first_year"].choices = [("", _("Choose a year")), *self.fields["first_year"].choices[1:]]
        for name in ("unit", "first_year", "owner"):
            self.fields[name].widget.attrs["class"] = SMALL

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("unit") and not cleaned.get("first_year") and "first_year" not in self.errors:
            self.add_error("first_year", _("Say in which year it is followed up first."))
        if (
            not cleaned.get("unit")
            and "unit" not in self.errors
            and (cleaned.get("first_year") or cleaned.get("owner"))
        ):
            self.add_error("unit", _("Choose the unit."))
        return cleaned

    @property
    def name(self) -> str:
        unit = self.units.get(self.initial.get("unit"))
        return unit.name if unit else ""


class UnitRows(BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].widget.attrs["class"] = "form-check-input"

    def values(self) -> list[UnitRow]:
        rows = [form for form in self.forms if form.cleaned_data.get("unit") and not form.cleaned_data.get("DELETE")]
        return [
            UnitRow(
                form.units[form.cleaned_data["unit"]],
                form.cleaned_data["first_year"],
                form.people.get(form.cleaned_data["owner"]),
            )
            for form in rows
        ]


UnitFormSet = formset_factory(
    UnitRowForm, formset=UnitRows, extra=EMPTY_ROWS, can_delete=True, max_num=MOST_UNITS, absolute_max=MOST_UNITS
)


def unit_rows(version: ProcessVersion, data=None) -> UnitRows:
    """The units of a version as they are, or as they were sent (``data``), with empty rows for more."""
    present = list(version.concerned.select_related("unit", "owner").order_by("unit__path"))
    units = {unit.pk: unit for unit in Unit.objects.filter(is_active=True).order_by("path")}
    people = {user.pk: user for user in User.objects.filter(is_active=True).order_by("name")}
    units |= {row.unit_id: row.unit for row in present}
    people |= {row.owner_id: row.owner for row in present if row.owner_id}
    initial = [{"unit": row.unit_id, "first_year": row.first_year, "owner": row.owner_id} for row in present]
    return UnitFormSet(data, initial=initial, prefix="unit", form_kwargs={"units": units, "people": people})
