"""Sections as a Word file: real headings, lists and tables with headings, so that it can be read aloud and edited."""

from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from core.papers.pdf import bar_head
from core.papers.sections import Section

BLOCKS = 20  # of which the longest bar is drawn
LANGUAGES = {"en": "en-GB", "sv": "sv-SE"}
POINT = "• "


def paper_docx(*, title: str, institution: str, made: str, language: str, sections: list[Section]) -> bytes:
    """The bytes of the file."""
    document = Document()
    _say_language(document, LANGUAGES.get(language, language))
    document.styles["Light List"].font.size = Pt(8.5)
    document.core_properties.title, document.core_properties.author = title, institution
    document.add_paragraph(institution)
    document.add_heading(title, level=0)
    document.add_paragraph(made)
    for section in sections:
        _add(document, section)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document, section: Section):
    document.add_heading(section.heading, level=section.level - 1)
    for words in section.paragraphs:
        is_point = words.startswith(POINT)
        document.add_paragraph(words.removeprefix(POINT), style="List Bullet" if is_point else None)
    for label, value in section.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)
    if section.bars:
        drawn = [[bar.label, "█" * max(1, round(bar.length * BLOCKS)), bar.figure] for bar in section.bars]
        _add_table(document, bar_head(), drawn)
    if section.rows:
        _add_table(document, section.head, section.rows)


def _add_table(document, head: list[str], rows: list[list[str]]):
    table = document.add_table(rows=1 + len(rows), cols=len(head), style="Light List")
    for row, words in zip(table.rows, [head, *rows], strict=True):
        for cell, each in zip(row.cells, words, strict=True):
            cell.text = each
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _say_language(document, language: str):
    """Of the whole text, for spelling and for voices."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    properties.append(element)
