"""Small real PDF files for the demonstration, written by hand: one page of text in a standard font."""

from anyascii import anyascii
from django.core.files.base import ContentFile

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"


def pdf(name: str, title: str, lines: list[str]) -> ContentFile:
    """A file called ``name`` with a title and one line of text for each of ``lines``."""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        _stream(_page_text(title, lines)),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return ContentFile(_assembled(parts), name=name)


def _page_text(title: str, lines: list[str]) -> str:
    body = " ".join(f"T* ({_escaped(line)}) Tj" for line in lines)
    return f"BT /F1 18 Tf 22 TL 60 760 Td ({_escaped(title)}) Tj /F1 11 Tf T* {body} ET"


def _escaped(text: str) -> str:
    """The standard font knows Western letters only; others are written with them."""
    plain = anyascii(text)
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _assembled(parts: list[str]) -> bytes:
    """The objects with the table of where each begins, as the format wants it."""
    text, starts = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(parts) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
