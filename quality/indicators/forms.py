"""What the quality office fills in to define an indicator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from core.indicators import all_figures
from quality.indicators.years import choice_of_year, optional_year
from quality.models import Indicator


class IndicatorForm(PortalModelForm):
    """What is asked, of which process, in which years; the code is given once."""

    computed_by = forms.ChoiceField(
        label=_("Computed from the portal"),
        required=False,
        help_text=_("Then nobody fills it in: it is counted for the unit with everything below it."),
    )
    valid_from = choice_of_year(_("Asked from the academic year"))
    valid_to = optional_year(_("Asked to the academic year"), _("Left open, until somebody ends it."))

    fieldsets = [
        (_("What is asked"), ["process", "code", "name_en", "name_sv", "help_en", "help_sv"]),
        (_("How it is measured"), ["kind", "measured_in", "better", "computed_by"]),
        (_("When"), ["is_required", "valid_from", "valid_to", "position"]),
    ]

    class Meta:
        model = Indicator
        fields = (
            *("process", "code", "name_en", "name_sv", "help_en", "help_sv", "kind", "measured_in", "better"),
            *("computed_by", "is_required", "valid_from", "valid_to", "position"),
        )
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("help_en", "help_sv")}
        help_texts = {
            "code": _("Short and for good: it stands in addresses and spreadsheets, as evaluation-response-rate."),
            "measured_in": _("In a word, as courses or days; a share is always in per cent."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(figure.name, figure.label) for figure in all_figures()]
        self.fields["computed_by"].choices = [("", _("No, somebody fills it in")), *offered]
        self.fields["better"].choices = [("", _("Neither way is better")), *Indicator._meta.get_field("better").choices]
        if self.instance.pk:
            del self.fields["code"]
