"""Every address that needs no sign-in, and all that a reader could see of its answer."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from django.db import models
from django.test import Client
from django.urls import URLPattern, get_resolver

from finder.models import Guideline
from finder.sitemaps import SITEMAPS
from mobility.models import Scheme
from partners.models import Institution

IN_BOTH_LANGUAGES = ("", "/sv")


def open_routes(patterns=None, route="") -> list[str]:
    """The route of every view that needs no sign-in, read from the resolver."""
    routes = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        here = route + str(pattern.pattern).lstrip("^").rstrip("$")
        if not isinstance(pattern, URLPattern):
            routes += open_routes(pattern.url_patterns, here)
        elif not getattr(pattern.callback, "login_required", True):
            routes.append(here)
    return routes


def addresses(route: str, numbers: list[int], words: list[str]) -> list[str]:
    """The route with every number and word in the place of its arguments; beside a number one word is like another."""
    arguments = re.findall(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)", route)
    if any(converter == "int" for converter, *_names in arguments):
        words = words[:1]
    values = [numbers if converter == "int" else words for converter, *_names in arguments]
    plain = re.sub(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^)]*\)", "%s", route.replace("%", "%%"))
    return ["/" + plain % chosen for chosen in product(*values)]


def answer(client, address) -> str:
    """Everything of an answer a reader could see: all redirects, headers and the body."""
    response = client.get(address, follow=True)
    assert response.status_code < 500 or address.endswith("/health/"), address  # it says so when nothing runs
    body = b"".join(response.streaming_content) if response.streaming else response.content
    body = body.replace(b"\r\n ", b"")  # calendars fold long lines, also within a word
    headers = "".join(f"{name}: {value}\n" for name, value in response.headers.items())
    return f"{response.redirect_chain}{headers}{body.decode(errors='replace')}".casefold()


def batched(values, size):
    return [values[start : start + size] for start in range(0, len(values), size)]


def numbers_of(some: Iterable[type[models.Model]]) -> list[int]:
    """Every number that a row of these models has."""
    keys = {row.pk for model in some for row in model._base_manager.all()}
    return sorted(key for key in keys if isinstance(key, int))


def answers_everywhere(numbers: list[int], languages: Iterable[str] = IN_BOTH_LANGUAGES) -> Iterator[tuple[str, str]]:
    """Each public address with ``numbers`` and words for its arguments, in some languages, and its answer."""
    client = Client()
    words = ["x", "accessibility", "privacy", "pl-poland", *SITEMAPS]
    words += Guideline.objects.published().values_list("slug", flat=True)
    words += Scheme.objects.values_list("code", flat=True)
    for route, prefix in product(open_routes(), languages):
        for address in addresses(route, numbers, words):
            yield prefix + address, answer(client, prefix + address)
    keys = [str(pk) for pk in Institution.objects.values_list("pk", flat=True)]
    for path, some in product(("/list/", "/sv/compare/", "/list/calendar.ics"), batched(keys, 4)):
        yield path, answer(client, f"{path}?at={','.join(some)}")
