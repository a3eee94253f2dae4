"""What the office fills in of the numbers of the university."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.forms import PortalModelForm
from insights.enums import DIVIDED, DividedBy, NumberKind
from insights.models import UniversityNumber
from insights.models.parts import KNOWN, LONGEST_PROGRAMME
from reference.academic_years import AcademicYear

YEARS_BACK = 20


def years() -> list[tuple[int, str]]:
    """From the year under way back, as far as anybody has figures at hand."""
    current = AcademicYear.current().first_year
    return [(year, str(AcademicYear(year))) for year in range(current, current - YEARS_BACK, -1)]


class NumberForm(PortalModelForm):
    academic_year = forms.TypedChoiceField(label=_("Academic year"), choices=years, coerce=int)
    programme = forms.CharField(label=DividedBy.PROGRAMME.label, max_length=LONGEST_PROGRAMME, required=False)
    level = forms.ChoiceField(label=DividedBy.LEVEL.label, required=False)
    gender = forms.ChoiceField(label=DividedBy.GENDER.label, required=False)

    fieldsets = [
        (_("What it is"), ["kind", "unit", "academic_year"]),
        (_("Of these graduates alone"), ["programme", "level", "gender"]),
        (_("The number"), ["people", "source"]),
    ]

    class Meta:
        model = UniversityNumber
        fields = ("kind", "unit", "academic_year", "people", "source")
        help_texts = {
            "unit": _(
                "With everything below it. A unit without a number gets the sum of those below it, if all have one."
            ),
            "source": _("Where it was read, as “student register, 3 October 2026”."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True).order_by("path")
        for way in ("level", "gender"):
            self.fields[way].choices = [("", _("all")), *KNOWN[way].items()]
        self.fields["programme"].help_text = _("At most one of the three; all empty for all graduates.")
        explained = (f"{kind.label}: {kind.explanation}" for kind in NumberKind)
        self.fields["kind"].help_text = " · ".join(explained)

    def clean(self):
        """One way to divide at most; the model says of what kinds."""
        cleaned = super().clean() or self.cleaned_data
        given = [(way.value, part) for way in DividedBy if (part := cleaned.pop(way.value, ""))]
        if len(given) > 1:
            self.add_error(given[1][0], _("A number is of one programme, one level or one gender: choose one of them."))
        cleaned["divided_by"], cleaned["part"] = given[0] if given else ("", "")
        if given and cleaned.get("kind") not in (None, *DIVIDED):
            self.add_error(given[0][0], _("Only graduates are divided by programme, level or gender."))
        return cleaned


class NumberChangeForm(PortalModelForm):
    """What it is of stays as it was entered."""

    class Meta:
        model = UniversityNumber
        fields = ("people", "source")
