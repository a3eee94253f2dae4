"""Sent mail: what the office sees and does about what was not delivered."""

from datetime import date

import pytest

from reminders.enums import MailState
from reminders.models import OutgoingMail
from tests.axe import accessibility_faults


@pytest.fixture
def failed(coordinator):
    return OutgoingMail.objects.create(
        recipient=coordinator,
        to_address="gone@example.org",
        day=date(2027, 3, 1),
        subject="2 dates need you",
        text="Hello <script>alert(1)</script>",
        message_id="<digest.1@example.org>",
        state=MailState.FAILED,
        attempts=3,
        last_error="SMTPRecipientsRefused: 550 no such person",
    )


def test_the_list_says_what_was_not_delivered(failed, officer, browser_of):
    page = browser_of(officer).get("/mail/").content.decode()
    assert "2 dates need you" in page
    assert "Refused by the mail server" in page
    assert '<a href="?state=retry&amp;state=failed">1 not delivered yet</a>' in page
    assert "0 sent" in page
    assert "0 wait to be sent" not in page


@pytest.mark.parametrize("query", ["?q=nobody", "?state=sent", "?state=nonsense", "?page=-3", "?q=" + "x" * 9000])
def test_strange_questions_get_an_answer(failed, officer, browser_of, query):
    assert browser_of(officer).get("/mail/" + query).status_code == 200


def test_a_mail_is_shown_as_text_and_never_as_markup(failed, officer, browser_of):
    page = browser_of(officer).get(f"/mail/{failed.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "550 no such person" in page


def test_retry_sends_to_the_address_the_person_has_now(failed, officer, browser_of, coordinator):
    browser_of(officer).post(f"/mail/{failed.pk}/retry/")
    failed.refresh_from_db()
    assert (failed.state, failed.to_address) == (MailState.QUEUED, coordinator.email)


def test_give_up_and_then_nothing_more_is_tried(failed, officer, browser_of):
    browser_of(officer).post(f"/mail/{failed.pk}/give-up/")
    failed.refresh_from_db()
    assert failed.state == MailState.GIVEN_UP


@pytest.mark.parametrize(
    ("role", "status"), [("reader", 403), ("coordinator", 403), ("auditor", 200), ("officer", 200)]
)
def test_who_reads_the_mails(request, failed, browser_of, role, status):
    client = browser_of(request.getfixturevalue(role))
    assert client.get("/mail/").status_code == status
    assert client.get(f"/mail/{failed.pk}/").status_code == status
    if role == "auditor":
        assert client.post(f"/mail/{failed.pk}/retry/").status_code == 403


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


@pytest.mark.django_db(transaction=True)
def test_the_pages_have_no_accessibility_faults(failed, officer, open_browser):
    page = open_browser(officer)
    for address in ("/mail/", f"/mail/{failed.pk}/"):
        page.goto(address)
        assert accessibility_faults(page) == []
