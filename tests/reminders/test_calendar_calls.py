"""Deadlines of calls: watched for the office, with their hour, and read by every colleague."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from accounts.enums import Role
from reference.demo import build
from reference.enums import Confidence
from reference.models import CallDeadline, Source
from reminders.dates import DateQuestion, Whose
from reminders.models import Notice, WatchedKind
from reminders.sources import source
from reminders.sweep import sweep
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults
from tests.reference.factories import CallDeadlineFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_factsheets")]

TODAY = date(2027, 1, 4)
CALLS = ["reference.call", "reference.call_abstract", "reference.call_draft"]


@pytest.fixture
def partnership():
    return CallDeadlineFactory(
        action="KA220-HED",
        due_on=date(2027, 3, 4),
        abstract_due_on=date(2027, 1, 21),
        draft_due_on=date(2027, 2, 18),
        confidence=Confidence.MEMORY,
    )


def asked(viewer, whose=Whose.KEPT, on=TODAY):
    return DateQuestion(viewer, on, whose, kinds=CALLS).rows(20)


def test_the_office_keeps_the_calls_dates(partnership, officer, coordinator, reader, head):
    kept = [(row.source_name, row.due_on, row.sentence) for row in asked(officer)]
    assert kept == [
        (
            "reference.call_abstract",
            date(2027, 1, 21),
            "Abstracts for KA220-HED 2027, approved by the school, reach the office by 21 Jan 2027 (not verified)",
        ),
        (
            "reference.call_draft",
            date(2027, 2, 18),
            "Final drafts for KA220-HED 2027 reach the office by 18 Feb 2027 (not verified)",
        ),
        (
            "reference.call",
            date(2027, 3, 4),
            "Applications for KA220-HED 2027 must be in on 4 Mar 2027 by 12:00, Brussels time (not verified)",
        ),
    ]
    assert {len(asked(person)) for person in (coordinator, reader, head)} == {0}


def test_every_colleague_reads_them_and_no_stranger(partnership, reader, coordinator, auditor, person, university):
    reviewer = person(Role.EXTERNAL_REVIEWER, university)
    assert {len(asked(person, Whose.ALL)) for person in (reader, coordinator, auditor)} == {3}
    assert asked(reviewer, Whose.ALL) == []


def test_an_unverified_date_says_so_in_words(officer):
    CallDeadlineFactory(confidence=Confidence.MEMORY)
    titles = {(row.title, "(not verified)" in row.sentence, "(?)" in row.sentence) for row in asked(officer)}
    assert titles == {("KA131/KA171 2027 · not verified", True, False)}


def test_a_sourced_date_is_said_plainly(officer):
    CallDeadlineFactory()
    CallDeadlineFactory(round=2, due_on=date(2027, 10, 1))
    assert [(row.title, "not verified" in row.sentence) for row in asked(officer)] == [
        ("KA131/KA171 2027", False),
        ("KA131/KA171 2027/2", False),
    ]


@pytest.mark.parametrize(
    ("day", "zone", "instant", "said"),
    [
        (date(2027, 3, 4), "Europe/Brussels", datetime(2027, 3, 4, 11, tzinfo=UTC), "12:00, Brussels time"),
        (date(2027, 3, 28), "Europe/Brussels", datetime(2027, 3, 28, 10, tzinfo=UTC), "12:00, Brussels time"),
        (date(2027, 10, 31), "Europe/Brussels", datetime(2027, 10, 31, 11, tzinfo=UTC), "12:00, Brussels time"),
        (date(2028, 2, 29), "Europe/Stockholm", datetime(2028, 2, 29, 11, tzinfo=UTC), "12:00, Swedish time"),
        (date(2027, 3, 4), "Atlantic/Reykjavik", datetime(2027, 3, 4, 12, tzinfo=UTC), "12:00, Reykjavik time"),
        (date(2027, 3, 4), "America/New_York", datetime(2027, 3, 4, 17, tzinfo=UTC), "12:00, New York time"),
    ],
)
def test_the_database_and_python_agree_on_the_instant(officer, day, zone, instant, said):
    call = CallDeadlineFactory(due_on=day, time_zone=zone)
    (row,) = asked(officer)
    assert row.due_at == call.due_at == instant
    assert row.local_due_at.time() == time(12)
    assert said in row.sentence


def test_what_is_past_is_not_kept_any_more(officer):
    CallDeadlineFactory(due_on=TODAY)
    assert len(asked(officer)) == 1
    assert asked(officer, on=TODAY + timedelta(days=1)) == []


def test_an_unknown_zone_is_refused_before_it_can_stop_a_reading():
    call = CallDeadlineFactory()
    call.time_zone = "Europe/Brussel"
    with pytest.raises(ValidationError, match="Write it like Europe/Brussels"):
        call.full_clean()
    with pytest.raises(DataError), transaction.atomic():
        CallDeadline.objects.update(time_zone="Europe/Brussel")


def test_the_office_is_told_ahead_and_never_of_what_has_passed(officer, coordinator):
    WatchedKind.objects.filter(source="reference.call").update(started_on=date(2020, 1, 1))
    CallDeadlineFactory(due_on=TODAY + timedelta(days=30))
    CallDeadlineFactory(call_year=2028, due_on=TODAY - timedelta(days=30))
    CallDeadline.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    sweep(TODAY)
    notices = Notice.objects.filter(source="reference.call").values_list("recipient", "lead", "told_as")
    assert list(notices) == [(officer.pk, 30, "office")]


def test_a_call_entered_late_owes_no_earlier_steps(officer):
    today = timezone.localdate()
    WatchedKind.objects.filter(source="reference.call").update(started_on=date(2020, 1, 1))
    CallDeadlineFactory(due_on=today + timedelta(days=20))
    sweep(today)
    assert set(Notice.objects.filter(source="reference.call").values_list("fate", flat=True)) == {"before"}


def test_the_page_of_a_call_tells_its_dates_and_how_sure_they_are(partnership, reader, browser_of):
    page = browser_of(reader).get(source("reference.call").address(asked(reader, Whose.ALL)[0])).content.decode()
    for words in (
        "KA220-HED 2027",
        "12:00, Brussels time",
        "Thursday 21 January 2027",
        "42 days before",
        "14 days before",
        "These dates are not verified",
        "From memory, not verified",
    ):
        assert words in page, words
    assert "/admin/" not in page


def test_sources_are_named_and_lead_to_the_web_only(administrator, browser_of):
    Source.objects.create(code="W66", title="The call", address="https://example.org/call")
    Source.objects.create(code="W67", title="A bad address", address="javascript:alert(1)")
    call = CallDeadlineFactory(source="W66 W67")
    page = browser_of(administrator).get(f"/calendar/calls/{call.pk}/").content.decode()
    assert 'href="https://example.org/call"' in page
    assert "A bad address" in page
    assert "javascript:" not in page
    assert "not verified" not in page
    assert f'href="/admin/reference/calldeadline/{call.pk}/change/"' in page


def test_an_hour_of_another_clock_is_also_said_in_the_readers(reader, browser_of):
    client = browser_of(reader)
    far, near = CallDeadlineFactory(time_zone="Asia/Tokyo"), CallDeadlineFactory(call_year=2028)
    assert "18 Feb 2027, 04:00, Swedish time" in client.get(f"/calendar/calls/{far.pk}/").content.decode()
    assert "Swedish time" not in client.get(f"/calendar/calls/{near.pk}/").content.decode()


def test_the_demonstration_has_coming_calls_and_says_they_are_assumed():
    build()
    today = timezone.localdate()
    calls = CallDeadline.objects.order_by("due_on")
    assert [call.action for call in calls] == ["KA131/KA171", "KA220-HED"]
    assert all(call.due_on > today and call.is_local and not call.is_verified for call in calls)
    partnership = calls[1]
    assert (partnership.due_on - partnership.abstract_due_on).days == 42
    assert (partnership.due_on - partnership.draft_due_on).days == 14
    build()
    assert CallDeadline.objects.count() == 2


def test_a_call_is_swedish_for_who_reads_swedish(partnership, reader):
    with override("sv"):
        sentences = [row.sentence for row in asked(reader, Whose.ALL)]
    assert all("KA220-HED 2027" in sentence for sentence in sentences)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_page_of_a_call_has_no_accessibility_faults(partnership, reader, open_browser, width, dark):
    page = open_browser(reader, width=width, dark=dark)
    page.goto(f"/calendar/calls/{partnership.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("KA220-HED 2027")
    assert accessibility_faults(page) == []


def test_an_agreement_is_kept_as_before_beside_them(partnership, unit, coordinator, officer):
    AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=date(2027, 2, 1))
    assert [row.source_name for row in DateQuestion(coordinator, TODAY).rows(9)] == ["agreements.end"]
    assert [row.source_name for row in DateQuestion(officer, TODAY).rows(9)] == [CALLS[1], CALLS[2], CALLS[0]]
