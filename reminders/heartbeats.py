"""That a worker lives, and comes to what it is asked: a mark that each heartbeat leaves in Redis."""

from datetime import datetime
from typing import Any

from django.core.cache import cache, caches
from django.utils import timezone

KEY = "heartbeat-of-a-worker"


def note():
    cache.set(KEY, timezone.now(), timeout=None)


def latest() -> datetime | None:
    """When a worker last came to a heartbeat; None when none ever did. Raises ``RedisError`` while nobody answers."""
    redis: Any = caches["default"]  # core.cache.PatientCache
    return redis.get_or_fail(KEY)
