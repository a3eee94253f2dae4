"""The left rail: rooms register their entries, the shell draws those the person has a right to.

An entry's count is asked at most once a minute for each person; nothing is asked on public pages.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

COUNT_SECONDS = 60
DAY_SECONDS = 24 * 60 * 60


class Group(models.TextChoices):
    TOP = "top", ""
    WORK = "work", _("Work")
    EXCHANGE = "exchange", _("Exchange")
    QUALITY = "quality", _("Quality")
    FIGURES = "figures", _("Figures")
    OFFICE = "office", _("Office")


@dataclass(frozen=True)
class Entry:
    """One line of the rail, for who has ``right``, and for whom else ``also(user)`` says so (asked once a minute).

    ``count(user)`` is drawn beside the label; ``count_words`` say what it counts.
    """

    label: str
    url_name: str
    group: str
    right: str
    order: int = 50
    count: Callable[[object], int] | None = None
    count_words: str = ""
    also: Callable[[object], bool] | None = None

    def is_for(self, user) -> bool:
        if user.has_perm(self.right) or self.also is None:
            return user.has_perm(self.right)
        return remembered(f"also:{self.url_name}", user, lambda: self.also(user))


@dataclass(frozen=True)
class ShownEntry:
    label: str
    url: str
    is_current: bool
    count: int | None
    count_words: str = ""


@dataclass(frozen=True)
class ShownGroup:
    label: str
    entries: list[ShownEntry]


@dataclass(frozen=True)
class Banner:
    """A sentence over every page for those who must act on it, with the address where they can."""

    text: str
    url: str
    label: str


_entries: list[Entry] = []
_banners: list[Callable[[object], Banner | None]] = []
_overdue: list[Callable[[object], int]] = []


def register(*entries: Entry):
    """Called by a room's ``navigation.py``."""
    _entries.extend(entries)


def register_overdue(count: Callable[[object], int]):
    """Say how the number of overdue things in the top bar is counted (the deadline engine does)."""
    _overdue.append(count)


def register_banner(ask: Callable[[object], Banner | None]):
    """Called by a room's ``navigation.py``: what must be said to ``user`` on every page now, or None.

    It is asked for each page, so it must know the answer, or remember it in the cache.
    """
    _banners.append(ask)


def remembered(name: str, user, ask: Callable[[], Any]):
    """What ``ask()`` gives, asked once a minute for each person, and anew after what they did themselves."""
    return cache.get_or_set(f"{_of(user)}:{cache.get(_of(user), 0)}:{name}", ask, COUNT_SECONDS)


def forget_counts(user):
    """Let everything remembered for a person be asked anew: they have just done something about it."""
    cache.set(_of(user), time.time_ns(), DAY_SECONDS)  # far longer than anything remembered before lives


def _of(user) -> str:
    return f"navigation:{user.pk}"


class Navigation:
    """What the shell shows one person on one page; asked for only when a template draws it."""

    def __init__(self, user, path: str):
        self._user = user
        self._path = path

    @property
    def groups(self) -> list[ShownGroup]:
        allowed = [entry for entry in sorted(_entries, key=lambda entry: entry.order) if entry.is_for(self._user)]
        numbers = self._numbers(allowed)
        urls = {entry: reverse(entry.url_name) for entry in allowed}
        current = self._current(urls.values())
        return [
            ShownGroup(
                label=group.label,
                entries=[
                    ShownEntry(
                        entry.label,
                        urls[entry],
                        urls[entry] == current,
                        numbers.get(entry.url_name),
                        entry.count_words,
                    )
                    for entry in allowed
                    if entry.group == group
                ],
            )
            for group in Group
            if any(entry.group == group for entry in allowed)
        ]

    @property
    def overdue_count(self) -> int:
        return overdue_of(self._user)

    @property
    def banners(self) -> list[Banner]:
        return [banner for ask in _banners if (banner := ask(self._user))]

    def _current(self, urls) -> str:
        """The longest entry the address lies under."""
        return max((url for url in urls if self._path.startswith(url)), key=len, default="")

    def _numbers(self, entries) -> dict[str, int]:
        counted = [entry for entry in entries if entry.count]
        return remembered(
            "counts", self._user, lambda: {entry.url_name: _number(entry.count, self._user) for entry in counted}
        )


def overdue_of(user) -> int:
    """How many things are overdue, as the top bar and the desk's entry say it: asked once for both."""
    return remembered("overdue", user, lambda: sum(_number(count, user) for count in _overdue))


def _number(count: Callable[[object], int], user) -> int:
    """The number, or none of it where a room's fault is in the way: it must not take every page with it."""
    try:
        return count(user)
    except Exception:
        logger.exception("A number of the navigation cannot be counted")
        return 0
