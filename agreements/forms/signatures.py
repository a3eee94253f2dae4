"""The form of all signatures of an agreement: a group of fields for each party, all on one page."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import Authority
from agreements.models import Document, Party
from agreements.models.signatures import SignedByAParty
from agreements.services.signatures import SignatureValues
from core.forms import DateInput, PortalForm

FIELDS = ("name", "function", "authority", "authority_note", "signed_on", "place")


class SignaturesForm(PortalForm):
    """One group a party; a party whose group is left empty has not signed. ``authority``: who signs for us."""

    beside = ()  # fields that belong to no party

    def __init__(self, *args, signatures: list[tuple[Party, SignedByAParty | None]], authority: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = [party for party, _signature in signatures]
        for party, signature in signatures:
            for name, field in fields_of_a_signature().items():
                field.initial = getattr(signature, name, field.initial)
                self.fields[f"{name}_{party.pk}"] = field
        self.authority = authority

    groups = ()  # drawn party by party, not one field under the other

    @property
    def rows(self) -> list[tuple[Party, str, list[forms.BoundField]]]:
        """Each party with who is expected to sign, in words, and its fields."""
        return [
            (party, self._expected(party), [self[f"{name}_{party.pk}"] for name in FIELDS]) for party in self.parties
        ]

    def _expected(self, party: Party) -> str:
        if party.is_home:
            words = _("This kind of agreement is signed for us by: %(who)s.") % {"who": self.authority}
            return words if self.authority else ""
        return _("Named in the agreement: %(who)s.") % {"who": party.signatory} if party.signatory else ""

    def clean(self):
        cleaned = super().clean()
        for party in self.parties:
            name, day = cleaned.get(f"name_{party.pk}"), cleaned.get(f"signed_on_{party.pk}")
            if day and not name and f"name_{party.pk}" not in self.errors:
                self.add_error(f"name_{party.pk}", _("Say who signed."))
            if name and not day and f"signed_on_{party.pk}" not in self.errors:
                self.add_error(f"signed_on_{party.pk}", _("Say on which day."))
        return cleaned

    def given(self) -> dict[int, SignatureValues | None]:
        """What the service writes, by the key of the party."""
        return {party.pk: self._values(party.pk) for party in self.parties}

    def _values(self, key: int) -> SignatureValues | None:
        values = {name: self.cleaned_data[f"{name}_{key}"] for name in FIELDS}
        values["authority"] = values["authority"] or Authority.OFFICE
        return SignatureValues(**values) if values["name"] else None


class AmendmentSignaturesForm(SignaturesForm):
    """With the document of the agreement that carries the signatures."""

    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("Signed document"),
        required=False,
        help_text=_("Attach it to the agreement first. It can be named later."),
    )

    def __init__(self, *args, amendment, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = amendment.agreement.documents.filter(
            Q(is_current=True) | Q(pk=amendment.document_id)
        )
        self.fields["document"].initial = amendment.document_id

    @property
    def beside(self) -> list[forms.BoundField]:
        return [self["document"]]


def fields_of_a_signature() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label=_("Signed by"), max_length=200, required=False),
        "function": forms.CharField(label=_("Function"), max_length=200, required=False),
        "authority": forms.ChoiceField(
            label=_("Authority"), choices=Authority, initial=Authority.OFFICE, required=False
        ),
        "authority_note": forms.CharField(label=_("Given by (decision, delegation)"), max_length=200, required=False),
        "signed_on": forms.DateField(label=_("Signed on"), required=False, widget=DateInput()),
        "place": forms.CharField(label=_("Place"), max_length=100, required=False),
    }
