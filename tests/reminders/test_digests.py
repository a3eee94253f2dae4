"""What a reader's mail says, in which order and why; what never is told, and that nothing is told twice."""

import re
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import User
from accounts.services import grant_role
from agreements.models import Agreement
from reference.models import ClosedDays
from reminders.digests import groups, letters, lines, write_digests
from reminders.models import Arrangement, Notice, OutgoingMail, Subscription
from reminders.post.delivery import deliver_ready
from reminders.sources import _sources, register
from reminders.sweep import sweep
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory
from tests.reminders.conftest import TODAY

pytestmark = pytest.mark.usefixtures("watched_for_years")

SITE = "https://portal.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def in_days(days) -> date:
    return TODAY + timedelta(days=days)


def mail_of(person, day=TODAY) -> OutgoingMail:
    return OutgoingMail.objects.get(recipient=person, day=day)


def told(mail) -> str:
    """The text as one line, without addresses."""
    return " ".join(word for word in mail.text.split() if not word.startswith("http"))


def fates() -> list[tuple[int, str, bool]]:
    """Lead, fate and whether a mail has told it."""
    notices = Notice.objects.order_by("pk")
    return [(notice.lead, str(notice.fate), notice.mail_id is not None) for notice in notices]


def arrange(agreement, **fields) -> Arrangement:
    return Arrangement.objects.create(source="agreements.end", object_id=agreement.pk, **fields)


def weekly(person, weekday=0, **fields) -> Subscription:
    return Subscription.objects.create(user=person, rhythm="weekly", weekday=weekday, **fields)


@pytest.fixture
def anna(coordinator):
    coordinator.name, coordinator.email = "Anna Berg", "anna@example.org"
    coordinator.save(update_fields=["name", "email"])
    return coordinator


def test_a_mail_says_everything_in_the_order_of_urgency(old_agreement, anna, person, unit, other_unit):
    grant_role(anna, unit=unit, role=Role.HEAD, actor=None)
    bo = person(Role.COORDINATOR, other_unit, name="Bo Ek")
    eva = person(Role.COORDINATOR, other_unit, name="Eva Lind")
    DelegationFactory(person=bo, substitute=anna, starts_on=TODAY, ends_on=in_days(11))
    pks = [
        old_agreement(title="Overdue one", ends_on=in_days(-7)).pk,
        old_agreement(title="Due today", ends_on=TODAY).pk,
        old_agreement(title="For Bo", ends_on=in_days(7), coordinator=bo, responsible_unit=other_unit).pk,
        old_agreement(title="Overdue with Eva", ends_on=in_days(-14), coordinator=eva).pk,
        AgreementFactory(
            title="To approve",
            responsible_unit=unit,
            state="in_review",
            state_since=datetime(2027, 2, 25, tzinfo=UTC),
        ).pk,
    ]
    sweep(TODAY)
    mail = mail_of(anna)
    assert (mail.subject, mail.kind) == ("1 overdue, 1 this week · BTH International", "digest")
    body, _foot = mail.text.split("Everything that is due:")
    assert body == (
        "Hello Anna Berg,\n\n1 overdue, 1 this week.\n\n"
        f"OVERDUE\n\n* 22 Feb 2027, 7 days ago: Overdue one\n"
        f"  Last day 22 Feb 2027: decide whether to renew it.\n  {SITE}/agreements/{pks[0]}/\n\n"
        f"TODAY AND THIS WEEK\n\n* 1 Mar 2027, today: Due today\n"
        f"  Last day 1 Mar 2027: decide whether to renew it.\n  {SITE}/agreements/{pks[1]}/\n\n"
        f"LATER\n\n* 8 Mar 2027, in 7 days: For Bo\n"
        f"  Last day 8 Mar 2027: decide whether to renew it. For Bo Ek, who is away\n"
        f"  until 12 Mar 2027.\n  {SITE}/agreements/{pks[2]}/\n\n"
        f"OVERDUE IN YOUR UNIT\n\n* 15 Feb 2027, 14 days ago: Overdue with Eva\n"
        f"  Last day 15 Feb 2027: decide whether to renew it. Kept by Eva Lind.\n  {SITE}/agreements/{pks[3]}/\n\n"
        f"WAITS FOR YOUR DECISION\n\n* since 25 Feb, 4 days ago: To approve\n"
        f"  Approve it or send it back.\n  {SITE}/agreements/{pks[4]}/\n\n"
    )


@pytest.mark.parametrize(
    ("counts", "summary"),
    [
        ({"later": 1}, "1 coming date"),
        ({"later": 2, "decision": 1}, "1 waits for your decision, 2 coming dates"),
        ({"overdue": 2, "soon": 3, "decision": 9}, "2 overdue, 3 this week"),
        ({"head": 1}, "1 overdue in your unit"),
        ({"escalated": 4, "head": 1}, "1 overdue in your unit, 4 overdue for long"),
        ({"decision": 2}, "2 wait for your decision"),
    ],
)
def test_the_subject_says_the_most_urgent(counts, summary):
    several = [
        lines.Line(lines.Urgency(key), TODAY, "", lambda: lines.Said("", "", "", []))
        for key, number in counts.items()
        for _number in range(number)
    ]
    assert lines.summary_of(several) == summary


def test_nothing_is_written_on_a_weekend_and_all_of_it_on_monday(old_agreement, anna):
    saturday, sunday, monday = in_days(5), in_days(6), in_days(7)
    old_agreement(title="Saturday's", ends_on=saturday + timedelta(days=7))
    old_agreement(title="Sunday's", ends_on=sunday + timedelta(days=7))
    assert [sweep(day).mails for day in (saturday, sunday, monday)] == [0, 0, 1]
    assert "Saturday's" in mail_of(anna, monday).text
    assert "Sunday's" in mail_of(anna, monday).text


def test_of_several_untold_steps_the_newest_is_told(old_agreement, anna):
    weekly(anna, weekday=4, last_weekly_on=in_days(-3))
    old_agreement(ends_on=in_days(4))  # a Friday: its steps 1 and 0 come on Thursday and Friday
    for days in range(5):
        sweep(in_days(days))
    assert fates() == [(7, "skipped", False), (1, "skipped", False), (0, "to_tell", True)]
    assert OutgoingMail.objects.count() == 1


def settle_by_ending(agreement):
    Agreement.objects.filter(pk=agreement.pk).update(state="ended")


def settle_by_moving(agreement):
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_days(2000))


def settle_by_a_rest(agreement):
    arrange(agreement, due_on=agreement.ends_on, rests_until=in_days(5), reason="waiting for them")


def settle_as_not_needed(agreement):
    arrange(agreement, due_on=agreement.ends_on, is_not_needed=True, reason="it ends anyway")


def settle_by_removal(agreement):
    Agreement.objects.filter(pk=agreement.pk).delete()


@pytest.mark.parametrize(
    "settle", [settle_by_ending, settle_by_moving, settle_by_a_rest, settle_as_not_needed, settle_by_removal]
)
def test_what_was_settled_before_it_was_told_is_not_told(old_agreement, anna, settle):
    weekly(anna, weekday=1, last_weekly_on=in_days(-6))
    agreement = old_agreement(ends_on=in_days(7))
    sweep(TODAY)
    settle(agreement)
    assert write_digests(in_days(1), {}) == 0
    assert fates() == [(7, "settled", False)]


def test_what_was_handed_to_somebody_else_before_it_was_told_is_not_told(old_agreement, anna, outsider):
    weekly(anna, weekday=1, last_weekly_on=in_days(-6))
    agreement = old_agreement(ends_on=in_days(7))
    sweep(TODAY)
    arrange(agreement, keeper=outsider, handed_by=anna)
    sweep(in_days(1))
    assert not OutgoingMail.objects.filter(recipient=anna).exists()
    assert "Handed to you by Anna Berg." in told(mail_of(outsider, in_days(1)))


def test_a_silenced_kind_is_not_told(old_agreement, anna):
    Subscription.objects.create(user=anna, silenced=["agreements.end"])
    old_agreement(title="Silenced", ends_on=in_days(7))
    old_agreement(title="Told", notice_on=in_days(7), ends_on=in_days(700))
    sweep(TODAY)
    assert "Told" in mail_of(anna).text
    assert "Silenced" not in mail_of(anna).text
    assert fates() == [(7, "silenced", False), (7, "to_tell", True)]


def test_a_head_cannot_silence_what_stays_overdue_in_the_unit(old_agreement, head, anna):
    Subscription.objects.create(user=head, silenced=["agreements.end"])
    old_agreement(ends_on=in_days(-14))
    sweep(TODAY)
    mail = mail_of(head)
    assert "Kept by Anna Berg." in told(mail)
    assert mail.unsubscribe_url == ""
    assert "No more mails about" not in mail.text


def test_the_office_is_told_of_what_is_overdue_for_long(old_agreement, officer, anna):
    old_agreement(ends_on=in_days(-28))
    sweep(TODAY)
    assert mail_of(officer).subject == "1 overdue for long · BTH International"


def away(anna, person, unit, other_unit, **fields):
    bo = person(Role.COORDINATOR, other_unit, name="Bo Ek")
    DelegationFactory(person=bo, substitute=anna, **{"starts_on": TODAY, "ends_on": None, **fields})
    return {"coordinator": bo}


def left_with_a_substitute(anna, person, unit, other_unit):
    fields = away(anna, person, unit, other_unit)
    User.objects.filter(pk=fields["coordinator"].pk).update(is_active=False)
    return fields


def left(anna, person, unit, other_unit):
    return {"coordinator": person(Role.READER, unit, name="Bo Ek", is_active=False)}


def nobodys(anna, person, unit, other_unit):
    return {"coordinator": None}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (away, "For Bo Ek, who is away."),
        (left_with_a_substitute, "For Bo Ek, who has left."),
        (left, "Bo Ek, who kept it, has left; you coordinate the unit."),
        (nobodys, "Nobody in particular keeps it; you coordinate the unit."),
    ],
)
def test_the_mail_says_why_a_date_came_to_this_reader(old_agreement, anna, person, unit, other_unit, make, words):
    old_agreement(ends_on=in_days(7), **make(anna, person, unit, other_unit))
    sweep(TODAY)
    assert words in told(mail_of(anna))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Bo Ek", "Nobody else keeps it: Bo Ek has left, and the unit has no coordinator."),
        (None, "Nobody else keeps it: it has no coordinator."),
    ],
)
def test_the_office_reads_why_nobody_else_keeps_it(old_agreement, officer, person, other_unit, name, words):
    gone = person(Role.READER, other_unit, name=name, is_active=False) if name else None
    old_agreement(ends_on=in_days(7), responsible_unit=other_unit, coordinator=gone)
    sweep(TODAY)
    assert words in told(mail_of(officer))


@pytest.mark.parametrize(
    ("handed_by", "note", "words"),
    [
        ("officer", "You know them better", "Handed to you by International officer: “You know them better”"),
        ("officer", "", "Handed to you by International officer."),
        ("anna", "", "You took it over."),
        (None, "", "Handed to you."),
    ],
)
def test_the_mail_says_who_handed_it_over(old_agreement, outsider, anna, officer, handed_by, note, words):
    by = {"officer": officer, "anna": anna, None: None}[handed_by]
    arrange(old_agreement(ends_on=in_days(7), coordinator=outsider), keeper=anna, handed_by=by, handed_note=note)
    sweep(TODAY)
    assert words in told(mail_of(anna))


def test_the_first_mail_about_a_moved_date_names_both(old_agreement, anna):
    agreement = old_agreement(ends_on=in_days(90))
    sweep(in_days(-3))
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_days(30))
    sweep(TODAY)
    assert "Moved from 30 May 2027 to 31 Mar 2027." in told(mail_of(anna))
    sweep(in_days(23))
    assert "Moved" not in told(mail_of(anna, in_days(23)))


def test_a_weekly_reader_hears_of_what_falls_due_before_the_next_mail(old_agreement, anna):
    weekly(anna, weekday=0, last_weekly_on=in_days(-7))
    old_agreement(title="On Wednesday", ends_on=in_days(2))
    old_agreement(title="Next Monday", ends_on=in_days(7))
    old_agreement(title="The Tuesday after", ends_on=in_days(8))
    sweep(TODAY)
    mail = mail_of(anna)
    assert (mail.kind, mail.subject) == ("weekly", "1 this week, 2 coming dates · BTH International")
    assert "BEFORE YOUR NEXT MAIL ON 8 MAR 2027" in mail.text
    assert mail.message_id == f"<weekly.{anna.pk}.20270301@portal.example.org>"
    for days in range(1, 7):
        assert sweep(in_days(days)).mails == 0
    sweep(in_days(7))
    assert re.findall(r"\* .*: (.*)", mail_of(anna, in_days(7)).text) == [
        "On Wednesday",
        "Next Monday",
        "The Tuesday after",
    ]


def test_nothing_is_told_on_days_off_and_a_weekly_mail_looks_ahead_over_them(old_agreement, anna):
    """Good Friday and Easter Monday by law, the Tuesday by the university: Wednesday makes up for Monday."""
    ClosedDays.objects.create(name_en="After Easter", starts_on="2027-03-30", ends_on="2027-03-30")
    weekly(anna, weekday=0, last_weekly_on=in_days(14))
    old_agreement(title="On Easter Monday", ends_on=date(2027, 3, 29))
    old_agreement(title="On the Wednesday after", ends_on=date(2027, 3, 31))
    sweep(date(2027, 3, 22))
    mail = mail_of(anna, date(2027, 3, 22))
    assert "BEFORE YOUR NEXT MAIL ON 31 MAR 2027" in mail.text
    assert mail.subject.startswith("1 this week, 1 coming date")
    assert [sweep(date(2027, 3, day)).mails for day in range(23, 32)] == [0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_what_lies_ahead_is_told_without_a_step_and_not_when_it_rests_or_is_silenced(old_agreement, anna, outsider):
    weekly(anna, weekday=0, last_weekly_on=in_days(-7), silenced=["agreements.notice"])
    old_agreement(title="Shown", ends_on=in_days(3))
    resting = old_agreement(title="Resting", ends_on=in_days(3))
    arrange(resting, due_on=in_days(3), rests_until=in_days(4), reason="soon")
    old_agreement(title="Not hers", ends_on=in_days(3), coordinator=outsider)
    old_agreement(title="Silenced", notice_on=in_days(3), ends_on=in_days(900))
    assert write_digests(TODAY, {}) == 1
    assert re.findall(r"\* .*: (.*)", mail_of(anna).text) == ["Shown"]
    assert Notice.objects.count() == 0


def test_a_moved_date_is_said_to_have_moved_where_it_lies_ahead(old_agreement, anna):
    weekly(anna, weekday=0, last_weekly_on=in_days(-7))
    agreement = old_agreement(ends_on=in_days(20))
    sweep(in_days(-2))
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_days(3))
    sweep(TODAY)
    assert "Moved from 21 Mar 2027 to 4 Mar 2027." in told(mail_of(anna))


def test_a_weekly_day_that_was_missed_is_made_up_for_once(old_agreement, anna):
    weekly(anna, weekday=0, last_weekly_on=in_days(-7))
    old_agreement(title="Told", ends_on=in_days(9))
    sweep(in_days(1))  # nothing ran on Monday
    old_agreement(title="Later in the week", ends_on=in_days(9))
    sweep(in_days(2))
    assert OutgoingMail.objects.count() == 1
    assert Subscription.objects.get().last_weekly_on == in_days(1)
    sweep(in_days(7))
    assert OutgoingMail.objects.filter(day=in_days(7)).exists()


def test_a_weekly_day_with_nothing_to_tell_is_done_with(old_agreement, anna):
    weekly(anna, weekday=0, last_weekly_on=in_days(-7))
    sweep(TODAY)
    old_agreement(ends_on=in_days(8))
    sweep(in_days(1))
    assert OutgoingMail.objects.count() == 0


def test_who_has_just_chosen_weekly_gets_one_mail_until_then(old_agreement, anna):
    weekly(anna, weekday=4)
    old_agreement(title="Before Friday", ends_on=in_days(3))
    sweep(TODAY)
    assert "BEFORE YOUR NEXT MAIL ON 5 MAR 2027" in mail_of(anna).text
    sweep(in_days(1))
    assert OutgoingMail.objects.count() == 1


def test_swedish_readers_read_swedish(old_agreement, anna):
    User.objects.filter(pk=anna.pk).update(language="sv")
    old_agreement(ends_on=in_days(-7))
    sweep(TODAY)
    mail = mail_of(anna)
    assert mail.subject == "1 försenat · BTH Internationellt"
    assert mail.text.startswith("Hej Anna Berg,\n\n1 försenat.\n\nFÖRSENAT\n\n* 22 feb 2027, för 7 dagar sedan: ")
    assert '<html lang="sv"' in mail.html


def test_what_people_typed_is_text_in_html(old_agreement, anna):
    old_agreement(ends_on=in_days(7), title="<script>alert(1)</script> & more")
    sweep(TODAY)
    mail = mail_of(anna)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in mail.html
    assert "<script" not in mail.html
    assert "<img" not in mail.html
    assert "<script>alert(1)</script> & more" in mail.text


def test_plain_text_is_no_wider_than_a_screen_and_cuts_no_address(old_agreement, anna):
    agreement = old_agreement(ends_on=in_days(7), title="A long title " * 12, coordinator=None)
    sweep(TODAY)
    text = mail_of(anna).text.splitlines()
    assert max(len(line) for line in text if "http" not in line) <= letters.WIDTH
    assert f"  {SITE}/agreements/{agreement.pk}/" in text
    assert "\n\n\n" not in mail_of(anna).text


def test_a_full_mail_says_how_many_more_are_on_the_desk(old_agreement, anna, monkeypatch):
    monkeypatch.setattr(groups, "MOST_LINES", 2)
    for number in range(5):
        old_agreement(ends_on=in_days(7), title=f"Agreement {number}")
    sweep(TODAY)
    mail = mail_of(anna)
    assert mail.text.count("* ") == 2
    assert "3 more are on your desk." in mail.text
    assert mail.subject.startswith("5 coming dates")
    assert sweep(in_days(1)).mails == 0


def test_each_kind_of_the_mail_has_a_way_out_and_the_header_one_for_all(old_agreement, anna):
    old_agreement(ends_on=in_days(7))
    old_agreement(notice_on=in_days(7), ends_on=in_days(700))
    sweep(TODAY)
    mail = mail_of(anna)
    assert re.findall(r"No more mails about: (.*)", mail.text) == ["Agreement ends", "Last day to give notice"]
    assert mail.unsubscribe_url.startswith(f"{SITE}/mail/unsubscribe/")
    assert mail.html.count("/mail/unsubscribe/") == 2
    assert f"{SITE}/subscription/" in mail.html


def test_nobody_reads_of_anothers_dates(old_agreement, anna, outsider, other_unit):
    old_agreement(title="Hers", ends_on=in_days(7))
    old_agreement(title="Theirs", ends_on=in_days(7), coordinator=outsider, responsible_unit=other_unit)
    sweep(TODAY)
    assert ("Hers" in mail_of(anna).text, "Theirs" in mail_of(anna).text) == (True, False)
    assert ("Hers" in mail_of(outsider).text, "Theirs" in mail_of(outsider).text) == (False, True)


def test_who_has_no_address_has_a_mail_that_the_outbox_shows(old_agreement, anna):
    User.objects.filter(pk=anna.pk).update(email="")
    old_agreement(ends_on=in_days(7))
    sweep(TODAY)
    assert mail_of(anna).to_address == ""


def test_writing_again_writes_nothing(old_agreement, anna):
    old_agreement(ends_on=in_days(7))
    sweep(TODAY)
    before = list(Notice.objects.values_list("pk", "mail", "fate"))
    assert [write_digests(TODAY, {}), write_digests(in_days(1), {})] == [0, 0]
    assert list(Notice.objects.values_list("pk", "mail", "fate")) == before


@pytest.fixture
def sentence_of():
    """Let what agreements say of their end be another function for one test."""
    before = _sources["agreements.end"]
    yield lambda sentence: register(replace(before, sentence=sentence))
    register(before)


def spoils_the_transaction(row):
    if row.title == "Cursed":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
    return "It ends"


@pytest.mark.logs_errors
def test_a_sentence_that_breaks_the_database_transaction_keeps_no_other_mail_back(
    old_agreement, anna, outsider, sentence_of
):
    sentence_of(spoils_the_transaction)
    old_agreement(ends_on=in_days(7), title="Cursed")
    old_agreement(ends_on=in_days(7), coordinator=outsider)
    report = sweep(TODAY)
    assert (report.mails, list(report.failures)) == (1, [f"digest {anna.pk}"])
    sentence_of(lambda row: "It ends")
    assert sweep(in_days(1)).mails == 1
    assert "Cursed" in mail_of(anna, in_days(1)).text


@pytest.mark.logs_errors
def test_a_weekly_mail_that_failed_is_written_the_next_day(old_agreement, anna, sentence_of):
    weekly(anna, weekday=0, last_weekly_on=in_days(-7))
    sentence_of(spoils_the_transaction)
    old_agreement(ends_on=in_days(7), title="Cursed")
    assert sweep(TODAY).mails == 0
    sentence_of(lambda row: "It ends")
    assert sweep(in_days(1)).mails == 1


def test_when_the_night_breaks_off_nothing_is_half_told(old_agreement, anna, monkeypatch):
    old_agreement(ends_on=in_days(7))

    def breaks_off(*arguments, **keywords):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("reminders.digests.readers.Readers.note_weeks", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            sweep(TODAY)
    assert (Notice.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    assert sweep(TODAY).mails == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("rhythm", "queries"), [("daily", 18), ("weekly", 22)])
def test_writing_costs_the_same_number_of_queries_however_many_people(
    old_agreement, person, unit, count, rhythm, queries, django_assert_num_queries, monkeypatch
):
    two = {name: known for name, known in _sources.items() if name in ("agreements.end", "agreements.notice")}
    monkeypatch.setattr("reminders.sources._sources", two)  # the number grows with the kinds, not with the people
    monkeypatch.setattr("reminders.decisions._sources", {})
    for number in range(count):
        reader = person(Role.COORDINATOR, unit, name=f"Reader {number}")
        Subscription.objects.create(user=reader, rhythm=rhythm)
        old_agreement(ends_on=in_days(7), coordinator=reader)
        old_agreement(ends_on=in_days(3), coordinator=reader)
    sweep(in_days(-1))  # a Sunday: noted, not told
    assert Notice.objects.filter(fate="to_tell").count() > 0
    with django_assert_num_queries(queries):
        assert write_digests(TODAY, {}) == count


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_each_mail_once(old_agreement, person, unit):
    for number in range(5):
        old_agreement(ends_on=in_days(7), coordinator=person(Role.COORDINATOR, unit, name=f"Reader {number}"))
    sweep(in_days(-1))
    start, written = threading.Barrier(2), []

    def run():
        start.wait(timeout=10)
        try:
            written.append(write_digests(TODAY, {}))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(written) == [0, 5]
    assert OutgoingMail.objects.count() == 5


def test_a_date_of_nobodys_goes_to_the_offices_address_where_there_is_no_officer(old_agreement, settings):
    settings.OFFICE_EMAIL = "office@example.org"
    old_agreement(title="Lone", ends_on=in_days(7), coordinator=None)
    User.objects.update(is_active=False)
    assert sweep(TODAY).mails == 1
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.to_address, mail.kind) == (None, "office@example.org", "office")
    assert "the portal has no officer who could: this comes to the" in " ".join(mail.text.split())
    assert (mail.unsubscribe_url, "/subscription/" in mail.text + mail.html) == ("", False)
    assert (sweep(TODAY).mails, write_digests(TODAY, {})) == (0, 0)
    assert [sweep(in_days(day)).mails for day in (1, 6, 7)] == [0, 0, 1]
    assert deliver_ready().sent == 2


def test_what_waited_for_the_office_is_an_officers_as_soon_as_there_is_one(old_agreement, person, university):
    old_agreement(title="Lone", ends_on=in_days(7), coordinator=None)
    User.objects.update(is_active=False)
    sweep(in_days(-1))  # a Sunday: noted, not told
    officer = person(Role.OFFICER, university)
    assert sweep(TODAY).mails == 1
    assert OutgoingMail.objects.get().recipient == officer
