"""Single cells of a register: remarks, addresses, coordinates."""

from decimal import Decimal, InvalidOperation

from django.utils.html import strip_tags


def without_markup(html: str) -> str:
    """Remarks without mark-up, line by line."""
    lines = strip_tags(html.replace("<br", "\n<br").replace("</p>", "\n")).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def one_line(text: str) -> str:
    """A cell with its line breaks and double blanks made single blanks."""
    return " ".join(text.split())


def address_in(text: str) -> str:
    """A whole web address, or nothing."""
    return text if text.startswith(("http://", "https://")) and " " not in text and len(text) <= 500 else ""


def point_in(cells) -> tuple[Decimal | None, Decimal | None]:
    """Both coordinates, or neither where one cannot be."""
    try:
        latitude, longitude = (Decimal(cells.get(name, "").replace(",", ".")) for name in ("latitude", "longitude"))
    except InvalidOperation:
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return round(latitude, 6), round(longitude, 6)
