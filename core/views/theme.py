import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\Z")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def theme_css(request):
    """The institution's accent colour as a style sheet: the one thing about the look that is a setting."""
    light, dark = _colour(settings.ACCENT_COLOUR, "#0b5a86"), _colour(settings.ACCENT_COLOUR_DARK, "#6cb8e0")
    return HttpResponse(f":root {{ --accent: {light}; --accent-dark: {dark}; }}\n", content_type="text/css")


def _colour(value: str, otherwise: str) -> str:
    return value if COLOUR.match(value) else otherwise
