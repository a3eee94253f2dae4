"""What the quality office fills in to set an objective."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from quality.enums import IndicatorKind
from quality.indicators.filling import FigureField
from quality.indicators.numbers import figure_text
from quality.indicators.years import choice_of_year, optional_year
from quality.models import Indicator, Objective


class IndicatorChoice(forms.ModelChoiceField):
    def label_from_instance(self, indicator):
        return f"{indicator.process.code} · {indicator.name}"


class ObjectiveForm(PortalModelForm):
    """A target of one indicator, in some years."""

    indicator = IndicatorChoice(
        Indicator.objects.filter(kind__in=IndicatorKind.with_figure).select_related("process"), label=_("Indicator")
    )
    target = FigureField(is_share=False, label=_("Target"))
    valid_from = choice_of_year(_("From the academic year"))
    valid_to = optional_year(_("To the academic year"))

    fieldsets = [
        (_("What should be reached"), ["level", "name_en", "name_sv", "source"]),
        (_("Measured by"), ["indicator", "comparator", "target"]),
        (_("When"), ["valid_from", "valid_to"]),
    ]

    class Meta:
        model = Objective
        fields = (
            *("level", "name_en", "name_sv", "source", "indicator", "comparator", "target"),
            *("valid_from", "valid_to"),
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].required = True
        if self.instance.pk:
            self.initial["target"] = figure_text(self.instance.target)

    def clean_target(self):
        target = self.cleaned_data["target"]
        if target is None:
            raise forms.ValidationError(_("Say the number that should be reached."))
        return target
