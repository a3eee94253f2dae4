"""How often somebody may ask within a time, where signing in does not count it already."""

import hashlib
import time

from django.core.cache import cache


def is_within(name: str, key: str, *, most: int, seconds: int) -> bool:
    """Count one more asking of ``key`` for ``name``; False once there were more than ``most`` in this span of time.

    The key is kept as a hash. While Redis does not answer (``core.cache``), or was emptied, nobody is refused.
    """
    digest = hashlib.sha256(key.encode()).hexdigest()
    counter = f"limit:{name}:{digest}:{int(time.time() // seconds)}"
    cache.add(counter, 0, 2 * seconds)  # longer than the span, so that it cannot end between this line and the next
    try:
        return cache.incr(counter) <= most
    except ValueError:  # Redis was emptied in between
        return True
