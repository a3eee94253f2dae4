"""An institution as people write it: its name or one of its codes, with the partners we have as suggestions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from partners.imports.contacts.partners import PartnersMeant
from partners.models import Institution

BETWEEN = " · "  # a suggestion is “name · code”, so that namesakes stay apart


class InstitutionInput(forms.TextInput):
    """A text field with a list of suggestions under it."""

    def render(self, name, value, attrs=None, renderer=None):
        listed = f"{(attrs or {}).get('id', name)}-known"
        box = super().render(name, value, {**(attrs or {}), "list": listed, "autocomplete": "off"}, renderer)
        rows = Institution.objects.partners().order_by("sort_key").values_list("name", "erasmus_code")
        options = (((BETWEEN.join(filter(None, row))),) for row in rows)
        return format_html(
            '{}<datalist id="{}">{}</datalist>', box, listed, format_html_join("", '<option value="{}">', options)
        )


class InstitutionField(forms.CharField):
    """Understands every name and code the register knows; says who may be meant where it does not."""

    widget = InstitutionInput

    def __init__(self, **kwargs):
        super().__init__(max_length=300, **kwargs)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        whose = meant_by(typed)
        if whose.partner is None:
            raise ValidationError(whose.refusal)
        return Institution.objects.get(pk=whose.partner.pk)


def meant_by(typed: str):
    """The institution of a code, else of a name; a suggestion says both."""
    meant, (name, _between, code) = PartnersMeant(), typed.partition(BETWEEN)
    if code:
        return meant.whose(code.strip(), name.strip(), "")
    as_code = meant.whose(typed, "", "")
    return as_code if as_code.partner else meant.whose("", typed, "")
