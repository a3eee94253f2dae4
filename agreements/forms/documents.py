"""The forms of a document: what it is, who may read it, when it must be looked at again."""

from pathlib import PurePath

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Document
from core.forms import PortalModelForm
from core.private_files import ACCEPTED


class DocumentForm(PortalModelForm):
    """What is said about a document; its file never changes."""

    class Meta:
        model = Document
        fields = ("title", "kind", "language", "visibility", "review_on")
        help_texts = {
            "review_on": _("Somebody will be reminded on that day to look at it again."),
            "visibility": _("A public document is shown once its agreement is on the public site."),
        }


class NewDocumentForm(DocumentForm):
    """A file with what is said about it; one of the same title becomes its next version."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,  # the service says in one sentence what is wrong with a file
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ACCEPTED)}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty, it becomes the name of the file.")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and "title" not in self.errors and cleaned.get("file"):
            cleaned["title"] = PurePath(cleaned["file"].name).stem.strip()[:200]
        return cleaned

    field_order = ("file", "title", "kind", "language", "visibility", "review_on")
