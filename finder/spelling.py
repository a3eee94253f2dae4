"""What a misspelt search most likely asks for: near words of the list, found straight away and said so."""

from collections.abc import Mapping
from functools import partial

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from core.search_text import MOST_WORDS, fold
from core.suggestions import WORD

SHORTEST = 4  # letters: a shorter word is near too many others
LONGEST = 40
NEAR_ENOUGH = 75
ONE_SLIP_EACH = 4  # letters of a word, for which one slip is forgiven
KEPT = 512


class Speller:
    """Folded word → how it is written, of everything that can be found."""

    def __init__(self, shown: Mapping[str, str]):
        self._shown = shown
        self._kept: dict[str, str] = {}

    def respelled(self, text: str, is_known) -> str:
        """``text`` with each word that is not known replaced by the nearest one; "" when nothing can be replaced."""
        typed = WORD.findall(text[:500])[:MOST_WORDS]
        words = [word if is_known(fold(word)) else self._nearest(fold(word)) for word in typed]
        return "" if "" in words or words == typed else " ".join(words)

    def _nearest(self, folded: str) -> str:
        near = self._kept.get(folded)
        if near is None:
            near = self._look_for(folded)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[folded] = near
        return near

    def _look_for(self, folded: str) -> str:
        if not SHORTEST <= len(folded) <= LONGEST:
            return ""
        match = partial(process.extract, folded, self._shown.keys(), limit=5)
        near = match(scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        likely = [
            (OSA.distance(folded, word), -score, word) for word, score, _place in near if self._may_be(folded, word)
        ]
        return self._shown[min(likely)[2]] if likely else ""

    @staticmethod
    def _may_be(folded: str, word: str) -> bool:
        """People rarely miss the first letter and another one too."""
        slips = OSA.distance(folded, word)
        return slips <= (len(folded) // ONE_SLIP_EACH + 1 if folded[0] == word[0] else 1)
