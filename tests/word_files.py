"""Word files of tests, made and read again by python-docx."""

import io
import re
import zipfile

from docx import Document as WordDocument


def word(*paragraphs: str, header: str = "", footer: str = "", rows=(), title: str = "") -> bytes:
    """A Word file; a paragraph given as a tuple is torn into as many runs."""
    document = WordDocument()
    document.core_properties.title = title
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in (text,) if isinstance(text, str) else text:
            paragraph.add_run(piece).bold = True
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def changed(content: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The file with something replaced in one of its parts; a part that is not there is added."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        for name in names:
            text = source.read(name)
            if name == part:
                text = re.sub(pattern, lambda _match: replacement, text.decode(), count=1, flags=re.DOTALL).encode()
            target.writestr(name, text)
        if part not in names:
            target.writestr(part, replacement)
    return data.getvalue()


def everything_in(content: bytes) -> dict[str, object]:
    """What a person reads in the file, place by place."""
    document = WordDocument(io.BytesIO(content))
    section = document.sections[0]
    return {
        "body": [paragraph.text for paragraph in document.paragraphs],
        "table": [[cell.text for cell in row.cells] for table in document.tables for row in table.rows],
        "header": section.header.paragraphs[0].text,
        "footer": section.footer.paragraphs[0].text,
        "title": document.core_properties.title,
    }
