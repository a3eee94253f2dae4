"""What every public page asks of the database, asked once in a moment."""

import time
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.conf import settings

T = TypeVar("T")


def once_in_a_moment(read: Callable[[], T]) -> Callable[[], T]:
    """Decorate a reading: what it read holds in this process for ``settings.PUBLIC_MOMENT`` seconds.

    A busy morning then costs the database two questions a second and process, however many people look, and whoever
    looks sees a change that much later at most. Counted from before the reading: no change during it is missed.
    """
    kept: tuple[T, float] | None = None

    @wraps(read)
    def read_a_moment_ago() -> T:
        nonlocal kept
        now, known = time.monotonic(), kept
        if known is None or not 0 <= now - known[1] < settings.PUBLIC_MOMENT:
            kept = known = read(), now
        return known[0]

    return read_a_moment_ago
