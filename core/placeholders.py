"""Texts with placeholders in double braces: ``{{ name }}`` and nothing else, so that filling one can run nothing."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rapidfuzz import process

from core.errors import PortalError

NAME = re.compile(r"[a-z][a-z0-9_]*", re.IGNORECASE)
MARK = re.compile(r"(\{\{|\}\}|\{%|%\}|\{#|#\})")
PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}", re.IGNORECASE)
LIKE_ENOUGH = 60  # of 100: near names are suggested, not any names


@dataclass(frozen=True)
class Placeholder:
    """``value(subject)`` is what stands in its place, "" where nothing is known; asked in the language of the text."""

    name: str
    meaning: str | Promise
    example: str | Promise
    value: Callable[[Any], object]


def check_marks(text: str):
    """Refuse everything in double braces that is not one plain name, and every other mark of an engine.

    In one pass: a text of a hundred thousand braces is answered as fast as any other.
    """
    pieces = MARK.split(text)
    for place in range(1, len(pieces), 2):
        mark, after = pieces[place], pieces[place + 1]
        if mark not in {"{{", "}}"}:
            raise is_a_program(mark)
        opens = mark == "{{"
        was_open = place > 1 and pieces[place - 2] == "{{"
        following = pieces[place + 2] if place + 2 < len(pieces) else ""
        if opens and following == "}}" and not NAME.fullmatch(after.strip()):
            raise is_no_name(after)
        if (opens and following != "}}") or (not opens and not was_open):
            raise is_not_closed(pieces[place - 1][-20:] + mark + after[:40])


def names_in(*texts: str) -> list[str]:
    """The names in the texts, in order, each once. The texts have passed ``check_marks``."""
    return list(dict.fromkeys(name for text in texts for name in PLACEHOLDER.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with the values in the places of the names; what a value says is text, whatever braces it holds."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def refuse_unknown(names: Iterable[str], known: Collection[str]):
    """Raise ``PortalError`` with every name the table does not have, each with the one it is nearest to."""
    if unknown := [name for name in names if name not in known]:
        words = {"names": ", ".join(_with_the_nearest(name, known) for name in unknown)}
        raise PortalError(_("The portal does not know these placeholders: %(names)s.") % words)


def _with_the_nearest(name: str, known: Collection[str]) -> str:
    near = process.extractOne(name.casefold(), list(known), score_cutoff=LIKE_ENOUGH)
    return _("%(name)s (do you mean %(near)s?)") % {"name": name, "near": near[0]} if near else name


def is_no_name(found: str) -> PortalError:
    words = {"found": "{{" + found[:60] + "}}"}
    return PortalError(_("%(found)s is more than the name of a placeholder: only {{ name }} is possible.") % words)


def is_not_closed(place: str) -> PortalError:
    sentence = _("A placeholder is not closed, or begins and ends in two paragraphs: “%(place)s”.")
    return PortalError(sentence % {"place": place})


def is_a_program(mark: str) -> PortalError:
    sentence = _("%(mark)s is not possible: a template holds text and placeholders, no loops, conditions or comments.")
    return PortalError(sentence % {"mark": mark[:20]})
