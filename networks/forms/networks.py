"""The form of a network itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from networks.models import Network


class NetworkForm(PortalModelForm):
    """What is known of the network; its members, numbers and contacts have forms of their own."""

    website = forms.URLField(label=_("Website"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Network
        fields = (
            "kind", "name_en", "name_sv", "short_name", "website", "starts_on", "ends_on",
            "description_en", "description_sv", "is_published",
            "funding", "funding_amount", "funding_starts_on", "funding_ends_on",
            "fee_amount", "fee_currency", "fee_due_on", "source", "remarks",
        )  # fmt: skip
        widgets = {
            "description_en": forms.Textarea(attrs={"rows": 4}),
            "description_sv": forms.Textarea(attrs={"rows": 4}),
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "short_name": _("As everybody says it: BUP, ECIU."),
            "ends_on": _("Left empty: nobody has set an end."),
            "is_published": _(
                "Its members and those of its offers that are shown, too; never documents, fees or remarks."
            ),
            "funding_ends_on": _("Its contacts and the office are reminded before."),
            "fee_due_on": _("Whoever looks after it is reminded; once it is paid, enter the next one."),
            "source": _("Where what stands here is written."),
        }

    fieldsets = [
        (_("The network"), ["kind", "name_en", "name_sv", "short_name", "website", "starts_on", "ends_on"]),
        (_("What people read of it"), ["description_en", "description_sv", "is_published"]),
        (_("Funding"), ["funding", "funding_amount", "funding_starts_on", "funding_ends_on"]),
        (_("Fee"), ["fee_amount", "fee_currency", "fee_due_on"]),
        (_("For the office"), ["source", "remarks"]),
    ]

    def clean_fee_currency(self):
        return self.cleaned_data["fee_currency"].upper()
