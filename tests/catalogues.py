"""The catalogues of translations, the strings of the source, and the English that a page still shows."""

import ast
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation.template import templatize

ROOMS = [
    "accounts",
    "agreements",
    "cooperation",
    "core",
    "finder",
    "insights",
    "intl_portal",
    "mobility",
    "networks",
    "partners",
    "quality",
    "reference",
    "reminders",
]
CALLS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LITERAL = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%\w?|\{\w*\}")
NAMING_ATTRIBUTES = {"data-step", "data-copies", "data-closes"}  # for scripts: which element, which way
SHOWN_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title", "content"}


def po_path(language: str):
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


@cache
def catalogue(language: str) -> Catalog:
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def forms(text) -> tuple[str, ...]:
    """A message or its translation as a tuple, whether it has a plural or not."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def strings_of_the_source() -> set[tuple[str, str]]:
    """(context, message) of every translatable string of the rooms and the templates; the singular of a plural."""
    found: set[tuple[str, str]] = set()
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= {
                    (context or "", forms(message)[0])
                    for _line, message, _comments, context in extract_from_file("python", path, CALLS)
                }
    for path in (settings.BASE_DIR / "templates").rglob("*.*"):
        if path.suffix in {".html", ".txt", ".jinja"}:
            found |= strings_of_a_template(path.read_text())
    return found


def strings_of_a_template(text: str) -> set[tuple[str, str]]:
    """What Django's own ``makemessages`` would find, without the gettext programs it needs."""
    found = set()
    for call in CALL_IN_TEMPLATE.finditer(templatize(text)):
        given = [ast.literal_eval(literal) for literal in re.findall(LITERAL, call[2])]
        found.add((given[0], given[1]) if "p" in call[1] else ("", given[0]))
    return found


NOT_SHOWN = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|{%\s*comment.*?endcomment\s*%}"
    r"|{%\s*block \w+_class\s*%}.*?{%\s*endblock[^%]*%}|<meta[^>]*>|{#.*?#}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)


# Numbers of rules, the name of a checksum and a unit are written alike in every language.
ALIKE = re.compile(r"\b(?:[A-Z]{2,3}\d*-\d+|SHA-256|km)\b")


def untranslated_words(template: str) -> list[str]:
    """Words a template shows without asking the catalogue; names of elements in ``data-`` attributes are none."""
    texts = [ALIKE.sub("", text) for text in shown_texts(NOT_SHOWN.sub("", template))]
    return [text for text in texts if re.search(r"[^\W\d_]{2}", text) and not re.fullmatch(r"[a-z]+(-[a-z]+)+", text)]


class _ShownText(HTMLParser):
    """Collects what a page shows or reads aloud; not what it says to be in English, such as the preview of a letter."""

    def __init__(self):
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self._english: list[str] = []  # the element that is in English, and those of its name inside it

    def handle_starttag(self, tag, attrs):
        self._silent += tag in {"script", "style"}
        given = dict(attrs)
        if tag in self._english or (tag != "html" and given.get("lang") == "en"):
            self._english.append(tag)
        if self._english:
            return
        if given.get("property") == "og:type":
            return  # a word of the protocol, in no language
        shown = {name for name in given if name in SHOWN_ATTRIBUTES or name.startswith("data-")} - NAMING_ATTRIBUTES
        if tag == "input" and given.get("type") in {"submit", "button"}:
            shown.add("value")
        self.texts += [given[name] or "" for name in shown]

    def handle_endtag(self, tag):
        self._silent -= tag in {"script", "style"}
        if self._english[-1:] == [tag]:
            self._english.pop()

    def handle_data(self, data):
        if not self._silent and not self._english:
            self.texts.append(data)


def shown_texts(html: str) -> list[str]:
    """The visible texts of a page, each in one line."""
    reader = _ShownText()
    reader.feed(html)
    return [text for text in (" ".join(text.split()) for text in reader.texts) if text]


@dataclass
class Words:
    """Whole texts, and patterns for those with something to fill in."""

    plain: set[str] = field(default_factory=set)
    patterns: list[re.Pattern] = field(default_factory=list)

    def add(self, text: str):
        text = " ".join(text.split())
        if not PLACEHOLDER.search(text):
            self.plain.add(text)
        elif re.search(r"[^\W\d_]{3}", PLACEHOLDER.sub("", text)):
            pieces = [re.escape(piece) for piece in PLACEHOLDER.split(text)]
            self.patterns.append(re.compile(".+?".join(pieces)))

    def __contains__(self, text) -> bool:
        return text in self.plain or any(pattern.fullmatch(text) for pattern in self.patterns)


@cache
def words() -> tuple[Words, Words]:
    """English words that have another form in Swedish, and all Swedish ones."""
    english, swedish = Words(), Words()
    for message in catalogue("sv"):
        if not message.id:
            continue
        ours = set(forms(message.string))
        for text in ours:
            swedish.add(text)
        for text in set(forms(message.id)) - ours:
            english.add(text)
    return english, swedish


def english_left(html: str) -> list[str]:
    """Texts of a Swedish page that are still the English ones of the catalogue; a language may name itself."""
    english, swedish = words()
    own_names = {LANG_INFO[code]["name_local"] for code, _name in settings.LANGUAGES}
    return [text for text in shown_texts(html) if text in english and text not in swedish and text not in own_names]
