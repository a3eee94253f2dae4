"""Which step of a deadline is told, to whom, and never twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from agreements.models import Agreement
from reminders.desk import due_parts
from reminders.models import Notice, OutgoingMail, WatchedKind
from reminders.sources import _sources, register
from reminders.sweep import sweep
from tests.agreements.factories import AgreementFactory
from tests.reminders.conftest import TODAY

pytestmark = pytest.mark.usefixtures("watched_for_years")


THE_ADDRESS = "the office's address"


def told(source="agreements.end"):
    notices = Notice.objects.filter(source=source, fate="to_tell").order_by("pk")
    return [(notice.recipient.name if notice.recipient else THE_ADDRESS, notice.lead) for notice in notices]


@pytest.mark.parametrize(
    ("on", "ends_on", "lead"),
    [
        (date(2027, 3, 1), date(2028, 3, 1), None),  # 366 days left: the leap day of 2028 lies between
        (date(2027, 3, 2), date(2028, 3, 1), 365),
        (date(2027, 3, 1), date(2027, 8, 28), 180),
        (date(2027, 3, 1), date(2027, 8, 29), 365),
        (date(2027, 2, 28), date(2027, 3, 30), 30),
        (date(2027, 2, 28), date(2027, 3, 31), 90),
        (date(2028, 2, 29), date(2028, 3, 1), 1),
        (date(2028, 2, 28), date(2028, 3, 1), 7),
        (date(2028, 2, 29), date(2028, 2, 29), 0),
        (date(2027, 12, 31), date(2028, 1, 7), 7),
    ],
)
def test_the_step_is_the_smallest_lead_whose_day_has_come(old_agreement, on, ends_on, lead):
    old_agreement(ends_on=ends_on)
    sweep(on)
    assert told() == ([] if lead is None else [("Coordinator", lead)])


@pytest.mark.parametrize(
    ("days", "lead"), [(1, 0), (6, 0), (7, -7), (13, -7), (14, -14), (56, -56), (62, -56), (63, None)]
)
def test_overdue_is_told_weekly_and_stops_after_eight_weeks(old_agreement, days, lead):
    old_agreement(ends_on=TODAY - timedelta(days=days))
    sweep(TODAY)
    assert told() == ([] if lead is None else [("Coordinator", lead)])


def test_a_second_sweep_tells_nothing_again(old_agreement):
    old_agreement(ends_on=TODAY + timedelta(days=7))
    sweep(TODAY)
    before = list(Notice.objects.values_list("pk", flat=True)), OutgoingMail.objects.count()
    report = sweep(TODAY)
    assert (list(Notice.objects.values_list("pk", flat=True)), OutgoingMail.objects.count()) == before
    assert (report.notices["agreements.end"], report.mails) == (0, 0)


def test_after_an_outage_only_the_newest_step_is_told(old_agreement):
    old_agreement(ends_on=TODAY + timedelta(days=40))
    sweep(TODAY)
    sweep(TODAY + timedelta(days=36))  # 30 and 7 were missed
    assert told() == [("Coordinator", 90), ("Coordinator", 7)]


def test_a_moved_date_is_owed_its_steps_anew(old_agreement):
    agreement = old_agreement(ends_on=TODAY + timedelta(days=7))
    sweep(TODAY)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=TODAY + timedelta(days=30))
    sweep(TODAY)
    assert told() == [("Coordinator", 7), ("Coordinator", 30)]


def test_the_first_sweep_of_an_old_register_is_a_baseline(old_agreement):
    WatchedKind.objects.all().delete()
    old_agreement(ends_on=TODAY + timedelta(days=20), title="Past its 30-day step")
    old_agreement(ends_on=TODAY + timedelta(days=30), title="On its 30-day step today")
    sweep(TODAY)
    assert told() == [("Coordinator", 30)]
    assert OutgoingMail.objects.get().text.count("/agreements/") == 1
    sweep(TODAY + timedelta(days=13))
    assert told() == [("Coordinator", 30), ("Coordinator", 7)]


def test_a_row_entered_late_does_not_owe_the_steps_before_it_existed(unit, coordinator):
    today = date.today()  # noqa: DTZ011 (the row is made now)
    AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=today + timedelta(days=20))
    sweep(today)
    assert told() == []
    sweep(today + timedelta(days=13))
    assert told() == [("Coordinator", 7)]


def test_an_absent_coordinator_leaves_it_to_the_unit_then_to_the_office(old_agreement, person, unit, officer, outsider):
    gone = person(Role.READER, unit, name="Gone", is_active=False)
    old_agreement(ends_on=TODAY + timedelta(days=7), coordinator=gone)
    sweep(TODAY)
    assert told() == [("Coordinator", 7)]  # another coordinator of the unit, who is in

    unit.memberships.filter(role=Role.COORDINATOR).delete()
    sweep(TODAY + timedelta(days=7))
    assert told()[1:] == [("International officer", 0)]
    mail = OutgoingMail.objects.get(recipient=officer)
    assert "no coordinator" in mail.text
    assert not OutgoingMail.objects.filter(recipient=outsider).exists()


def test_one_mail_a_person_a_day_in_their_language_with_links(old_agreement, coordinator, settings):
    settings.SITE_URL = "https://portal.example.org"
    coordinator.language = "sv"
    coordinator.save(update_fields=["language"])
    first = old_agreement(ends_on=TODAY + timedelta(days=7), title="Avtal ett")
    old_agreement(ends_on=TODAY - timedelta(days=7), title="Avtal två")
    sweep(TODAY)
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.day, mail.message_id) == (
        coordinator,
        TODAY,
        f"<digest.{coordinator.pk}.20270301@portal.example.org>",
    )
    assert f"https://portal.example.org/agreements/{first.pk}/" in mail.text
    assert mail.text.index("Avtal två") < mail.text.index("Avtal ett")  # overdue first
    assert 'lang="sv"' in mail.html

    old_agreement(ends_on=TODAY + timedelta(days=1), title="Avtal tre")
    sweep(TODAY)
    assert OutgoingMail.objects.count() == 1  # today's mail is written; the new step waits
    sweep(TODAY + timedelta(days=1))
    assert "Avtal tre" in OutgoingMail.objects.get(day=TODAY + timedelta(days=1)).text


def test_what_was_settled_before_the_mail_is_not_told(old_agreement):
    agreement = old_agreement(ends_on=TODAY + timedelta(days=7))
    sweep(TODAY)
    OutgoingMail.objects.all().delete()
    Notice.objects.update(mail=None)
    Agreement.objects.filter(pk=agreement.pk).update(state="ended")
    sweep(TODAY + timedelta(days=1))
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "rejected", "ended", "withdrawn"])
def test_an_agreement_that_does_not_run_is_not_watched(old_agreement, state):
    old_agreement(ends_on=TODAY + timedelta(days=7), state=state)
    sweep(TODAY)
    assert Notice.objects.count() == 0


def test_an_agreement_that_renews_by_itself_is_told_as_such(old_agreement):
    old_agreement(ends_on=TODAY + timedelta(days=30), renewal="automatic", renewal_months=12)
    sweep(TODAY)
    assert (told(), told("agreements.renewal")) == ([], [("Coordinator", 30)])
    assert "renews by itself" in OutgoingMail.objects.get().text


def test_notice_dates_and_documents_are_watched(old_agreement, coordinator):
    agreement = old_agreement(notice_on=TODAY + timedelta(days=30), ends_on=TODAY + timedelta(days=500))
    agreement.documents.create(
        title="Annex", review_on=TODAY, original_name="a.txt", content_type="text/plain", size=1, sha256="0" * 64
    )
    agreement.documents.update(uploaded_at="2020-01-01T00:00:00Z")
    sweep(TODAY)
    assert (told("agreements.notice"), told("agreements.document_review")) == (
        [("Coordinator", 30)],
        [("Coordinator", 0)],
    )
    assert OutgoingMail.objects.get().text.count("* ") == 2


@pytest.fixture
def replace_source():
    """Let a source differ for one test: ``replace_source(rows=…)``, under another name when ``name`` is given."""
    before = dict(_sources)

    def replace_with(**changes):
        register(replace(before["agreements.end"], **changes))

    yield replace_with
    _sources.clear()
    _sources.update(before)


def broken(*arguments):
    raise RuntimeError("the room is on fire")


ON_FIRE = "RuntimeError: the room is on fire"


@pytest.mark.logs_errors
def test_a_source_that_fails_silences_no_other(old_agreement, replace_source):
    replace_source(name="broken", rows=broken)
    old_agreement(ends_on=TODAY + timedelta(days=7))
    report = sweep(TODAY)
    assert report.failures == {"broken": ON_FIRE}
    assert told() == [("Coordinator", 7)]


@pytest.mark.logs_errors
def test_what_a_source_noted_before_it_failed_is_told_when_it_can_be_read_again(old_agreement, replace_source):
    old_agreement(ends_on=TODAY + timedelta(days=7))
    sweep(TODAY)
    OutgoingMail.objects.all().delete()  # as if the night had broken off between notices and mails
    replace_source(rows=broken)
    assert sweep(TODAY + timedelta(days=1)).failures == {"agreements.end": ON_FIRE}
    assert OutgoingMail.objects.count() == 0
    replace_source()
    assert sweep(TODAY + timedelta(days=2)).mails == 1


@pytest.mark.logs_errors
def test_a_mail_that_cannot_be_written_keeps_no_other_from_being_sent(
    old_agreement, replace_source, other_unit, outsider, coordinator
):
    replace_source(sentence=lambda row: broken() if row.title == "Cursed" else "It ends")
    old_agreement(ends_on=TODAY + timedelta(days=7), title="Cursed")
    old_agreement(ends_on=TODAY + timedelta(days=7), coordinator=outsider, responsible_unit=other_unit)
    report = sweep(TODAY)
    assert (report.mails, report.failures) == (1, {f"digest {coordinator.pk}": ON_FIRE})
    replace_source()
    assert sweep(TODAY).mails == 1


def test_nobody_is_written_to_after_they_left(old_agreement, coordinator):
    old_agreement(ends_on=TODAY + timedelta(days=7))
    sweep(TODAY)
    OutgoingMail.objects.all().delete()
    coordinator.is_active = False
    coordinator.save(update_fields=["is_active"])
    sweep(TODAY)
    assert not OutgoingMail.objects.filter(recipient__isnull=False).exists()


@pytest.mark.parametrize("here", ["owner", "unit", "office", "nobody"])
@pytest.mark.parametrize("gone", ["inactive", "without any role", "never named"])
def test_whose_desk_shows_a_date_is_also_who_is_told(
    old_agreement, coordinator, person, unit, faculty, other_unit, university, here, gone
):
    owner = person(Role.COORDINATOR, other_unit, name="Owner")
    person(Role.COORDINATOR, other_unit, name="Of another unit")
    person(Role.COORDINATOR, faculty, name="Of the unit above")
    person(Role.READER, unit, name="Reader")
    person(Role.COORDINATOR, unit, name="Of the unit, gone", is_active=False)
    if here != "nobody":
        person(Role.OFFICER, university, name="Officer")
    if here not in ("owner", "unit"):
        coordinator.memberships.all().delete()
    agreement = old_agreement(ends_on=TODAY + timedelta(days=7), coordinator=owner)
    if here != "owner":
        leave(owner, agreement, gone)
    sweep(TODAY)
    expected = {"owner": "Owner", "unit": "Coordinator", "office": "Officer", "nobody": THE_ADDRESS}[here]
    desks = [user.name for user in User.objects.order_by("pk") if due_parts(user, TODAY)]
    assert [name for name, _lead in told()] == [expected]
    assert desks == ([] if here == "nobody" else [expected])


def leave(owner, agreement, how):
    if how == "inactive":
        User.objects.filter(pk=owner.pk).update(is_active=False)
    elif how == "without any role":
        owner.memberships.all().delete()
    else:
        Agreement.objects.filter(pk=agreement.pk).update(coordinator=None)
