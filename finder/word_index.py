"""Finding offers by the beginnings of words, whichever way they are written.

Words of a partner (its names, its city) hold for all its offers. Words of a country, a field, a language or a
programme mean a choice of the list: they hold for the offers of that choice, so nothing is kept twice.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from core.search_text import MOST_WORDS, fold
from core.suggestions import WORD, respell
from finder.shelves import Choices, Shelves, bits_of, both, nothing, on_every_shelf
from finder.spelling import Speller
from finder.word_groups import beginnings_for, other_spellings, worth_asking

TEXTS_KEPT = 100


class WordIndex:
    """Folded word → the partners it names, and the (facet, value) pairs it means."""

    def __init__(self):
        self.named: dict[str, list[int]] = {}
        self.meant: dict[str, list[tuple[str, str]]] = {}
        self.shown: dict[str, str] = {}
        self.sorted: list[str] = []
        self.speller = Speller(self.shown)
        self._found: dict[str, Shelves | None] = {}

    def name(self, texts: Iterable[str], number: int):
        """Let partner ``number`` be found by the words of ``texts``."""
        for word in self._words(texts):
            self.named.setdefault(word, []).append(number)

    def mean(self, texts: Iterable[str], facet: str, value: str):
        """Let the offers of a choice be found by the words of ``texts``."""
        for word in self._words(texts):
            self.meant.setdefault(word, []).append((facet, value))

    def finish(self):
        """Put the words in order; called once, when all are in."""
        self.sorted = sorted({*self.named, *self.meant})

    def matching(self, text: str, choices: Choices, everything: Shelves) -> Shelves | None:
        """Offers with a word that begins with each word of ``text``; None for a text without words.

        A page asks the same words for each group of choices: what they find is kept, for some texts.
        """
        if text in (kept := self._found):
            return kept[text]
        found = self._look_for(text, choices, everything)
        self._found = {
            text: found,
            **(kept if len(kept) < TEXTS_KEPT else {}),
        }  # another thread may read the one before
        return found

    def _look_for(self, text: str, choices: Choices, everything: Shelves) -> Shelves | None:
        words = worth_asking(fold(text).split()[:MOST_WORDS])
        return both(*(self._beginning_with(word, choices, everything) for word in words)) if words else None

    def suggestion(self, text: str) -> str:
        """``text`` with its unknown words replaced by near ones; empty when there are none."""
        return respell(text, self.shown)

    def respelled(self, text: str) -> str:
        """``text`` as it was probably meant, near enough to be searched for at once; "" when nothing is that near."""
        return self.speller.respelled(text, self.is_known)

    def is_known(self, folded: str) -> bool:
        """Whether something begins with the word."""
        return any(
            self._range(beginning) for word in worth_asking(folded.split()) for beginning in beginnings_for(word)
        )

    def _range(self, beginning: str) -> Sequence[str]:
        start = bisect_left(self.sorted, beginning)
        return self.sorted[start : bisect_left(self.sorted, beginning + "\x7f")]

    def _beginning_with(self, word: str, choices: Choices, everything: Shelves) -> Shelves:
        known = {one for beginning in beginnings_for(word) for one in self._range(beginning)}
        numbers = [number for one in known for number in self.named.get(one, ())]
        found = on_every_shelf(bits_of(numbers), everything) if numbers else nothing(everything)
        pairs = {pair for one in known for pair in self.meant.get(one, ())}
        for facet, value in pairs:
            shelves = choices[facet].get(value, ())
            found = tuple(left | right for left, right in zip(found, shelves, strict=True)) if shelves else found
        return found

    def _words(self, texts: Iterable[str]) -> set[str]:
        words: set[str] = set()
        for text in texts:
            for written in WORD.findall(text):
                folded = fold(written)
                words.update(folded.split(), fold(other_spellings(written)).split())
                self._show(folded, written)
        return words

    def _show(self, folded: str, written: str):
        """Of several spellings the one with most letters of its own is shown: "Łódź", not "Lodz"."""
        known = self.shown.get(folded)
        if known is None or len(written.encode()) > len(known.encode()):
            self.shown[folded] = written
