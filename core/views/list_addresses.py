"""Which address shows the list of a name: what belongs to a list knows its name alone."""

from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import URLPattern, get_resolver, reverse

from core.views.list_tabs import KeptTabs


def address_of_list(list_name: str) -> str:
    """The address of the list under whose name views are kept; where one begins where no list has the name."""
    name = _url_names().get(list_name)
    return reverse(name) if name else resolve_url(settings.LOGIN_REDIRECT_URL)


@cache
def _url_names() -> dict[str, str]:
    return dict(_lists_below(get_resolver(), ()))


def _lists_below(resolver, namespaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(list name, URL name) of every page with tabs that the addresses of ``resolver`` lead to."""
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from _lists_below(pattern, (*namespaces, *filter(None, [pattern.namespace])))
            continue
        view = getattr(pattern.callback, "view_class", None)
        if isinstance(view, type) and issubclass(view, KeptTabs) and view.list_name:
            yield view.list_name, ":".join((*namespaces, pattern.name))
