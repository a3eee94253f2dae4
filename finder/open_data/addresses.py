"""Whole addresses of pages and data, as they stand in data that others keep."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

VERSION = "v1"


def in_each_language(name: str, *args) -> dict[str, str]:
    """Language → the whole address of the page ``name`` in it."""
    addresses = {}
    for code, _label in settings.LANGUAGES:
        with override(code):
            addresses[code] = settings.SITE_URL + reverse(name, args=args)
    return addresses


@lru_cache
def _around_a_partner() -> dict[str, tuple[str, str]]:
    """What stands before and after number and name in each language: resolved once, not once a partner."""
    pages = in_each_language("finder:institution_detail", 0, "slug")
    return {code: page.partition("0-slug")[::2] for code, page in pages.items()}


def pages_of(pk: int, slug: str) -> dict[str, str]:
    """Language → the whole address of a partner's page."""
    return {code: f"{before}{pk}-{slug}{after}" for code, (before, after) in _around_a_partner().items()}


def data_address(name: str, *args) -> str:
    return settings.SITE_URL + reverse(f"open_data:{name}", args=args)
