"""What a name of an institution says, apart from language, spelling, abbreviation and the order of its words."""

from dataclasses import dataclass
from functools import lru_cache

from core.search_text import fold
from partners.name_kinds import COMMON, FORMS, LEGAL, SUBJECTS, TELLING, meaning_of, parts_of
from partners.name_words import SMALL_WORDS
from partners.place_names import PLACES

# "mit" is small in German, and a university elsewhere.
SMALL = frozenset(fold(word) for words in SMALL_WORDS.values() for word in words) - {"mit"}
SAINTS = frozenset({"san", "saint", "sainte", "sankt", "sant", "santa", "santo", "sao", "sveti"})
LONG_VOWELS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
LONGEST_ACRONYM = 7
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Meaning:
    """``own`` are the words that tell an institution from its like, places in one spelling; ``common`` say little.

    ``subjects`` is what is taught there, ``forms`` what sort of house it calls itself, ``initials`` its acronyms.
    """

    folded: str
    own: tuple[str, ...]
    common: frozenset[str]
    subjects: frozenset[str]
    forms: frozenset[str]
    initials: tuple[str, ...]

    @property
    def is_short_word(self) -> bool:
        """Whether it may be an acronym itself."""
        return " " not in self.folded and 2 <= len(self.folded) <= LONGEST_ACRONYM


def read_name(text: str) -> Meaning:
    """What ``text`` says."""
    words = fold(text[:LONGEST_NAME]).split()
    telling = [word for word in words if word not in SMALL and word not in LEGAL and len(word) > 1] or words
    found: dict[str, list[str]] = {"own": [], "common": [], "subjects": [], "forms": []}
    for word in telling:
        for what, meaning in _sorted(word):
            found[what].append(meaning)
    _understand_schools(found, telling)
    common, subjects, forms = (_shared(frozenset(found[what])) for what in ("common", "subjects", "forms"))
    return Meaning(" ".join(words), tuple(dict.fromkeys(found["own"])), common, subjects, forms, _initials(words))


def place_words(city: str) -> tuple[str, ...]:
    """The telling words of a city's name, places that languages call differently in one spelling."""
    words = [word for word in fold(city).split() if len(word) > 2 and word not in SMALL | SAINTS and not word.isdigit()]
    return tuple(dict.fromkeys(meaning_of(word, PLACES) or one_spelling(word) for word in words))


def one_spelling(word: str) -> str:
    """ "muenster" and "munster", "aarhus" and "arhus" alike."""
    for long, short in LONG_VOWELS:
        word = word.replace(long, short)
    return word


@lru_cache(maxsize=20_000)
def _sorted(word: str) -> tuple[tuple[str, str], ...]:
    """(what, meaning) of each part of a word; the same word is looked up once."""
    return tuple(pair for part in parts_of(word) for pair in _meanings(part))


def _meanings(word: str):
    subject, form = meaning_of(word, SUBJECTS), meaning_of(word, FORMS)
    if subject:
        yield "subjects", subject
    if form:
        yield "forms", form
    if subject or form:
        return
    if common := meaning_of(word, COMMON):
        yield "common", common
    else:
        yield "own", meaning_of(word, TELLING) or meaning_of(word, PLACES) or one_spelling(word)


@lru_cache(maxsize=2_000)
def _shared(words: frozenset[str]) -> frozenset[str]:
    """One object for equal sets: ten thousand institutions have a few dozen between them."""
    return words


def _understand_schools(found: dict[str, list[str]], words: list[str]):
    """A Hochschule that names no subject, and a haute école, teach applied sciences."""
    is_hochschule = any("hochschul" in word for word in words)
    is_haute_ecole = "haute" in words and "ecole" in words
    if (is_hochschule and not found["subjects"]) or is_haute_ecole:
        found["subjects"].append("applied")
        found["own"] = [word for word in found["own"] if word != "haute"]


def _initials(words: list[str]) -> tuple[str, ...]:
    """The acronyms people make of a name, with and without its small words."""
    telling = [word for word in words if word not in SMALL]
    made = dict.fromkeys("".join(word[0] for word in given) for given in (words, telling))
    return tuple(acronym for acronym in made if 2 < len(acronym) <= LONGEST_ACRONYM)
