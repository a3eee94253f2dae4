from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from reference.models import Country


class CrisisForm(PortalForm):
    country = forms.ModelChoiceField(label=_("Country"), queryset=Country.objects.none())
    city = forms.CharField(
        label=_("City"),
        required=False,
        max_length=100,
    )
    on = forms.DateField(label=_("On the day"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.by_name()
