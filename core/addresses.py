"""Addresses that keep what a person has chosen, and the way back to where they were."""

from collections.abc import Iterable

from django.utils.http import url_has_allowed_host_and_scheme


def address_with(query, *, path: str = "", without: Iterable[str] = (), **changes) -> str:
    """``query`` (a QueryDict) as "?…" after ``path``, with ``changes`` made and ``without`` left out.

    A change to None, or to an empty value, takes the name off; a list gives the name several times.
    """
    changed = query.copy()
    for name in without:
        changed.pop(name, None)
    for name, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        values = [str(single) for single in values if single not in (None, "")]
        if values:
            changed.setlist(name, values)
        else:
            changed.pop(name, None)
    encoded = changed.urlencode()
    return f"{path}?{encoded}" if encoded else path or "?"


def way_back(request, default: str = "/") -> str:
    """The page a form or a link says it was on (``next``), or ``default``; never an address of another site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else default
