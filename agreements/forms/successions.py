"""Which agreements of a closed partner go to its successor."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement
from core.forms import PortalForm


class AgreementChoiceField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        ends = _("to %(day)s") % {"day": date_format(obj.ends_on)} if obj.ends_on else _("no end date")
        return f"{obj.title} · {obj.get_state_display()} · {obj.responsible_unit} · {ends}"


class SuccessionForm(PortalForm):
    """All are ticked at first."""

    agreements = AgreementChoiceField(
        queryset=Agreement.objects.none(), widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Agreements")
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, agreements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreements"].queryset = agreements
        self.initial["agreements"] = [agreement.pk for agreement in agreements]
