from django import template

from accounts.selectors import standing_in_shown

register = template.Library()


@register.simple_tag
def standing_in(user) -> list[dict]:
    """For whom the signed-in person stands in today: ``name`` and ``ends_on`` (none: until further notice)."""
    return standing_in_shown(user)
