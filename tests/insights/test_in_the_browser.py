"""Home, key figures, rows, findings and pins in a real browser: wide and light, narrow and dark, without a fault."""

import os

import pytest

from core.models import SavedView
from insights.enums import NumberKind
from insights.findings.looking import look_everywhere
from insights.home.keeping import count_homes
from insights.kpis.keeping import count_key_figures
from insights.models import Pin
from tests.axe import accessibility_faults
from tests.insights.worlds import THIS_YEAR, World

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("", "figures/", "figures/KPI-14/", "figures/KPI-16/rows/?part=outgoing", "findings/", "views/", "numbers/")


@pytest.fixture
def world(kpis, university, unit, other_unit, officer):
    made = World([unit, other_unit], seed=2026, stays=70, agreements=14)
    for place, kind in enumerate(NumberKind):
        made.enter(kind, university, THIS_YEAR, 200 - 40 * place)
    view = SavedView.objects.create(owner=officer, list_name="agreements", name="Memoranda", query="kind=moc")
    Pin.objects.create(user=officer, view=view)
    count_key_figures()
    count_homes()
    look_everywhere()


def test_every_page_stands_in_both_widths(open_browser, world, officer):
    for width, dark in ((1440, False), (390, True)):
        page = open_browser(officer, width=width, dark=dark)
        for number, address in enumerate(PAGES):
            page.goto(f"/insights/{address}")
            if folder := os.environ.get("INSIGHTS_SHOTS"):
                page.screenshot(path=f"{folder}/{width}-{number}.png", full_page=True)
            assert accessibility_faults(page) == [], page.url
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
