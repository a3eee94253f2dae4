"""Addresses that keep what a person has chosen: the query string with some of it changed."""

from collections.abc import Iterable


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
