"""What most sources say alike: a sentence in which nothing but the day changes, and the page of the row."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise


def on_its_day(words: Promise) -> Callable[[Any], str]:
    """A source's ``sentence``: ``words``, put off until they are read, name the day as %(day)s."""
    return lambda row: str(words) % {"day": date_format(row.due_on)}


def page_at(url_name: str) -> Callable[[Any], str]:
    """A source's ``address``: that of the page on which the row is dealt with."""
    return lambda row: reverse(url_name, args=[row.page_id])
