"""What a mail is known by to mail programs."""

from urllib.parse import urlsplit

from django.conf import settings


def message_id(*parts) -> str:
    """Follows from what is told, so that nothing is told twice and a repeated delivery can be recognised."""
    return f"<{'.'.join(map(str, parts))}@{urlsplit(settings.SITE_URL).hostname}>"
