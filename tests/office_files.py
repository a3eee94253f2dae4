"""Office files as a hostile or careless sender makes them: whole, but with something in them that should not be."""

import io
import zipfile

KINDS = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of the parts, deflated."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def word_file(text: str = "An agreement.", **changes) -> bytes:
    """A small DOCX; ``changes`` are further parts, or other contents of these."""
    body = f"<document><body>{text}</body></document>"
    return archive({"[Content_Types].xml": KINDS, "word/document.xml": body, **changes})


def bomb() -> bytes:
    """A Word file of a few hundred kilobytes that unpacks to more than the portal looks at."""
    return word_file(**{"word/media/image1.png": bytes(210 * 1024 * 1024)})


def long_pdf(pages: int) -> bytes:
    """A whole PDF of empty pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    parts += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages
    text = "%PDF-1.4\n" + "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, start=1))
    return f"{text}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\n%%EOF\n".encode("ascii")
