"""Near words for a search that found nothing: "Did you mean Karlskrona?"."""

import re
from collections.abc import Callable, Iterable

from django.core.cache import cache
from rapidfuzz import fuzz, process

from core.search import search, sources_for
from core.search_text import MOST_WORDS, fold

WORD = re.compile(r"[^\W_]+")
SHORTEST = 3
NEAR_ENOUGH = 70
KEPT_FOR_SECONDS = 600


def suggest(user, text: str) -> str:
    """``text`` with each unknown word replaced by the nearest one its reader may know; empty when none is near.

    Words come from the sources the user may ask. A word that begins a known one stays as it was typed; words
    that together find nothing are no help.
    """
    vocabularies = [_words_of(source.name, source.vocabulary) for source in sources_for(user) if source.vocabulary]
    known = {folded: shown for words in vocabularies for folded, shown in words.items()}
    near = respell(text, known)
    return near if near and search(user, near, limit=1) else ""


def respell(text: str, known: dict[str, str]) -> str:
    """``text`` in words of ``known`` (folded → as written); empty when nothing would change or a word has none near."""
    typed = WORD.findall(text[:500])[:MOST_WORDS]
    nearest = [_nearest(word, known) for word in typed]
    changed = any(near is not None and near != word for word, near in zip(typed, nearest, strict=True))
    if not changed or None in nearest:
        return ""
    return " ".join(nearest)


def _nearest(word: str, known: dict[str, str]) -> str | None:
    folded = fold(word)
    if len(folded) < SHORTEST or any(candidate.startswith(folded) for candidate in known):
        return word
    match = process.extractOne(folded, known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return known[match[0]] if match else None


def _words_of(name: str, vocabulary: Callable[[], Iterable[str]]) -> dict[str, str]:
    """Folded word → how it is written, kept for some minutes: a new name may be suggested a little later."""
    key = f"search-vocabulary-{name}"
    words = cache.get(key)
    if words is None:
        words = {fold(word): word for text in vocabulary() for word in WORD.findall(text) if len(word) >= SHORTEST}
        cache.set(key, words, KEPT_FOR_SECONDS)
    return words
