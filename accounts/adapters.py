from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse

from accounts.mails import send_account_mail
from core.landing import landing_url


class PortalAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation; nobody signs up. Mails are written in the person's language and queued."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        return landing_url(request.user)

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key):
        """Under the portal's own address, whatever host the request named: the link lets somebody in."""
        return settings.SITE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def send_mail(self, template_prefix, email, context):
        """Hand allauth's own mails to the queue, so that a mail server that is down breaks no page."""
        user = context.get("user")
        if user is None:
            return
        words = {name: value for name, value in context.items() if name not in ("request", "user")}
        send_account_mail(user, template_prefix, **words)
