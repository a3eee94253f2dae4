"""A form as it was drawn and filled in is carried out once, however often it is sent."""

import hashlib
import time

from django.core.cache import cache

SECONDS_REMEMBERED = 600
SECONDS_OF_PATIENCE = 10  # for the first sending, while it is still being carried out
SECONDS_BETWEEN = 0.1


class Sending:
    """What one press sent, known by its address, by the form's security token, which is another one each time a page
    is drawn, and by everything typed: sent again with other words, it is another form.

    As a context: ``made`` is None for the first, which is to be carried out; else the address of what it made, "" where
    that is not known. Who sends again while the first is carried out waits for it, and is the first where that was
    refused.
    """

    def __init__(self, request, *, seconds: int = SECONDS_REMEMBERED):
        token = request.POST.get("csrfmiddlewaretoken", "")
        files = [(name, file.name, file.size) for name, file in request.FILES.items()]
        text = f"{request.get_full_path()} {sorted(request.POST.lists())} {files}"
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
        self._key = f"made:{request.user.pk}:{digest}" if token else ""
        self._seconds = seconds
        self._is_open = False
        self.made: str | None = None

    def __enter__(self):
        if self._key:
            self.made = self._made_before()
            self._is_open = self.made is None
        return self

    def __exit__(self, *_error):
        if self._is_open:  # refused: the same form may be sent again
            cache.delete(self._key)

    def is_done(self, made: str) -> str:
        """It was carried out, and leads to the address ``made``, which is given back."""
        if self._is_open:
            cache.set(self._key, str(made), self._seconds)
            self._is_open = False
        return made

    def _made_before(self) -> str | None:
        until = time.monotonic() + SECONDS_OF_PATIENCE
        while not cache.add(self._key, "", self._seconds):
            if made := cache.get(self._key):
                return made
            if time.monotonic() > until:
                return ""
            time.sleep(SECONDS_BETWEEN)
        return None
