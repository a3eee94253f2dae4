"""The forms of a document: what it is, who may read it, when it must be looked at again."""

from pathlib import PurePath

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Document
from core.forms import PortalForm, PortalModelForm
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


class FileField(forms.FileField):
    """One file; the service says in one sentence what is wrong with it."""

    def __init__(self, **kwargs):
        widget = forms.ClearableFileInput(attrs={"accept": ",".join(ACCEPTED)})
        super().__init__(label=_("File"), allow_empty_file=True, widget=widget, **kwargs)


class NewDocumentForm(DocumentForm):
    """A file with what is said about it; one of the same title becomes its next version."""

    file = FileField(help_text=_("PDF, Word, Excel, OpenDocument, image or text; no file with macros."))

    class Meta(DocumentForm.Meta):
        fields = (*DocumentForm.Meta.fields, "version_note")
        help_texts = DocumentForm.Meta.help_texts | {
            "version_note": _("Only for a new version of a document that is here under the same title."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _(
            "Left empty, it becomes the name of the file. Under the title of a document that is here, it becomes its "
            "next version."
        )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and "title" not in self.errors and cleaned.get("file"):
            cleaned["title"] = PurePath(cleaned["file"].name).stem.strip()[:200]
        return cleaned

    field_order = ("file", "title", "kind", "language", "visibility", "review_on", "version_note")


class NewVersionForm(PortalForm):
    """The next version of a document: another file, and why. ``needs_reason``: it replaces a signed copy."""

    file = FileField(help_text=_("PDF, Word, Excel, OpenDocument, image or text; no file with macros."))
    version_note = forms.CharField(label=_("Why this version"), max_length=300, required=False)

    def __init__(self, *args, needs_reason=False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["version_note"]
        field.required = needs_reason
        field.help_text = (
            _("It replaces a signed copy, so everybody should be able to read why.")
            if needs_reason
            else _("For example: the comments of the partner taken in.")
        )
