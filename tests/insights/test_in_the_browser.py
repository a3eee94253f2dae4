"""Home, key figures, rows, findings and pins in a real browser: wide and light, narrow and dark, without a fault."""

import os

import pytest

from core.jobs import carry_out
from core.models import SavedView
from insights.enums import NumberKind
from insights.findings.looking import look_everywhere
from insights.home.keeping import count_homes
from insights.kpis.keeping import count_key_figures
from insights.models import Pin
from insights.reports.making import start_report
from tests.axe import accessibility_faults
from tests.insights.worlds import THIS_YEAR, World

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    *("", "figures/", "figures/KPI-08/", "figures/KPI-16/rows/?part=outgoing", "findings/", "views/", "numbers/"),
    *("numbers/history/", "reports/", "pictures/", "pictures/flows-out/"),
)


@pytest.fixture
def report(kpis, university, unit, other_unit, officer):
    """A report in a world with everything the pages show."""
    made = World([unit, other_unit], seed=2026, stays=70, agreements=14)
    for place, kind in enumerate(NumberKind):
        made.enter(kind, university, THIS_YEAR, 200 - 40 * place)
    view = SavedView.objects.create(owner=officer, list_name="agreements", name="Memoranda", query="kind=moc")
    Pin.objects.create(user=officer, view=view)
    count_key_figures()
    count_homes()
    look_everywhere()
    report = start_report("annual", subject=str(university.pk), year=THIS_YEAR, actor=officer, language="en")
    carry_out(report.job_id)
    return report


def test_every_page_stands_in_both_widths(open_browser, report, officer):
    for width, dark in ((1440, False), (390, True)):
        page = open_browser(officer, width=width, dark=dark)
        for number, address in enumerate((*PAGES, f"reports/{report.pk}/")):
            page.goto(f"/insights/{address}")
            if folder := os.environ.get("INSIGHTS_SHOTS"):
                page.screenshot(path=f"{folder}/{width}-{number}.png", full_page=True)
            assert accessibility_faults(page) == [], page.url
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
