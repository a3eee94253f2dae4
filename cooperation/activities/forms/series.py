"""The form of a series, whose editions are activities."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models import Series
from cooperation.plans.forms.plans import units_to_plan_for
from core.forms import PortalModelForm


class SeriesForm(PortalModelForm):
    link = forms.URLField(label=_("Its page"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Series
        fields = ("kind", "title", "description", "unit", "link", "is_active")
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_to_plan_for(user, self.instance.unit_id)
