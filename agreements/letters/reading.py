"""Reads an uploaded Word template: which placeholders it names, and whether it holds anything else that would run.

A template is hostile input. Nothing but ``{{ name }}`` is accepted: no expression, no attribute, no loop, no call;
so what fills it later (``filling``) meets plain names only, whatever the engine would be able to do.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from agreements.letters import refusals
from agreements.letters.package import parsed, texts_of
from core.errors import PortalError
from core.file_contents import DAMAGED
from core.placeholders import MARK, check_marks, is_a_program, is_no_name, is_not_closed

MOST_PLACEHOLDERS = 500
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILLED_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
FETCHES = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON)\b")
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


def environment(*, escapes: bool = True) -> ImmutableSandboxedEnvironment:
    """The engine without filters, tests and globals: it can put a value in the place of a name, escaped for XML."""
    engine = ImmutableSandboxedEnvironment(autoescape=escapes)
    for table in (engine.filters, engine.tests, engine.globals):
        table.clear()
    return engine


def placeholders_of(upload: BinaryIO) -> list[str]:
    """The names in the template, sorted. Raises ``PortalError`` with what is wrong with it.

    ``upload`` has passed ``core.private_files.check_upload`` as DOCX.
    """
    upload.seek(0)
    try:
        for name, xml in texts_of(upload).items():
            root = parsed(xml)
            if name.startswith("word/"):
                _check_part(name, root)
        upload.seek(0)
        names = _names_as_filled(upload)
    except (*DAMAGED, etree.XMLSyntaxError, PackageNotFoundError, KeyError, ValueError, TypeError) as error:
        raise refusals.is_damaged() from error
    finally:
        upload.seek(0)
    if len(names) > MOST_PLACEHOLDERS:
        raise PortalError(_("A template has at most %(count)s placeholders.") % {"count": MOST_PLACEHOLDERS})
    return sorted(names)


def _check_part(name: str, root: etree._Element):
    """The words as people see them: paragraph by paragraph, whatever Word has torn apart."""
    fields = [field.text or "" for field in root.iter(f"{W}instrText")]
    fields += [field.get(f"{W}instr", "") for field in root.iter(f"{W}fldSimple")]
    for field in fields:
        if FETCHES.search(field):
            raise refusals.fetches_by_a_field(field)
    for element in root.iter():
        beside = [element.tail or "", *element.attrib.values()]
        if any(MARK.search(text) for text in beside) or (element.tag != f"{W}t" and "{" in (element.text or "")):
            raise refusals.is_not_filled_there()
    for paragraph in root.iter(f"{W}p"):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        check_words(text)
        if "{{" in text and not FILLED_PARTS.fullmatch(name):
            raise refusals.is_not_filled_there()


def check_words(text: str):
    """Refuse every mark but plain names (``core.placeholders``), and what two paragraphs would make together."""
    check_marks(text)
    # The engine puts a brace at the end of a paragraph together with one at the beginning of the next.
    if text.endswith("{") or text.startswith("}") or (text.startswith("{") and not text.startswith("{{")):
        raise is_not_closed(text[:20] if text.startswith(("{", "}")) else text[-20:])


def _names_as_filled(upload: BinaryIO) -> set[str]:
    """The names as the engine will meet them, after it has put together what Word has torn apart."""
    template = DocxTemplate(upload)
    template.init_docx()
    engine, names = environment(), set()
    for source in _sources_of(template):
        try:
            names |= _names_in(engine, source)
        except (TemplateError, RecursionError) as error:
            raise refusals.is_damaged() from error
    return names


def _sources_of(template: DocxTemplate) -> Iterator[str]:
    """Each text the engine will read: body, headers, footers, footnotes, properties."""
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield template.patch_xml(part.blob.decode("utf-8"))
    for name in PROPERTIES:
        yield getattr(template.docx.core_properties, name)


def _names_in(engine, source: str) -> set[str]:
    """Names alone, by the engine's own reading; anything else between its marks is refused here at the latest."""
    names: set[str] = set()
    inside: list[tuple[str, str]] | None = None
    for _line, kind, value in engine.lex(source):
        if kind == "variable_begin":
            inside = []
        elif kind == "variable_end":
            if not inside or [kind for kind, _value in inside] != ["name"]:
                raise is_no_name("".join(value for _kind, value in inside or []))
            names.add(inside[0][1])
            inside = None
        elif inside is None and kind != "data":
            raise is_a_program(value)
        elif inside is not None and kind != "whitespace":
            inside.append((kind, value))
    return names
