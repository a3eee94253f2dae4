"""Single cells of a register: remarks, addresses, coordinates."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.html import strip_tags

LONGEST_ADDRESS = 500


def without_markup(html: str) -> str:
    """Remarks without mark-up, line by line."""
    lines = strip_tags(html.replace("<br", "\n<br").replace("</p>", "\n")).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def one_line(text: str) -> str:
    """A cell with its line breaks and double blanks made single blanks."""
    return " ".join(text.split())


def address_in(text: str) -> str:
    """A whole web address, or nothing: what is kept becomes a link on public pages."""
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return ""
    return text if len(text) <= LONGEST_ADDRESS else ""


def point_in(cells) -> tuple[Decimal | None, Decimal | None]:
    """Both coordinates, or neither where one cannot be."""
    try:
        latitude, longitude = (Decimal(cells.get(name, "").replace(",", ".")) for name in ("latitude", "longitude"))
    except InvalidOperation:
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return round(latitude, 6), round(longitude, 6)
