"""What does not fit together, told with the way to mend it: rooms register what they look for in ``checks.py``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """How much harm a fault does while it stays."""

    SERIOUS = "serious", _("Serious")
    WARNING = "warning", _("Warning")
    NOTE = "note", _("Note")

    @property
    def tone(self) -> str:
        return {"serious": "bad", "warning": "warn", "note": "off"}[self.value]


class _EveryRight:
    def everywhere(self, right: str) -> bool:
        return True


class Everybody:
    """Asks a check for all its rows, as no person does: for the nightly run."""

    is_authenticated = True
    rights = _EveryRight()
    pk = None

    def has_perm(self, right: str, obj=None) -> bool:
        return True


@dataclass(frozen=True)
class Fault:
    """One row in which something is wrong: its words, a second line, and where it is mended."""

    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class Check:
    """One question to the register. ``rows(user)`` are the rows that fail it and that ``user`` could see to.

    It is a queryset, or a list where the fault is that a row is missing. ``why`` says what harm it does.
    ``owner`` gives the key of the person who is to mend a row, ``severity`` how much it matters.
    """

    name: str
    room: str
    label: str | Promise
    why: str | Promise
    rows: Callable[[Any], Any]
    fault: Callable[[Any], Fault]
    position: int = 50
    severity: Severity = Severity.WARNING
    owner: Callable[[Any], int | None] = lambda row: getattr(row, "owner_id", None)


_registered: dict[str, Check] = {}


def register(*checks: Check):
    """Called by a room's ``checks.py``; a check of the same name takes the place of the earlier one."""
    _registered.update({check.name: check for check in checks})


def registered_checks(room: str = "") -> Iterable[Check]:
    """Those of ``room``, or of the whole house, in their order."""
    found = [check for check in _registered.values() if room in ("", check.room)]
    return sorted(found, key=lambda check: (check.room, check.position))
