"""Academic years as the forms of indicators and objectives offer them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quality.models.processes import FIRST_YEAR
from reference.academic_years import AcademicYear

YEARS_AHEAD = 12


def academic_years() -> list[tuple[str, str]]:
    """From the first of the quality system to some years ahead, newest first."""
    last = AcademicYear.current().first_year + YEARS_AHEAD
    return [(str(year), str(AcademicYear(year))) for year in range(last, FIRST_YEAR - 1, -1)]


def choice_of_year(label) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=academic_years, coerce=int, initial=lambda: AcademicYear.current().first_year
    )


def optional_year(label, help_text="") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=lambda: [("", _("Without an end")), *academic_years()],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=help_text,
    )
