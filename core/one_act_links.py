"""Addresses that let whoever holds them do one act without an account: made, and known again.

Such an address is a random nonce under a seal of the installation's secret key. Its row keeps the nonce and the hash of
the address alone, so that the database, a backup or the outbox gives no address away; and a mail that is sent again has
the same one. The pages behind it: ``core.one_act_pages``.
"""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

NONCE_BYTES = 32
TOKEN_LENGTH = 64


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
