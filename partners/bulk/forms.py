"""The form of a bulk edit of partners: every question may be left open, and then nothing of it changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.tags.forms import BulkTags
from partners.enums import InstitutionKind, InstitutionStatus

AS_IT_IS = ("", _("Leave as it is"))
STATUSES = [(str(value), InstitutionStatus(value).label) for value in InstitutionStatus.partners]


class PartnerBulkForm(BulkTags):
    """``wanted()`` gives the chosen values as ``core.bulk`` keeps them."""

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[AS_IT_IS, *STATUSES],
        required=False,
        help_text=_("Of those that have closed it stays; their own page says what took their place."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[AS_IT_IS, *InstitutionKind.choices], required=False)
    remarks = forms.CharField(
        label=_("Add to the remarks of the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Put under what stands there. Never shown to the public."),
    )
    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history of each of them."),
    )

    field_order = ("status", "kind", "remarks", "tags_given", "tags_taken", "note")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)

    def wanted(self) -> dict:
        """The chosen values by the name of the field; what was left open is not among them."""
        plain = {name: self.cleaned_data[name] for name in ("status", "kind", "remarks")}
        return {name: value for name, value in plain.items() if value} | self.wanted_tags()
