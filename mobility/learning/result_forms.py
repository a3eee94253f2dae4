"""The transcript as one form: a group of fields for each component agreed abroad."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm, TenthsInput

YES_NO = [("", "—"), ("yes", _("yes")), ("no", _("no"))]


class ResultsForm(PortalForm):
    """A component of which nothing is said yet is left open, and can be noted later."""

    transcript_on = forms.DateField(label=_("Transcript of records received on"), required=False)

    def __init__(self, *args, components, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.components = components
        self.fields["transcript_on"].initial = agreement.transcript_on
        self.fieldsets = [("", ["transcript_on"])]
        for row in components:
            names = self._add(row)
            self.fieldsets.append((str(row), names))

    def _add(self, row) -> list[str]:
        known = getattr(row, "result", None)
        number = {
            "max_digits": 5,
            "decimal_places": 1,
            "min_value": 0,
            "max_value": 400,
            "required": False,
            "widget": TenthsInput,
        }
        made = {
            "passed": forms.ChoiceField(label=_("Passed"), choices=YES_NO, required=False),
            "grade": forms.CharField(label=_("Grade"), max_length=20, required=False),
            "earned": forms.DecimalField(label=_("ECTS credits earned"), **number),
            "recognised": forms.ChoiceField(label=_("Recognised"), choices=YES_NO, required=False),
            "credits": forms.DecimalField(label=_("ECTS credits recognised"), **number),
            "because": forms.CharField(label=_("Why not, if it is not recognised"), max_length=500, required=False),
        }
        for name, field in made.items():
            field.initial = _initial(known, row).get(name)
            self.fields[f"{name}_{row.pk}"] = field
        return [f"{name}_{row.pk}" for name in made]

    def clean(self):
        cleaned = super().clean()
        for row in self.components:
            if cleaned.get(f"passed_{row.pk}") and not cleaned.get(f"recognised_{row.pk}"):
                self.add_error(f"recognised_{row.pk}", _("Say whether it is recognised."))
        return cleaned

    def rows(self) -> dict[int, dict]:
        """What the service keeps, by component."""
        return {row.pk: self._row(row) for row in self.components if self.cleaned_data.get(f"passed_{row.pk}")}

    def _row(self, row) -> dict:
        given = {name: self.cleaned_data[f"{name}_{row.pk}"] for name in _initial(None, row)}
        return {
            "is_passed": given["passed"] == "yes",
            "grade": given["grade"],
            "ects_earned": given["earned"] or Decimal(0),
            "is_recognised": given["recognised"] == "yes",
            "ects_recognised": given["credits"] or Decimal(0),
            "not_recognised_because": given["because"],
        }


def _initial(known, row) -> dict:
    """As noted; before anything is, the credits that were agreed, to be confirmed (automatic recognition)."""
    if known is None:
        return {
            "passed": "",
            "grade": "",
            "earned": row.ects,
            "recognised": "yes" if row.is_automatic else "",
            "credits": row.ects if row.is_automatic else None,
            "because": "",
        }
    return {
        "passed": "yes" if known.is_passed else "no",
        "grade": known.grade,
        "earned": known.ects_earned,
        "recognised": "yes" if known.is_recognised else "no",
        "credits": known.ects_recognised,
        "because": known.not_recognised_because,
    }
