"""Words and numbers as templates show them."""

from datetime import date, datetime
from urllib.parse import urlencode, urljoin

from django import template
from django.conf import settings
from django.template import engines
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from core.addresses import address_with
from core.money import in_euro, in_round_euro
from core.pages import as_html

register = template.Library()

DAYS_OF_A_WEEK, DAYS_OF_A_MONTH, DAYS_OF_A_YEAR = 7, 30.44, 365.25
SHORTEST_IN_WEEKS, SHORTEST_IN_MONTHS, SHORTEST_IN_YEARS = 21, 120, 365


@register.filter
def number(value) -> str:
    """A whole number with the reader's separators."""
    if not isinstance(value, int) or abs(value) < 1000:
        return str(value)
    return number_format(value, force_grouping=True)


@register.filter
def euro(amount) -> str:
    """An amount of euro; "" for none."""
    return "" if amount in (None, "") else in_euro(amount)


@register.filter
def round_euro(amount) -> str:
    """An amount of euro without cents where it has none; "" for none."""
    return "" if amount in (None, "") else in_round_euro(amount)


@register.filter
def markdown(text: str, below: int = 1) -> str:
    """Safe HTML of a text in Markdown, its headings under one of the level ``below``."""
    return as_html(text, below)


@register.filter
def initials(person) -> str:
    """Two letters for a small round picture: of the first and the last word of the name."""
    words = [word for word in str(person or "").replace(",", " ").split() if word[0].isalpha()]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


@register.filter
def month_of(day: date) -> str:
    """The month of a day, to stand under its number: "Mar", with the year where that is another than this one."""
    return date_format(day, "M" if day.year == timezone.localdate().year else "M Y")


@register.filter
def relative_date(day: date | None, on: date | None = None) -> str:
    """How far a day is from today, or from ``on``, in rough words: "in 1 y 10 m", "3 weeks ago"."""
    if not day:
        return ""
    day = timezone.localtime(day).date() if isinstance(day, datetime) else day
    days = (day - (on or timezone.localdate())).days
    if days == 0:
        return _("today")
    span = _span(abs(days))
    return _("in %(span)s") % {"span": span} if days > 0 else _("%(span)s ago") % {"span": span}


def _span(days: int) -> str:
    if days < SHORTEST_IN_WEEKS:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if days < SHORTEST_IN_MONTHS:
        weeks = round(days / DAYS_OF_A_WEEK)
        return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}
    months = round(days / DAYS_OF_A_MONTH)
    if days < SHORTEST_IN_YEARS:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    years, months = divmod(months, 12)
    if months:
        return _("%(years)d y %(months)d m") % {"years": years, "months": months}
    return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}


@register.simple_tag(takes_context=True)
def url_with(context, **changes) -> str:
    """This page's address with some of its query changed: ``{% url_with page=2 %}``; an empty value takes it off."""
    return address_with(context["request"].GET, **changes)


@register.simple_tag
def drawn(template_name: str, **given) -> str:
    """A template of Jinja's (``core.jinja``) with what it is given."""
    return mark_safe(engines["jinja2"].get_template(template_name).render(given))  # noqa: S308 - it escapes by itself


@register.simple_tag
def absolute_static(path: str) -> str:
    """The whole address of a file of ours, for pages of others."""
    return urljoin(settings.SITE_URL, static(path))


@register.simple_tag
def query_back(here: str) -> str:
    """The query that names the page to come back to, for links to forms."""
    return f"?{urlencode({'next': here})}"


@register.simple_tag(takes_context=True)
def page_in_languages(context) -> list[dict]:
    """This page in every language of the site: code, own name, address, whether it is the present one.

    Head and body both ask, and both get the same.
    """
    request = context["request"]
    if not hasattr(request, "page_in_languages"):
        request.page_in_languages = [_in_language(request, code) for code, _name in settings.LANGUAGES]
    return request.page_in_languages


def _in_language(request, code: str) -> dict:
    is_current = code == get_language()
    address = request.get_full_path() if is_current else _address_in(request, code)
    return {
        "code": code,
        "name": {"en": "English", "sv": "Svenska"}.get(code, code),
        "url": address,
        "absolute_url": settings.SITE_URL + address,
        "is_current": is_current,
    }


def _address_in(request, code: str) -> str:
    """The page's address in another language; the same one for pages that have none of their own in it."""
    asked, match = request.get_full_path(), request.resolver_match
    if match is None:
        return asked
    with override(code):
        try:
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return asked
    _path, mark, query = asked.partition("?")
    return path + mark + query
