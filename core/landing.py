"""Where somebody begins after signing in: on the desk, or for guests of one subject on the page that is theirs."""

from django.conf import settings
from django.urls import reverse


def landing_url(user) -> str:
    """The first page of ``user``; a guest has no desk (``GUEST_REDIRECT_URL``)."""
    has_desk = not user.is_authenticated or user.has_perm("reminders.view_desk")
    return reverse(settings.LOGIN_REDIRECT_URL if has_desk else settings.GUEST_REDIRECT_URL)
