"""Forms of a learning agreement: what stands beside the components, one component, signing by an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm, PortalModelForm
from mobility.learning.enums import ChangeReason, ComponentKind
from mobility.learning.windows import is_a_change, lateness
from mobility.models import LearningAgreementVersion, LearningComponent
from partners.models import Contact


class VersionForm(PortalModelForm):
    """Period, signer of the partner, catalogue. Choosing a contact fills in name and address that are left empty."""

    catalogue_url = forms.URLField(
        label=_("Course catalogue of the receiving institution"), required=False, max_length=300, assume_scheme="https"
    )

    class Meta:
        model = LearningAgreementVersion
        fields = (
            "starts_on",
            "ends_on",
            "partner_contact",
            "partner_signer",
            "partner_email",
            "catalogue_url",
            "provisions",
            "late_because",
        )
        help_texts = {
            "partner_contact": _("Fills in name and address where these are left empty."),
            "partner_email": _("An address to sign by is sent there, once it is their turn."),
        }
        widgets = {"provisions": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, may_see_contacts=False, **kwargs):
        super().__init__(*args, **kwargs)
        partner = self.instance.stay.partner
        field = self.fields["partner_contact"]
        field.queryset = Contact.objects.filter(institution=partner) if may_see_contacts else Contact.objects.none()
        if not (may_see_contacts and partner):
            del self.fields["partner_contact"]
        if self.instance.is_of_trainee:
            del self.fields["catalogue_url"]
        if late := lateness(self.instance):
            self.fields["late_because"].help_text = late
        elif not self.instance.late_because:
            del self.fields["late_because"]

    def clean(self):
        cleaned = super().clean()
        if contact := cleaned.get("partner_contact"):
            cleaned["partner_signer"] = cleaned.get("partner_signer") or contact.name
            cleaned["partner_email"] = cleaned.get("partner_email") or contact.email
        return cleaned


class ComponentForm(PortalModelForm):
    """One component; the reason of a change is asked for where the version changes a signed one."""

    class Meta:
        model = LearningComponent
        fields = (
            "kind",
            "code",
            "title",
            "ects",
            "term",
            "language",
            "counterpart",
            "is_automatic",
            "instead",
            "change_reason",
            "change_words",
        )
        help_texts = {
            "counterpart": _("The component at home that it replaces; add that one first."),
            "instead": _("Only where it is not recognised automatically."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        version = self.instance.version
        at_home = version.components.filter(kind=ComponentKind.RECOGNISED).exclude(change="removed")
        self.fields["counterpart"].queryset = at_home.exclude(pk=self.instance.pk)
        if (self.instance.pk and not self.instance.change) or not is_a_change(version):
            del self.fields["change_reason"], self.fields["change_words"]


class RemovalForm(PortalForm):
    """Why a component that was signed is taken off (KA131-54)."""

    reason = forms.ChoiceField(label=_("Reason of the change"), choices=[("", "—"), *ChangeReason.choices])
    words = forms.CharField(label=_("In words"), max_length=300, required=False)


class SignForm(PortalForm):
    """The act behind an address: sign with one's name, or reject with a comment. ``seen`` is what was shown."""

    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Why, if you reject it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
