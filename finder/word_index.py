"""Finding offers by the beginnings of words, and the nearest words where nothing is found."""

from bisect import bisect_left
from collections.abc import Iterable

from core.search_text import MOST_WORDS, fold
from core.suggestions import WORD, respell

SHORT = 3  # "of", "och", "de": left out of a search when no name has them


class WordIndex:
    """Folded word → the offers it stands at, as one bit set of partners for each shelf."""

    def __init__(self, height: int):
        self.height = height
        self.shelves: dict[str, dict[int, int]] = {}  # sparse: most words stand on a few shelves
        self.shown: dict[str, str] = {}
        self.sorted: list[str] = []
        self._folded: dict[str, tuple[str, ...]] = {}

    def add(self, texts: Iterable[str], shelf: int, bit: int):
        """Let the offers of ``bit`` on ``shelf`` be found by the words of ``texts``."""
        for text in texts:
            for word in self._words(text):
                found = self.shelves.setdefault(word, {})
                found[shelf] = found.get(shelf, 0) | bit

    def finished(self) -> "WordIndex":
        """Sort what was added; called once."""
        self.sorted = sorted(self.shelves)
        self._folded.clear()
        return self

    def matching(self, text: str) -> tuple[int, ...] | None:
        """Offers with a word that begins with each word of ``text``; None for a text without words."""
        wanted = [self._beginning_with(word) for word in self._worth_asking(fold(text).split()[:MOST_WORDS])]
        if not wanted:
            return None
        first, *others = wanted
        for other in others:
            first = [left & right for left, right in zip(first, other, strict=True)]
        return tuple(first)

    def suggestion(self, text: str) -> str:
        """``text`` with its unknown words replaced by near ones; empty when there are none."""
        return respell(text, self.shown)

    def _worth_asking(self, words: list[str]) -> list[str]:
        known = [word for word in words if len(word) > SHORT or self._range(word)]
        return known or words

    def _range(self, beginning: str) -> list[str]:
        start = bisect_left(self.sorted, beginning)
        return self.sorted[start : bisect_left(self.sorted, beginning + "\x7f")]

    def _beginning_with(self, word: str) -> list[int]:
        found = [0] * self.height
        for known in self._range(word):
            for shelf, bits in self.shelves[known].items():
                found[shelf] |= bits
        return found

    def _show(self, folded: str, written: str):
        """Of several spellings the one with most letters of its own is shown: "Łódź", not "Lodz"."""
        known = self.shown.get(folded)
        if known is None or len(written.encode()) > len(known.encode()):
            self.shown[folded] = written

    def _words(self, text: str) -> tuple[str, ...]:
        words = self._folded.get(text)
        if words is None:
            for written in WORD.findall(text):
                self._show(fold(written), written)
            words = self._folded[text] = tuple(set(fold(text).split()))
        return words
