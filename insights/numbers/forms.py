"""What the office fills in of the numbers of the university."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.forms import PortalModelForm
from insights.enums import NumberKind
from insights.models import UniversityNumber
from reference.academic_years import AcademicYear

YEARS_BACK = 20


def years() -> list[tuple[int, str]]:
    """From the year under way back, as far as anybody has figures at hand."""
    current = AcademicYear.current().first_year
    return [(year, str(AcademicYear(year))) for year in range(current, current - YEARS_BACK, -1)]


class NumberForm(PortalModelForm):
    academic_year = forms.TypedChoiceField(label=_("Academic year"), choices=years, coerce=int)

    fieldsets = [(_("What it is"), ["kind", "unit", "academic_year"]), (_("The number"), ["people", "source"])]

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
        explained = (f"{kind.label}: {kind.explanation}" for kind in NumberKind)
        self.fields["kind"].help_text = " · ".join(explained)


class NumberChangeForm(PortalModelForm):
    """What it is of stays as it was entered."""

    class Meta:
        model = UniversityNumber
        fields = ("people", "source")
