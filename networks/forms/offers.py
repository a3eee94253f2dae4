"""The forms of a joint offer and of who gives it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm, PortalModelForm
from networks.forms.institutions import InstitutionField
from networks.models import JointOffer
from reference.models import Language


class OfferForm(PortalModelForm):
    """One edition of an offer; its partners have a form of their own."""

    link = forms.URLField(label=_("Page of the offer"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = JointOffer
        fields = (
            "kind", "title_en", "title_sv", "description_en", "description_sv", "ects", "language", "term",
            "starts_on", "ends_on", "apply_from", "apply_by", "link", "source", "is_published",
        )  # fmt: skip
        widgets = {
            "description_en": forms.Textarea(attrs={"rows": 4}),
            "description_sv": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "term": _("Such as: spring 2027."),
            "apply_by": _("The last day to apply, included."),
            "is_published": _("Where the network is shown, too."),
        }

    fieldsets = [
        (_("The offer"), ["kind", "title_en", "title_sv", "description_en", "description_sv"]),
        (_("What it is worth"), ["ects", "language", "term"]),
        (_("When"), ["starts_on", "ends_on", "apply_from", "apply_by"]),
        (_("Where it is told"), ["link", "source", "is_published"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].queryset = Language.objects.order_by("name_en")


class OfferPartnerForm(PortalForm):
    institution = InstitutionField(
        label=_("Institution"), help_text=_("Its name, Erasmus code, PIC, OID or SCHAC code.")
    )
    is_coordinator = forms.BooleanField(label=_("It coordinates the offer"), required=False)
