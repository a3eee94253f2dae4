"""Jinja, for the few templates that a page draws hundreds of times; every other template is Django's own.

Django's engine takes a tenth of a millisecond for a line with a handful of values, Jinja a hundredth (decision 0018).
"""

from typing import Any

from django.utils.translation import gettext
from jinja2 import Environment

from core.templatetags.portal import number


def environment(**options: Any) -> Environment:
    """What templates named ``*.jinja`` know beside what they are given: ``_()`` and how numbers are written."""
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - Django escapes by default
    made.globals["_"] = gettext
    made.filters["number"] = number
    return made
