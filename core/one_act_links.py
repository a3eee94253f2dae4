"""Addresses that let whoever holds them do one act without an account: made, and known again.

Such an address is a random nonce under a seal of the installation's secret key. Its row keeps the nonce and the hash of
the address alone, so that the database, a backup or the outbox gives no address away; and a mail that is sent again has
the same one. The pages behind it: ``core.one_act_pages``.
"""

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

NONCE_BYTES = 32
TOKEN_LENGTH = 64


def new_nonce() -> str:
    return secrets.token_urlsafe(NONCE_BYTES)


def token_of(salt: str, nonce: str) -> str:
    """The address itself; ``salt`` names the act, so that one act's address opens no other."""
    return salted_hmac(salt, nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class OneActAddresses:
    """The addresses of one act, whose rows have ``nonce`` and ``token_hash``; ``url_name`` is the page behind them."""

    salt: str
    url_name: str

    def give(self, row):
        """A new address for ``row``, which the caller saves; the one before opens nothing then."""
        row.nonce = new_nonce()
        row.token_hash = hash_of(self.token_of(row))

    def token_of(self, row) -> str:
        return token_of(self.salt, row.nonce)

    def opened_by(self, token: str, rows):
        """The one of ``rows`` that the address opens, in whatever state; None for one there is not."""
        if len(token) != TOKEN_LENGTH:  # it cannot be one at all: the database is not asked
            return None
        return rows.filter(token_hash=hash_of(token)).first()

    def absolute(self, rows, number: int, language: str = "en") -> str:
        """The address of the row of that number, as a mail in ``language`` carries it; "" for one that is gone."""
        row = rows.filter(pk=number).first()
        if row is None:
            return ""
        with override(language):
            return settings.SITE_URL + reverse(self.url_name, args=[self.token_of(row)])
