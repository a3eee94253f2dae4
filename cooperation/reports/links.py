"""Where the report of a year is asked for from a list."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.reports.yearly import YEARS
from core.keys import is_key


def report_menu(query) -> list[dict]:
    """The report of the one unit to which a list is narrowed, of the one year or of this one; else nothing."""
    units, years = query.getlist("unit"), query.getlist("year") or [str(timezone.localdate().year)]
    if len(units) != 1 or len(years) != 1 or not is_key(units[0]) or not is_key(years[0]):
        return []
    if int(years[0]) not in YEARS:
        return []
    address = reverse("cooperation:year_report", args=["unit", units[0], years[0]])
    choices = [
        {"label": _("PDF"), "url": address},
        {"label": _("Spreadsheet"), "url": f"{address}?format=xlsx"},
    ]
    return [{"label": _("Report of %(year)s") % {"year": years[0]}, "choices": choices}]
