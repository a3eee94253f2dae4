"""The cache as a help and not a condition: without Redis pages are slower, and none fails."""

import logging
from functools import wraps

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SECONDS_TO_WAIT = 2


class PatientCache(RedisCache):
    """Django's Redis cache that forgets, instead of failing, while Redis does not answer.

    The limits of sign-in count here, so they rest as long: colleagues can work, and the log says so.
    """

    def __init__(self, server, params):
        options = {"socket_connect_timeout": SECONDS_TO_WAIT, "socket_timeout": SECONDS_TO_WAIT}
        super().__init__(server, {**params, "OPTIONS": options | params.get("OPTIONS", {})})

    def get(self, key, default=None, version=None):
        return _patiently(super().get, default)(key, default, version)

    def get_or_fail(self, key):
        """For those who want to know whether Redis answers: raises ``RedisError`` where ``get`` would forget."""
        return super().get(key)

    def add(self, key, *args, **kwargs):
        return _patiently(super().add, True)(key, *args, **kwargs)

    def set(self, key, *args, **kwargs):
        return _patiently(super().set, None)(key, *args, **kwargs)

    def touch(self, key, *args, **kwargs):
        return _patiently(super().touch, False)(key, *args, **kwargs)

    def delete(self, key, version=None):
        return _patiently(super().delete, False)(key, version)

    def has_key(self, key, version=None):
        return _patiently(super().has_key, False)(key, version)

    def get_many(self, keys, version=None):
        return _patiently(super().get_many, {})(keys, version)

    def set_many(self, data, *args, **kwargs):
        return _patiently(super().set_many, list(data))(data, *args, **kwargs)

    def delete_many(self, keys, version=None):
        return _patiently(super().delete_many, None)(keys, version)

    def incr(self, key, delta=1, version=None):
        return _patiently(super().incr, delta)(key, delta, version)

    def get_or_set(self, key, default, *args, **kwargs):
        """As Django's, but what was computed is given even where it could not be kept."""
        missing = object()
        found = self.get(key, missing)
        if found is missing:
            found = default() if callable(default) else default
            self.set(key, found, *args, **kwargs)
        return found


def _patiently(method, otherwise):
    """``method``, or ``otherwise`` (what an empty cache would say) while nobody answers."""

    @wraps(method)
    def call(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except RedisError:
            logger.warning("Redis does not answer; the cache was passed over")
            return otherwise

    return call
