"""The forms of what hangs on a network: our contacts, dated numbers, documents."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from agreements.services.beginning import keepers
from core.forms import PortalForm, PortalModelForm
from core.private_files import ACCEPTED
from networks.enums import Readers
from networks.models import NetworkContact, NetworkCount, NetworkDocument


class ContactForm(PortalModelForm):
    class Meta:
        model = NetworkContact
        fields = ("user", "unit", "task", "since", "until")
        help_texts = {
            "unit": gettext_lazy("For which they look after it."),
            "task": gettext_lazy("Such as: contact for students, member of the board."),
            "until": gettext_lazy("The last day, included; who ended stays in the history."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = keepers() | User.objects.filter(pk=self.instance.user_id)
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True).order_by("path")


class CountForm(PortalModelForm):
    class Meta:
        model = NetworkCount
        fields = ("kind", "number", "is_about", "counted_on", "precision", "source")
        help_texts = {
            "counted_on": gettext_lazy("The day the number is said of. Of a month or a year: its first day."),
            "source": gettext_lazy("Who says so, and where."),
        }


class DocumentForm(PortalForm):
    """A file, what it is called and who may read it. ``kept``: the one that is changed."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
        help_text=gettext_lazy("PDF, Word, Excel, OpenDocument, image or text; no file with macros."),
    )
    readers = forms.ChoiceField(label=gettext_lazy("Who may read it"), choices=Readers, initial=Readers.STAFF)

    def __init__(self, *args, kept: NetworkDocument | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if kept:
            self.fields["file"].help_text = _("Left empty, “%(name)s” stays.") % {"name": kept.original_name}
