"""The form of one entry of the negotiation log."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.enums import PASSED_BY, EntryKind, Passing
from agreements.models import Agreement, Document, NegotiationEntry
from agreements.services.negotiation import EntryValues
from core.forms import PortalForm
from core.private_files import ACCEPTED
from partners.models import Contact

AS_IT_FOLLOWS, AS_IT_IS = "", "as_it_is"
TURNS = [
    (AS_IT_FOLLOWS, _("As it follows from what happened")),
    (AS_IT_IS, _("Stays as it is")),
    *Passing.choices,
]
FIELDS = ("kind", "on", "contact", "with_whom", "text", "passes_to", "documents", "upload")


class EntryForm(PortalForm):
    """What happened, on which day, with whom; ``entry`` is one to be corrected, whose turn stays as it was."""

    kind = forms.ChoiceField(label=_("What happened"), choices=EntryKind)
    on = forms.DateField(label=_("On"))
    text = forms.CharField(
        label=_("In words"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    passes_to = forms.ChoiceField(label=_("Whose turn it is then"), choices=TURNS, required=False)
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label=_("With"), required=False, empty_label=_("Nobody named")
    )
    with_whom = forms.CharField(label=_("Or somebody else"), required=False, max_length=200)
    upload = forms.FileField(
        label=_("New file"),
        required=False,
        max_length=200,
        allow_empty_file=True,  # the service says in one sentence what is wrong with a file
        help_text=_("It is kept among the documents, for those who keep this agreement."),
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
    )
    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        label=_("Documents it was about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, agreement: Agreement, user, entry: NegotiationEntry | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        partners = [party.institution_id for party in agreement.partner_parties]
        contacts = Contact.objects.visible_to(user).filter(institution__in=partners)
        kept = list(entry.documents.values_list("pk", flat=True)) if entry else []
        documents = Document.objects.visible_to(user).filter(Q(is_current=True) | Q(pk__in=kept), agreement=agreement)
        present = Contact.objects.filter(pk=entry.contact_id) if entry else Contact.objects.none()
        self.fields["contact"].queryset = contacts | present
        self.fields["documents"].queryset = documents
        self.initial.setdefault("on", timezone.localdate())
        if entry:
            del self.fields["passes_to"]
            plain = {name: getattr(entry, name) for name in ("kind", "on", "text", "contact", "with_whom")}
            self.initial |= plain | {"documents": kept}

    def given(self) -> EntryValues:
        """What the service writes."""
        names = ("kind", "on", "text", "contact", "with_whom", "documents", "upload")
        return EntryValues(**{name: self.cleaned_data[name] for name in names})

    @property
    def passed_to(self) -> str:
        """Whose turn it becomes (``Passing``): what was chosen, else what the kind of entry means."""
        chosen = self.cleaned_data["passes_to"]
        if chosen == AS_IT_FOLLOWS:
            return PASSED_BY.get(self.cleaned_data["kind"], "")
        return "" if chosen == AS_IT_IS else chosen
