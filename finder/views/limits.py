"""How often files and data of the public site may be fetched from one place of the net."""

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.limits import is_within

A_MINUTE = 60
MOST_OF_A_PLACE = 300  # one place may fetch for many people (Google, Outlook)


def is_too_often(request, name: str, most: int | None = None) -> bool:
    """Count one more fetching of ``name`` from where the request comes from; True beyond the most of a minute."""
    place = get_adapter(request).get_client_ip(request)
    return not is_within(name, place, most=MOST_OF_A_PLACE if most is None else most, seconds=A_MINUTE)


def too_often() -> HttpResponse:
    words = _("Too many requests. Try again in a minute.")
    return HttpResponse(f"{words}\n", "text/plain; charset=utf-8", 429, headers={"Retry-After": str(A_MINUTE)})
