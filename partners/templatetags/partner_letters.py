"""What pages say of mails to partners."""

from django import template

from core.placeholders import filled
from partners.letters.placeholders import known_to

register = template.Library()


@register.filter
def in_words(text: str) -> str:
    """A text of a template with what each placeholder means, in brackets, in place of its name."""
    return filled(text, {name: f"[{each.meaning}]" for name, each in known_to().items()})
