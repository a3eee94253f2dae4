"""The way out that every mail offers: an address that switches kinds off for one person, without signing in.

It names the person and the kinds, is signed, and works for as long as the mail is kept. It lets nobody in, and what it
does can be undone on the page behind it.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User
from core.errors import PortalError

SALT = "reminders.unsubscribe"
LONGEST_URL = 900  # what a mail has room for
TOKEN = re.compile(r"(/mail/unsubscribe/)[^/\s]+")


@dataclass(frozen=True)
class WayOut:
    """What an address of this kind is about; ``person`` is None for somebody who has left."""

    person: User | None
    address: str
    kinds: tuple[str, ...]

    @property
    def masked_address(self) -> str:
        """Enough for its owner to know it again, too little for anybody else to learn it."""
        name, _at, domain = self.address.rpartition("@")
        return f"{name[:1]}•••@{domain}" if name else ""


def unsubscribe_url(person_pk: int, kinds: list[str]) -> str:
    """The absolute address that switches ``kinds`` off for the person; "" where they are too many for a header."""
    token = signing.Signer(salt=SALT).sign_object([person_pk, sorted(kinds)], compress=True)
    url = settings.SITE_URL + reverse("reminders:unsubscribe", args=[token])
    return url if len(url) <= LONGEST_URL else ""


def read_way_out(token: str) -> WayOut:
    """What ``token`` is about. Raises ``PortalError`` for one that we have not signed."""
    try:
        person_pk, kinds = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise PortalError("This address is not one of ours.") from error
    person = User.objects.filter(pk=person_pk).first()
    here = person if person and person.is_active else None
    return WayOut(here, person.email if person else "", tuple(kinds))


def without_ways_out(text: str) -> str:
    """A mail as others than its reader may see it: with the addresses that act for the reader cut short."""
    return TOKEN.sub(r"\1…", text)
