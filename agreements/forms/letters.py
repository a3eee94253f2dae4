"""The forms of a letter template: what it is, its Word file, its next version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import LetterTemplate
from core.forms import PortalForm, PortalModelForm


class WordFileField(forms.FileField):
    """One Word file; the service reads it and says in one sentence what is wrong with it."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Word file"),
            help_text=_("A DOCX without macros. It may hold the placeholders below, each as {{ name }}."),
            allow_empty_file=True,
            widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
            **kwargs,
        )


class LetterTemplateForm(PortalModelForm):
    """What is said about a template; its file is changed by a new version."""

    class Meta:
        model = LetterTemplate
        fields = ("name", "purpose", "language", "description")
        help_texts = {
            "language": _("Dates, countries and kinds are written in it."),
            "description": _("One line for colleagues who have to choose."),
        }


class NewLetterTemplateForm(LetterTemplateForm):
    """A template with its first file."""

    file = WordFileField()
    field_order = ("file", "name", "purpose", "language", "description")


class NewTemplateVersionForm(PortalForm):
    """The next file of a template, and what is new in it."""

    file = WordFileField()
    note = forms.CharField(label=_("Why this version"), max_length=300, required=False)
