import json

from django import template
from django.conf import settings

from accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, demo_email

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[dict]:
    """The demonstration's accounts, for its sign-in page; none in any other installation."""
    if not settings.SHOW_DEMO_ACCOUNTS:
        return []
    return [
        {
            "name": name,
            "email": demo_email(local_part),
            "password": DEMO_PASSWORD,
            "fill": json.dumps({"id_login": demo_email(local_part), "id_password": DEMO_PASSWORD}),
        }
        for name, local_part, _role, _unit in DEMO_ACCOUNTS
    ]
