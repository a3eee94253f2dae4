"""Addresses that let whoever holds them do one act without an account: made, and known again.

Such an address is a random nonce under a seal of the installation's secret key. Its row keeps the nonce and the hash of
the address alone, so that the database, a backup or the outbox gives no address away; and a mail that is sent again has
the same one. Pages behind it write nothing when they are opened, for mail programs open what they are sent.
"""

import hashlib
import secrets

from django.shortcuts import render
from django.utils.crypto import salted_hmac

NONCE_BYTES = 32
TOKEN_LENGTH = 64
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


def new_nonce() -> str:
    return secrets.token_urlsafe(NONCE_BYTES)


def token_of(salt: str, nonce: str) -> str:
    """The address itself; ``salt`` names the act, so that one act's address opens no other."""
    return salted_hmac(salt, nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether it could be one at all, before the database is asked."""
    return len(text) == TOKEN_LENGTH


def one_act_page(request, template: str, *, status: int = 200, **context):
    """A page behind such an address: no robot keeps it, no other site learns of it."""
    response = render(request, template, context, status=status)
    for header, value in HEADERS.items():
        response[header] = value
    return response
