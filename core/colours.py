"""Colours of the house as settings give them, and what can be read on them."""

import re

from django.conf import settings

ACCENT, ACCENT_DARK = "#0b5a86", "#6cb8e0"
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\Z")
WHITE, INK = "#ffffff", "#08202d"


def accents() -> tuple[str, str]:
    """The institution's accent on light and on dark; a setting that is no colour is left out."""
    return _checked(settings.ACCENT_COLOUR, ACCENT), _checked(settings.ACCENT_COLOUR_DARK, ACCENT_DARK)


def _checked(value: str, otherwise: str) -> str:
    return value if COLOUR.match(value) else otherwise


def readable_on(background: str) -> str:
    """White or ink, whichever stands out more from ``background``."""
    return max((WHITE, INK), key=lambda colour: contrast(colour, background))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
