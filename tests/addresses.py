"""Every address of the project, read from the resolver, and what a role meets there."""

import re
from dataclasses import dataclass, field

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

OK, SIGN_IN, FORBIDDEN, NOT_FOUND = "ok", "sign-in", "forbidden", "not found"

# Third parties whose addresses are theirs to test; ours is that only the right people get in.
ADMIN = "admin"

LIKE_READER = "reader security_coordinator quality_officer process_owner contributor"
READERS = f"{LIKE_READER} coordinator outsider head officer auditor"
KEEPERS = "coordinator head officer"
NOBODY = "nobody"
EVERYONE = f"{READERS} administrator external_reviewer"


@dataclass(frozen=True)
class Row:
    """``ok``: who gets through; ``hidden``: who is told there is no such thing; ``about``: objects in the path."""

    ok: str
    hidden: str = ""
    method: str = "get"
    about: dict = field(default_factory=dict)
    public: bool = False

    def expected(self, role: str) -> str:
        if self.public and self.hidden == NOBODY:
            return NOT_FOUND
        if role == "student":
            return OK if self.public else SIGN_IN
        if self.public or role in self.ok.split():
            return OK
        return NOT_FOUND if role in self.hidden.split() else FORBIDDEN


def nowhere(**about):
    """An address at which there is nothing, for everybody."""
    return Row("", NOBODY, about=about, public=True)


def public(**about):
    return Row(EVERYONE, about=about, public=True)


@dataclass(frozen=True)
class Address:
    """One pattern: its name with namespaces (empty where it has none) and the whole route."""

    name: str
    route: str


def every_address() -> list[Address]:
    """All patterns of the project, those of included apps too."""
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda address: (address.name, address.route))


def _walk(patterns, namespace, route):
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, below, here)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}" if pattern.name else "", re.sub(r"^\^|\$$", "", here))


def outcome(response) -> str:
    """What the person met, in one word. A redirect to sign-in is no success; a refused method is: the door was open.

    So is a 503, by which the portal says of itself that something needs a look.
    """
    response.getvalue()  # a file that is sent is closed when it has been read
    if response.status_code == 302 and "/login/" in response["Location"]:
        return SIGN_IN
    if response.status_code == 403:
        return FORBIDDEN
    if response.status_code == 404:
        return NOT_FOUND
    return OK if response.status_code < 500 or response.status_code == 503 else f"error {response.status_code}"
