"""What was worked out for a public page, remembered for as long as everything it was made from stands.

In each process, as the index is (docs/decisions/0017): a page is drawn anew each time, its facts are not asked anew.
One stamp holds for all of it; where it is not trusted (``finder.freshness``), nothing is remembered or read.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

MOST = 3_000  # facts of some ten kilobytes each


class KeptFacts:
    """The facts of the last ``most`` pages asked for, all of one stamp."""

    def __init__(self, most: int = MOST):
        self.most = most
        self._lock = Lock()
        self._stamp: Hashable = None
        self._facts: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, key: Hashable, *, stamp: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` gave for ``key`` under this stamp; without a stamp it is made each time. None is never kept."""
        if stamp is None:
            return make()
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._facts = stamp, OrderedDict()
            elif key in self._facts:
                self._facts.move_to_end(key)
                return self._facts[key]
        made = make()
        self._remember(key, made, stamp)
        return made

    def _remember(self, key: Hashable, made: Any, stamp: Hashable):
        """Unless the stamp moved on while it was made: then nobody knows which of the two it belongs to."""
        with self._lock:
            if made is None or stamp != self._stamp:
                return
            self._facts[key] = made
            while len(self._facts) > self.most:
                self._facts.popitem(last=False)
