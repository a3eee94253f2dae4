"""The institution's accent colour as a style sheet: the one thing about the look that is a setting."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\Z")
ACCENT, ACCENT_DARK = "#0b5a86", "#6cb8e0"
WHITE, INK = "#ffffff", "#08202d"
SHEET = ":root {{ --accent: {light}; --on-accent: {on_light}; --accent-dark: {dark}; --on-accent-dark: {on_dark}; }}\n"


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def theme_css(request):
    """The accent of either theme, each with the colour that reads best on it. A value that is no colour is left out."""
    light, dark = _colour(settings.ACCENT_COLOUR, ACCENT), _colour(settings.ACCENT_COLOUR_DARK, ACCENT_DARK)
    sheet = SHEET.format(light=light, on_light=readable_on(light), dark=dark, on_dark=readable_on(dark))
    return HttpResponse(sheet, content_type="text/css")


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


def _colour(value: str, otherwise: str) -> str:
    return value if COLOUR.match(value) else otherwise
