from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.kept_typing import keep_typed_by_stranger

READABLE = ("utf-8", "utf8", "us-ascii")


class BadInputMiddleware:
    """Refuse what cannot be read before any view meets it: NUL bytes in an address, a form that is not in UTF-8.

    PostgreSQL text cannot contain NUL, so such a value would become a server error deep inside
    a query. Form fields are checked by Django itself, which trusts the encoding a sender names
    ("rot13") as far as failing on it; browsers name none, or UTF-8.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        encoding = (request.content_params or {}).get("charset", "utf-8")
        if "\x00" in request.path or "\x00" in query or "%00" in query or encoding.lower() not in READABLE:
            return render(request, "400.html", status=400)
        return self.get_response(request)


class StrangersMiddleware:
    """Let nobody be signed in on the addresses of monitors: who it is would be asked of a database that may hang."""

    paths = ("/health/",)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(self.paths):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Lead strangers to the sign-in page. What somebody sent whose session has ended is there when they are back."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and keep_typed_by_stranger(request):
            messages.info(request, _("You were signed out meanwhile. Sign in again, and what you typed is there."))
        elif request.method == "POST" and (page := self._page_of(request)):
            messages.info(request, _("You were signed out meanwhile, and nothing was done. Sign in, and press again."))
            return redirect_to_login(page, self.get_login_url(view_func), self.get_redirect_field_name(view_func))
        return super().handle_no_permission(request, view_func)

    def _page_of(self, request) -> str:
        """The page of ours that a button stood on: what it was sent to cannot be opened. "" where nothing says so."""
        page = request.META.get("HTTP_REFERER", "")
        is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
        parts = urlsplit(page) if is_ours else None
        return urlunsplit(("", "", parts.path, parts.query, "")) if parts else ""


class PrivatePagesMiddleware:
    """Let no cache keep what a signed-in person saw: on a shared computer "back" would show it after signing out.

    A view that says itself how long its answer lasts (the style sheet, a download) is left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response


class PartsApartMiddleware:
    """Keep the parts htmx fetches apart from whole pages of the same address, in every cache.

    Otherwise the browser's "back" shows the part alone, without the frame of the page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response
