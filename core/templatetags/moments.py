"""What the comparison of two moments looks up by name."""

from datetime import datetime

from django import template

from core.moments.moments import value_of

register = template.Library()


@register.filter
def of_name(by_name: dict, name):
    """What ``by_name`` holds under ``name``; "" for nothing."""
    return by_name.get(name, "")


@register.filter
def in_address(at: datetime) -> str:
    """The instant as addresses carry it."""
    return value_of(at)
