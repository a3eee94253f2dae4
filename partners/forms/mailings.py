"""What one says when writing to partners, and the office's texts for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from partners.enums import MailLanguage
from partners.models import Mailing, MailTemplate


class MailingForm(PortalModelForm):
    """Whom a new mailing goes to and from which text; its words are looked at on the next page."""

    fieldsets = [
        (_("What"), ["template", "language"]),
        (_("To whom"), ["role", "falls_back"]),
        (_("Answers"), ["answers_to"]),
    ]

    class Meta:
        model = Mailing
        fields = ["template", "language", "role", "falls_back", "answers_to"]
        widgets = {"answers_to": forms.RadioSelect, "language": forms.RadioSelect}
        help_texts = {
            "template": _("The next page shows each mail before anything is sent; there you can change the words."),
            "role": _("Everybody who has this role at a partner today gets one mail."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = MailTemplate.objects.visible_to(user).in_use()
        self.fields["template"].empty_label = _("None: I write it myself")
        self.fields["answers_to"].choices = [
            (value, f"{label} ({user.email})" if value == "author" and user.email else label)
            for value, label in self.fields["answers_to"].choices
        ]


class MailingWordsForm(PortalModelForm):
    """The words of a draft, and whom it goes to."""

    fieldsets = [
        (_("The mail"), ["subject", "body"]),
        (_("To whom"), ["role", "falls_back"]),
        (_("Answers"), ["answers_to"]),
    ]

    class Meta:
        model = Mailing
        fields = ["subject", "body", "role", "falls_back", "answers_to"]
        widgets = {"answers_to": forms.RadioSelect, "body": forms.Textarea(attrs={"rows": 14})}


class MailTemplateForm(PortalModelForm):
    fieldsets = [
        (_("The template"), ["name", "purpose"]),
        (_("In English"), ["subject_en", "body_en"]),
        (_("In Swedish"), ["subject_sv", "body_sv"]),
    ]

    class Meta:
        model = MailTemplate
        fields = ["name", "purpose", "subject_en", "body_en", "subject_sv", "body_sv"]
        widgets = {f"body_{code}": forms.Textarea(attrs={"rows": 10, "lang": code}) for code in MailLanguage.values}
