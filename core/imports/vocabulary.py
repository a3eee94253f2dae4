"""What the words of a column may mean: our own words in each language, and how else people write them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.search_text import fold

SEPARATORS = re.compile(r"\s*[,;|\n]\s*")


@dataclass(frozen=True)
class Vocabulary:
    """``choices`` gives our values with their labels; ``words`` the folded words by which else a value is written.

    ``also`` gives further (words, value) that only the database knows. Of a cell with ``is_list`` each part is a word
    of its own. ``otherwise`` is proposed for what nobody knows.
    """

    choices: Callable[[], list[tuple[str, str]]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: Callable[[], Iterable[tuple[str, str]]] | None = None
    is_list: bool = False
    otherwise: str = ""

    def words_in(self, cell: str) -> list[str]:
        """The words of a cell that need a meaning."""
        if not self.is_list:
            return [cell] if cell else []
        return [part for part in dict.fromkeys(SEPARATORS.split(cell.strip())) if part]

    def propose(self, written: Iterable[str]) -> dict[str, str]:
        """The meaning of each word, as far as it is known."""
        known = self._known()
        found = {word: known.get(fold(word)) or self.otherwise for word in written}
        return {word: value for word, value in found.items() if value}

    def _known(self) -> dict[str, str]:
        known = {fold(word): value for word, value in (self.also() if self.also else ())}
        for value, words in self.words.items():
            known |= dict.fromkeys(words, value)
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                known |= {fold(label): value for value, label in self.choices()}
        return known | {fold(value): value for value, _label in self.choices()}


def yes_and_no() -> list[tuple[str, str]]:
    return [("yes", _("yes")), ("no", _("no"))]


YES_OR_NO = Vocabulary(
    yes_and_no,
    {"yes": ("y", "j", "x", "1", "true", "sant", "ok", "si", "oui"), "no": ("n", "0", "false", "falskt", "non")},
)
