"""The base of the forms people fill in: one column in groups, what a service refuses said beside the field."""

import json
from decimal import Decimal

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from core.form_values import VERSION_MARKS, posted_values

HYPHENS = BLANK_CHOICE_DASH[0][1]


class DateInput(forms.DateInput):
    """The browser's own date field, which speaks ISO dates whatever the reader's language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TenthsInput(forms.NumberInput):
    """A number as pages write it, “30” instead of “30.0”; what somebody typed stays as it was typed."""

    def format_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else super().format_value(value)


def name_the_empty_choice(field: forms.Field):
    """Say in words what an unanswered choice is, where Django draws a row of hyphens."""
    words = _("Choose one") if field.required else "—"
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == HYPHENS:
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and ("", HYPHENS) in list(field.choices):
        field.choices = [(value, words if label == HYPHENS else label) for value, label in field.choices]


class PortalFormMixin:
    """``fieldsets`` group the fields under plain headings, ``[(heading, [names])]``; templates walk ``groups``."""

    fieldsets: list[tuple[str, list[str]]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = DateInput(attrs=field.widget.attrs)
            if type(field.widget) is forms.NumberInput and getattr(field, "decimal_places", None) == 1:
                field.widget = TenthsInput(attrs=field.widget.attrs)
            name_the_empty_choice(field)

    @property
    def groups(self) -> list[tuple[str, list]]:
        """Headings with their bound fields; a group whose fields this person does not get is left out."""
        named = {name for _heading, names in self.fieldsets for name in names}
        rest = [name for name, field in self.fields.items() if name not in named and not self[name].is_hidden]
        groups = [*self.fieldsets, ("", rest)]
        present = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in groups]
        return [(heading, fields) for heading, fields in present if fields]

    def refuse(self, error: ValidationError):
        """Put what a service refused beside the fields it names, the rest above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields and name != NON_FIELD_ERRORS else None, errors)


class PortalForm(PortalFormMixin, forms.Form):
    """A form that is no row of one model."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """A form of one row. It never saves: its view hands ``cleaned_data`` to a service.

    Where the row has ``updated_at``, the form remembers the version it was filled in from (``seen_at``), and its values
    (``seen_values``); the service refuses to write over a version the person has not seen, and the page then tells
    what was changed (``core.changed_elsewhere``).
    """

    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_values = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        written_at = getattr(self.instance, "updated_at", None) if self.instance.pk else None
        if written_at is None:
            del self.fields["seen_at"], self.fields["seen_values"]
        else:
            self.fields["seen_at"].initial = written_at.isoformat()
            self.fields["seen_values"].initial = lambda: json.dumps(self.posted_values())

    def _post_clean(self):
        """Leave ``instance`` as it was read: the service starts from the locked row and checks it there."""

    def clean_seen_at(self):
        """The version as an instant; what a browser sent that is none counts as not sent."""
        try:
            seen_at = parse_datetime(self.cleaned_data["seen_at"])
        except ValueError:
            return None
        return seen_at if seen_at and timezone.is_aware(seen_at) else None

    def values(self) -> dict:
        """The cleaned values without the version mark, for the service."""
        return {name: value for name, value in self.cleaned_data.items() if name not in VERSION_MARKS}

    def posted_values(self) -> dict[str, list[str]]:
        """What the form as it is drawn would send."""
        return posted_values(self)


class NoteForm(PortalForm):
    """Why something is done, in a few words."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is kept in the history and can be read by everyone who may see it."),
    )
