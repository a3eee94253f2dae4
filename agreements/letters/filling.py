"""Fills a template with the values of one letter, in the letter's language."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.conf.locale import LANG_INFO
from django.utils.translation import override
from docx import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml.etree import LxmlError

from agreements.letters import refusals
from agreements.letters.package import timeless
from agreements.letters.placeholders import KNOWN, Placeholder
from agreements.letters.reading import PROPERTIES, environment
from agreements.letters.subjects import Subject
from core.file_contents import DAMAGED

MOST_OF_A_VALUE = 20_000
MOST_OF_A_PROPERTY = 255  # Word takes no more
PARAGRAPHS_SHOWN = 400


@dataclass(frozen=True)
class Filled:
    """One placeholder of a letter with its value; "" where there is none to fill in."""

    placeholder: Placeholder
    value: str

    @property
    def is_missing(self) -> bool:
        return not self.value

    @property
    def shown(self) -> str:
        """What stands in the file: a gap says what belongs there, so that nobody overlooks it."""
        return self.value or f"[{self.placeholder.meaning}]"


class Letter(DocxTemplate):
    """A template whose properties (the title of the file, and so on) are filled as plain text, as they are kept."""

    def render_properties(self, context, jinja_env=None):
        engine = environment(escapes=False)
        properties = self.docx.core_properties
        for name in PROPERTIES:
            text = engine.from_string(getattr(properties, name)).render(context)
            setattr(properties, name, text[:MOST_OF_A_PROPERTY])


def values_of(names: Iterable[str], subject: Subject, language: str) -> list[Filled]:
    """The values of the placeholders ``names``, in the order of the table, in ``language`` (a two-letter code)."""
    wanted = set(names)
    with override(language if language in LANG_INFO else "en"):
        return [Filled(each, clean(each.value(subject))) for each in KNOWN.values() if each.name in wanted]


def clean(value: object) -> str:
    """As text that a Word file can hold: characters without a glyph would break it, or its paragraphs."""
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable()).strip()[:MOST_OF_A_VALUE]


def fill(template: BinaryIO, filled: Iterable[Filled], language: str) -> bytes:
    """The template as a finished Word file. ``template`` was accepted by ``reading.placeholders_of``."""
    with override(language if language in LANG_INFO else "en"):
        values = {each.placeholder.name: each.shown for each in filled}
    letter = Letter(template)
    letter.render(values, environment(), autoescape=True)
    finished = io.BytesIO()
    letter.save(finished)
    return timeless(finished.getvalue())


def try_out(template: BinaryIO, names: Iterable[str]):
    """Fill a template with the examples and read the letter again: what breaks then is refused now, with a sentence."""
    template.seek(0)
    try:
        words_of(fill(template, [Filled(KNOWN[name], str(KNOWN[name].example)) for name in names], "en"))
    except (*DAMAGED, TemplateError, LxmlError, PackageNotFoundError, LookupError, ValueError, AttributeError) as error:
        raise refusals.is_damaged() from error
    finally:
        template.seek(0)


def words_of(finished: bytes) -> list[str]:
    """The text of a finished letter, paragraph by paragraph, tables cell by cell: for a look before it is saved."""
    document = WordDocument(io.BytesIO(finished))
    found: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            found += [" · ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            found.append(block.text)
    return found[:PARAGRAPHS_SHOWN]
