"""The three windows of a change and that of a longer stay, by the rows that administrators keep (KA131-27, 55)."""

from datetime import date, timedelta

import pytest

from mobility.learning.windows import lateness, windows_of
from mobility.learning.writing import propose_change
from mobility.models import LearningAgreementVersion, Mobility, ProcessWindow
from reference.loading import load_table, supplied_tables
from tests.mobility.learning.test_signing import sign_by_all

pytestmark = pytest.mark.django_db

BEGINS, ENDS = date(2026, 9, 1), date(2027, 1, 18)


@pytest.fixture
def change(draft, stay, coordinator):
    """A change of what was signed for the autumn."""
    for table in supplied_tables():
        if table.model is ProcessWindow:
            load_table(table)
    sign_by_all(draft, coordinator)
    Mobility.objects.filter(pk=stay.pk).update(starts_on=BEGINS, ends_on=ENDS)
    LearningAgreementVersion.objects.filter(pk=draft.pk).update(starts_on=BEGINS, ends_on=ENDS)
    return propose_change(draft.agreement, actor=coordinator)


def asked_on(change, day, **fields):
    instant = f"{day}T12:00:00Z"
    LearningAgreementVersion.objects.filter(pk=change.pk).update(created_at=instant, starts_on=BEGINS, **fields)
    return LearningAgreementVersion.objects.get(pk=change.pk)


@pytest.mark.parametrize(
    ("asked", "today", "missed"),
    [
        (date(2026, 8, 1), date(2026, 9, 14), []),  # before the stay: two weeks from its first day
        (date(2026, 10, 6), date(2026, 10, 20), []),  # day 35, agreed fourteen days later
        (date(2026, 10, 7), date(2026, 10, 8), ["change_request"]),
        (date(2026, 9, 10), date(2026, 9, 25), ["change_agreement"]),
        (date(2026, 10, 6), date(2026, 10, 21), ["change_agreement", "change_done"]),  # day 49 is 20 October
    ],
)
def test_each_window_of_a_change_is_held(change, asked, today, missed):
    version = asked_on(change, asked, ends_on=ENDS)
    found = [window.row.code for window in windows_of(version, today) if window.is_missed]
    assert sorted(found) == missed
    assert bool(lateness(version, today)) == bool(missed)
    assert lateness(version, today).count("KA131-55") == len(missed)


@pytest.mark.parametrize(("asked", "is_late"), [(date(2026, 12, 19), False), (date(2026, 12, 20), True)])
def test_a_longer_stay_is_asked_for_a_month_before_the_agreed_end(change, asked, is_late):
    version = asked_on(change, asked, ends_on=ENDS + timedelta(days=60))
    assert ("KA131-27" in lateness(version, asked)) == is_late
    ProcessWindow.objects.filter(code="extension_request").delete()
    assert not lateness(version, asked)
