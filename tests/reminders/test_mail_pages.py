"""Sent mail: what the office sees and does about what was not delivered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement
from reminders.enums import MailKind, MailState, MailTrouble
from reminders.models import DecisionNotice, Notice, OutgoingMail
from reminders.post.contents import contents_of
from reminders.post.outbox import put_into_outbox
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.axe import accessibility_faults


@pytest.fixture
def failed(coordinator):
    [mail] = put_into_outbox(
        [
            OutgoingMail(
                recipient=coordinator,
                to_address="gone@example.org",
                day=date(2027, 3, 1),
                subject="2 dates need you",
                text="Hello <script>alert(1)</script>, Politechnika Gdańska",
                message_id="<digest.1@example.org>",
                state=MailState.FAILED,
                attempts=3,
                trouble=MailTrouble.REFUSED,
                last_error="550 no such person",
            )
        ]
    )
    return mail


def test_the_list_says_what_was_not_delivered_and_why(failed, officer, browser_of):
    page = browser_of(officer).get("/mail/").content.decode()
    assert "2 dates need you" in page
    assert "Not delivered" in page
    assert "The mail server refuses this mail." in page
    assert '<a href="?state=retry&amp;state=failed">1 not delivered yet</a>' in page
    assert "0 sent" in page
    assert "0 wait to be sent" not in page


@pytest.mark.parametrize(
    "query", ["?q=nobody", "?state=sent", "?state=nonsense", "?page=-3", "?q=" + "x" * 9000, "?since=soon", "?kind=x"]
)
def test_strange_questions_get_an_answer(failed, officer, browser_of, query):
    assert browser_of(officer).get("/mail/" + query).status_code == 200


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=gdanska", True),
        ("q=Gdańska", True),
        ("q=gone@example.org", True),
        ("q=coordinator+dates", True),
        ("q=poznan", False),
        ("kind=digest", True),
        ("kind=decision", False),
        ("since=2027-03-02", True),
        ("since=2027-03-03", False),
        ("until=2027-03-02", True),
        ("until=2027-03-01", False),
        ("state=failed&q=gdanska&since=2027-03-01", True),
    ],
)
def test_a_mail_is_found_by_what_it_told_and_when_and_how(failed, officer, browser_of, query, is_found):
    last_minute_of_the_day = datetime(2027, 3, 2, 22, 59, tzinfo=UTC)
    OutgoingMail.objects.update(created_at=last_minute_of_the_day)
    page = browser_of(officer).get("/mail/?" + query).content.decode()
    assert ("2 dates need you" in page) is is_found


def test_a_mail_is_shown_as_text_and_never_as_markup(failed, officer, browser_of):
    page = browser_of(officer).get(f"/mail/{failed.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "The mail server said: 550 no such person" in page


def test_retry_sends_to_the_address_the_person_has_now(failed, officer, browser_of, coordinator):
    browser_of(officer).post(f"/mail/{failed.pk}/retry/")
    failed.refresh_from_db()
    assert (failed.state, failed.to_address) == (MailState.QUEUED, coordinator.email)


def test_the_page_says_who_decided_and_offers_what_is_possible(failed, officer, browser_of):
    client = browser_of(officer)

    def page():
        return client.get(f"/mail/{failed.pk}/").content.decode()

    def offered():
        return [name for name in ("retry", "give-up") if f'action="/mail/{failed.pk}/{name}/"' in page()]

    assert offered() == ["retry", "give-up"]
    client.post(f"/mail/{failed.pk}/give-up/")
    failed.refresh_from_db()
    assert failed.state == MailState.GIVEN_UP
    assert "Given up by International officer" in page()
    assert offered() == ["retry"]
    client.post(f"/mail/{failed.pk}/retry/")
    assert "Tried again by International officer" in page()
    assert "Given up by International officer" in page()
    assert offered() == ["give-up"]
    for state in (MailState.SENDING, MailState.SENT):
        OutgoingMail.objects.update(state=state)
        assert offered() == []


def test_one_button_tries_all_again(failed, officer, browser_of):
    client = browser_of(officer)
    assert "Try all again" in client.get("/mail/").content.decode()
    said = client.post("/mail/retry/", follow=True).content.decode()
    assert "1 mail will be tried again within a minute." in said
    assert "Try all again" not in said
    failed.refresh_from_db()
    assert (failed.state, failed.decided_by) == (MailState.QUEUED, officer)
    said = client.post("/mail/retry/", follow=True).content.decode()
    assert "Every mail has been delivered or given up." in said


@pytest.mark.parametrize(
    ("role", "status"), [("reader", 403), ("coordinator", 403), ("auditor", 200), ("officer", 200)]
)
def test_who_reads_the_mails(request, failed, browser_of, role, status):
    client = browser_of(request.getfixturevalue(role))
    assert client.get("/mail/").status_code == status
    assert client.get(f"/mail/{failed.pk}/").status_code == status
    if role == "auditor":
        assert client.post(f"/mail/{failed.pk}/retry/").status_code == 403
        assert client.post("/mail/retry/").status_code == 403
        assert "Try all again" not in client.get("/mail/").content.decode()


def told_in(mail, obj, source="agreements.end", lead=7):
    return Notice.objects.create(
        source=source, object_id=obj.pk, due_on=date(2027, 3, 8), lead=lead, recipient=mail.recipient, mail=mail
    )


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (30, "30 days before"),
        (1, "1 day before"),
        (0, "on the day"),
        (-7, "1 week overdue"),
        (-56, "8 weeks overdue"),
        (-28, "4 weeks overdue"),
        (-15, "15 days overdue"),
    ],
)
def test_a_mail_names_the_dates_it_told_even_when_they_are_settled(failed, officer, unit, lead, words):
    agreement = AgreementFactory(responsible_unit=unit, ends_on=date(2027, 3, 8), title="Łódź exchange")
    told_in(failed, agreement, lead=lead)
    Agreement.objects.filter(pk=agreement.pk).update(state="ended")
    [told] = contents_of(failed, officer)
    assert (told.title, told.url, told.step) == ("Łódź exchange", f"/agreements/{agreement.pk}/", words)


def test_a_mail_names_the_decisions_it_told(failed, officer, unit):
    agreement = AgreementFactory(responsible_unit=unit, state="in_review", title="Łódź exchange")
    DecisionNotice.objects.create(
        source="agreements.approval",
        object_id=agreement.pk,
        asked_at=timezone.now(),
        week=2,
        recipient=failed.recipient,
        mail=failed,
    )
    [told] = contents_of(failed, officer)
    assert (told.title, told.url) == ("Łódź exchange", f"/agreements/{agreement.pk}/")
    assert told.step == "after 2 weeks of waiting"


def test_what_was_decided_and_settled_since_is_named_all_the_same(failed, officer, unit):
    decided = AgreementFactory(responsible_unit=unit, state="approved", title="Decided")
    about = {"source": "agreements.approval", "object_id": decided.pk, "asked_at": timezone.now()}
    DecisionNotice.objects.create(**about, recipient=failed.recipient, mail=failed)
    ended = AgreementFactory(responsible_unit=unit, state="ended", title="Ended", ends_on=date(2027, 3, 8))
    told_in(failed, ended)
    paper = DocumentFactory(agreement=ended, title="Annex", review_on=date(2027, 3, 8))
    told_in(failed, paper, source="agreements.document_review")
    assert {(told.title, told.url) for told in contents_of(failed, officer)} == {
        ("Decided", f"/agreements/{decided.pk}/"),
        ("Ended", f"/agreements/{ended.pk}/"),
        ("Annex", f"/agreements/{ended.pk}/documents/"),
    }


def test_what_is_gone_or_hidden_from_the_reader_has_no_name(failed, administrator, officer, unit, browser_of):
    secret = AgreementFactory(responsible_unit=unit, ends_on=date(2027, 3, 8), title="Secret draft", state="draft")
    told_in(failed, secret)
    told_in(failed, secret, source="room.that_is_gone")
    Notice.objects.create(
        source="agreements.end",
        object_id=999_999,
        due_on=date(2027, 3, 9),
        lead=1,
        recipient=failed.recipient,
        mail=failed,
    )
    assert [told.title for told in contents_of(failed, officer)] == ["Secret draft", "", ""]
    page = browser_of(administrator).get(f"/mail/{failed.pk}/").content.decode()
    assert "Secret draft" not in page
    assert page.count("gone, or not yours to see") == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(count, failed, officer, browser_of, django_assert_num_queries):
    for number in range(count - 1):
        OutgoingMail.objects.create(
            recipient=officer, day=date(2027, 4, number + 1), subject="x", text="x", message_id=f"<{number}>"
        )
    client = browser_of(officer)
    client.get("/mail/")
    with django_assert_num_queries(7):
        client.get("/mail/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_mail_asks_the_same_number_of_queries(count, failed, officer, unit, browser_of, django_assert_num_queries):
    for _number in range(count):
        told_in(failed, AgreementFactory(responsible_unit=unit, ends_on=date(2027, 3, 8)))
    client = browser_of(officer)
    client.get(f"/mail/{failed.pk}/")
    with django_assert_num_queries(8):
        client.get(f"/mail/{failed.pk}/")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_pages_have_no_accessibility_faults(failed, officer, unit, open_browser, width, dark):
    told_in(failed, AgreementFactory(responsible_unit=unit, ends_on=timezone.localdate() + timedelta(days=7)))
    OutgoingMail.objects.update(kind=MailKind.WEEKLY)
    page = open_browser(officer, width=width, dark=dark)
    for address in ("/mail/", f"/mail/{failed.pk}/"):
        page.goto(address)
        assert accessibility_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
