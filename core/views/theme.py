"""The institution's accent colour as a style sheet: the one thing about the look that is a setting."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.colours import accents, readable_on

SHEET = ":root {{ --accent: {light}; --on-accent: {on_light}; --accent-dark: {dark}; --on-accent-dark: {on_dark}; }}\n"


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def theme_css(request):
    """The accent of either theme, each with the colour that reads best on it. A value that is no colour is left out."""
    light, dark = accents()
    sheet = SHEET.format(light=light, on_light=readable_on(light), dark=dark, on_dark=readable_on(dark))
    return HttpResponse(sheet, content_type="text/css")
