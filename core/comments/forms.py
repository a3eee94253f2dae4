"""The one field of a comment, cleaned of what no keyboard types."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.comments.models import LONGEST
from core.forms import PortalForm

TURNING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}  # they would turn the page around


class CommentForm(PortalForm):
    """What is said, and to whom where there is a choice; a service looks up who is addressed."""

    text = forms.CharField(
        label=gettext_lazy("Comment"),
        strip=True,
        help_text=gettext_lazy("Address a colleague with @ and their name or login."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST, "autocomplete": "off"}),
    )

    is_internal = forms.BooleanField(
        label=gettext_lazy("Only for those who keep it"),
        required=False,
        help_text=gettext_lazy("Nobody else reads it, not even when everybody may read this page."),
    )

    def __init__(self, *args, may_be_internal: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_be_internal:
            del self.fields["is_internal"]

    def clean_text(self):
        """Plain text: line breaks stay, other control characters and those that turn the reading direction go."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join(sign for sign in text if sign in "\n\t" or not _is_unwanted(sign)).strip()
        if not kept:
            raise ValidationError(_("Write something first."))
        return kept


def _is_unwanted(sign: str) -> bool:
    return sign in TURNING or unicodedata.category(sign) in ("Cc", "Cs")
