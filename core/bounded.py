"""Ask what may never answer, and wait no longer than one can."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

GIVEN_UP_AFTER_S = 60


class NoAnswer(Exception):
    """There was no answer in time, or an error instead of one; the text is for administrators."""


class Question:
    """Asks ``ask()`` in a thread of its own, one at a time: whoever comes meanwhile shares the answer.

    A thread that hangs is waited for, never joined by a second one, until a minute has passed;
    and it does not keep the process from ending.
    """

    def __init__(self, ask: Callable[[], Any]):
        self._ask = ask
        self._lock = threading.Lock()
        self._answer: Future | None = None
        self._asked_at = 0.0

    def put(self) -> Future:
        """Begin to ask, or join whoever is asking."""
        with self._lock:
            if self._answer is None or self._answer.done() or time.monotonic() - self._asked_at > GIVEN_UP_AFTER_S:
                self._answer, self._asked_at = Future(), time.monotonic()
                threading.Thread(target=self._find_out, args=[self._answer], daemon=True).start()
            return self._answer

    def _find_out(self, answer: Future):
        try:
            answer.set_result(self._ask())
        except Exception as error:  # noqa: BLE001 (whoever asked is told)
            answer.set_exception(error)


def answer_of(answer: Future, *, until: float) -> Any:
    """What was found out by the instant ``until`` (of ``time.monotonic``); raises ``NoAnswer``."""
    seconds = max(0.0, until - time.monotonic())
    try:
        return answer.result(timeout=seconds)
    except TimeoutError as error:
        raise NoAnswer("no answer in time") from error
    except Exception as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from error
