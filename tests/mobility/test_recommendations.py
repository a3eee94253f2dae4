"""What the university recommends is a row: what an administrator makes of it is what the check says (TR-01, TR-02)."""

from datetime import date

import pytest

from mobility.enums import Activity, SchemeCode, Severity
from mobility.models import LocalRecommendation
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.checking import check

pytestmark = pytest.mark.django_db

HALF_A_YEAR = Case(
    scheme=SchemeCode.KA171,
    call_year=2025,
    activity=Activity.STUDIES,
    sending_country="SE",
    receiving_country="GE",
    start_on=date(2025, 9, 1),
    end_on=date(2026, 2, 28),
)


def notes():
    return [(each.rule, each.severity) for each in check(HALF_A_YEAR, RuleBook.of_call(2025))]


@pytest.mark.parametrize(
    ("code", "changes", "rule"),
    [
        ("icm-studies-least", {"value": 7}, "TR-01"),  # 210 days; the stay has 180
        ("icm-studies-least", {"value": 181, "unit": "days"}, "TR-01"),
        ("icm-studies-most", {"value": 5}, "TR-01"),
        ("icm-studies-most", {"value": 5, "activity": "", "rule": "LOCAL-1"}, "LOCAL-1"),  # of every activity
    ],
)
def test_a_changed_row_is_a_note_and_stops_nothing(tables, code, changes, rule):
    assert notes() == []
    LocalRecommendation.objects.filter(code=code).update(**changes)
    assert notes() == [(rule, Severity.NOTE)]
    LocalRecommendation.objects.filter(code=code).update(activity=Activity.TRAINEESHIP)
    assert notes() == []
