"""Names from a register in capitals, as a person would write them.

``KUNGLIGA TEKNISKA HOEGSKOLAN`` is how a register spells a name; nobody reads a list of those.
Names that already have small letters stay as they are, apart from stray blanks. The register's own
spelling is kept beside it (``Institution.legal_name``).
"""

import re

from partners.name_words import ACRONYMS, LANGUAGES_OF, REPAIRS, SMALL_REPAIRS, SMALL_WORDS, WRITTEN_SO

WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]*)*(?:\.[^\W_]+\.?)*")
ROMAN = re.compile(r"^(?:X{0,2}(?:IX|IV|V?I{1,3})|X{1,2}V?|XX?IV|V)$")
ELISIONS = ("d", "l", "dell", "all", "nell", "sull", "dall", "un", "qu", "s", "n", "c", "j")
ARTICLES = frozenset({"el", "la", "los", "las", "le", "les", "lo", "il", "els"})
SUFFIXES = ("s", "t", "th")
MOSTLY_CAPITALS = 0.7
SHORTEST_TO_CHANGE = 5


def readable(name: str, country: str) -> str:
    """``name`` without stray blanks, and in mixed case where it is all in capitals.

    ``country`` (two ISO letters) tells the languages whose small words stay small.
    """
    tidy = " ".join(name.replace("\xa0", " ").split())
    letters = [letter for letter in tidy if letter.isalpha()]
    capitals = sum(1 for letter in letters if letter.isupper())
    if len(letters) < SHORTEST_TO_CHANGE or capitals < MOSTLY_CAPITALS * len(letters):
        return tidy
    languages = (*LANGUAGES_OF.get(country, ()), "en")
    return WORD.sub(lambda match: _word(match, languages), tidy)


def readable_place(city: str, country: str) -> str:
    """As ``readable``, for a city: it has no abbreviations, and begins with a capital however short it is."""
    tidy = " ".join(city.replace("\xa0", " ").split())
    if not (tidy.isupper() or tidy.islower()):
        return tidy
    languages = (*LANGUAGES_OF.get(country, ()), "en")
    return WORD.sub(lambda match: _place_word(match, languages), tidy.upper())


def _place_word(match: re.Match, languages: tuple[str, ...]) -> str:
    word, is_first = match.group(), match.start() == 0
    if _is_small(word.casefold(), languages) and not is_first:
        return _lower(word)
    return _elided(word, languages, is_first)


def _word(match: re.Match, languages: tuple[str, ...]) -> str:
    word, before, after = match.group(), match.string[: match.start()], match.string[match.end() :]
    if not word.isupper():
        return word
    is_first = _begins_a_name(before)
    if kept := _kept_as_written(word, languages, before, after):
        return kept
    if _stays_small(word.casefold(), languages, before) and not is_first:
        return _lower(word)
    return _dotted(word) if "." in word else _elided(word, languages, is_first)


def _begins_a_name(before: str) -> bool:
    """At the very beginning, after a dash or a colon, or after a leading abbreviation (``IES El Tablero``)."""
    words = before.split()
    after_abbreviation = len(words) == 1 and words[0].strip(".") in ACRONYMS
    return not before.strip(" \"'“”«»„(-–") or before.rstrip().endswith((":", " -", " –", "/")) or after_abbreviation


def _stays_small(word: str, languages, before: str) -> bool:
    """Small words do; an article only behind another one: ``de la Salle``, but ``Lycée La Salle``."""
    if not _is_small(word, languages):
        return False
    previous = (before.split() or [""])[-1].casefold()
    return word not in ARTICLES or _is_small(previous, languages)


def _dotted(word: str) -> str:
    """``S.COOP.`` → ``S.Coop.``; single letters and known abbreviations stay."""
    pieces = word.split(".")
    return ".".join(piece if len(piece) < 3 or piece in ACRONYMS else piece[0] + _lower(piece[1:]) for piece in pieces)


def _kept_as_written(word: str, languages, before: str, after: str) -> str:
    """Abbreviations, numerals and company forms; empty where the word is an ordinary one."""
    if word in WRITTEN_SO:
        return WRITTEN_SO[word]
    is_alone_in_brackets = before.endswith("(") and after.startswith(")") and len(word) <= 7
    is_abbreviation = word in ACRONYMS or any(sign.isdigit() for sign in word) or _has_no_vowel(word, languages)
    return word if is_abbreviation or is_alone_in_brackets or _is_numeral(word, languages, after) else ""


def _is_numeral(word: str, languages, after: str) -> bool:
    """Roman numbers; a single letter that is also a small word only where none can follow: ``Jaume I de Castelló``."""
    if not ROMAN.match(word):
        return False
    following = (after.split() or [""])[0].casefold()
    return not _is_small(word.casefold(), languages) or not following or _is_small(following, languages)


def _has_no_vowel(word: str, languages) -> bool:
    vowels = "AEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝĀĂĄĒĖĘĚĪĮİŌŐŒŪŮŰŲǍȘẞ"
    if "slavic" in languages:
        vowels += "RLŘ"  # Brno, Trg, Vltava: syllables without a vowel
    return 1 < len(word) <= 5 and not set(word) & set(vowels)


def _is_small(word: str, languages) -> bool:
    return any(word in SMALL_WORDS.get(language, ()) for language in languages)


def _elided(word: str, languages, is_first: bool) -> str:
    """``D'ENSEIGNEMENT`` → ``d'Enseignement``, ``JOHN'S`` → ``John's``, ``O'BRIEN`` → ``O'Brien``."""
    head, mark, tail = re.match(r"([^'’`´]*)(['’`´]?)(.*)", word).groups()
    if not mark:
        return _capitalised(word, languages)
    is_article = head.casefold() in ELISIONS
    beginning = _lower(head) if is_article and not is_first else _capitalised(head, languages)
    if tail.casefold() in SUFFIXES or not tail:
        return f"{beginning}{mark}{_lower(tail)}"
    return f"{beginning}{mark}{_elided(tail, languages, True) if tail.casefold() not in ACRONYMS else tail}"


def _capitalised(word: str, languages) -> str:
    """One capital, and the accents that capitals lost where the word is so common that there is no doubt."""
    for language in languages:
        if word in REPAIRS.get(language, {}):
            return REPAIRS[language][word]
    return word[:1] + _lower(word[1:])


def _lower(word: str) -> str:
    lowered = word.replace("İ", "i").lower()
    return SMALL_REPAIRS.get(lowered, lowered)
