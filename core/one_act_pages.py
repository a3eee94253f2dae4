"""The pages behind addresses for one act (``core.one_act_links``): for whoever holds one, slow for whoever guesses.

Opening such an address changes nothing, for mail programs open what they are sent; only the button of its form does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.limits import is_within

TEN_MINUTES = 600
MOST_OF_A_PLACE, MOST_WRONG_OF_A_PLACE, MOST_ANSWERS = 120, 20, 20  # in ten minutes
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


@dataclass(frozen=True)
class OneActPages:
    """The pages of one act. ``act`` names it where askings are counted; ``folder`` holds its templates."""

    act: str
    folder: str

    def view(self, answer: Callable) -> Callable:
        """``answer(request, token)`` as a view without an account, refused where one place asks too often."""

        # The address itself is the secret and nobody is signed in; without a referrer no origin can be checked.
        @csrf_exempt
        @login_not_required
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(answer)
        def guarded(request, token: str):
            if not self._may("place", _place_of(request), MOST_OF_A_PLACE):
                return self.later(request)
            return answer(request, token)

        return guarded

    def page(self, request, name: str, *, status: int = 200, **context):
        """The template ``name`` of the act."""
        return _kept_by_nobody(request, f"{self.folder}/{name}.html", context, status)

    def later(self, request):
        """Asked too often: it goes on in ten minutes."""
        return _kept_by_nobody(request, "one_act_later.html", {}, 429)

    def unknown(self, request):
        """Mistyped, run out or taken back: which of these is not said. Who guesses addresses is soon told to wait."""
        if not self._may("wrong", _place_of(request), MOST_WRONG_OF_A_PLACE):
            return self.later(request)
        return self.gone(request)

    def gone(self, request):
        """An address that was right once, and of which nothing more is said either."""
        return _kept_by_nobody(request, "one_act_gone.html", {}, 404)

    def may_answer(self, token: str) -> bool:
        """Count one more press of the button behind this address."""
        return self._may("answer", token, MOST_ANSWERS)

    def _may(self, what: str, key: str, most: int) -> bool:
        return is_within(f"{self.act}-{what}", key, most=most, seconds=TEN_MINUTES)


def _place_of(request) -> str:
    return get_adapter(request).get_client_ip(request)


def _kept_by_nobody(request, template: str, context: dict, status: int):
    """No robot keeps it, no other site learns of it."""
    response = render(request, template, context, status=status)
    for header, value in HEADERS.items():
        response[header] = value
    return response
