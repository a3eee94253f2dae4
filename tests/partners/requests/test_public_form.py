"""The form on the public site: what comes in, what is refused in which words, and the address to be confirmed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from agreements.models import Agreement
from partners.models import PartnershipRequest
from partners.requests.links import confirmation_path
from tests.agreements.factories import AgreementFactory
from tests.partners.factories import InstitutionFactory
from tests.partners.requests.conftest import FORM
from tests.partners.requests.factories import PartnershipRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mails_without_a_queue(monkeypatch):
    """The worker's part, here and now."""
    monkeypatch.setattr("accounts.mails._hand_over", deliver_now)


def deliver_now(recipient, subject, text):
    mail.EmailMessage(subject, text, to=[recipient]).send()


def send(client, typed, django_capture_on_commit_callbacks, path=FORM, **given):
    with django_capture_on_commit_callbacks(execute=True):
        return client.post(path, typed(**given))


def test_the_office_sees_a_request_once_its_sender_pressed_the_button(
    client, typed, link_in_mail, officer, django_capture_on_commit_callbacks
):
    response = send(client, typed, django_capture_on_commit_callbacks)
    assert response["Location"] == "/partnership/sent/"
    row = PartnershipRequest.objects.get()
    assert (row.state, row.website, row.purposes) == ("unconfirmed", "https://nowhere.example", ["students", "visit"])
    assert not PartnershipRequest.objects.visible_to(officer).exists()
    [confirmation] = mail.outbox
    assert confirmation.to == ["asa@nowhere.example"]
    assert not any(word in confirmation.subject + confirmation.body for word in ("Nowhere", "exchange students", "Åsa"))

    assert "Yes, it was me" in client.get(link_in_mail()).content.decode()
    row.refresh_from_db()
    assert row.state == "unconfirmed"  # a mail program that opens the address changes nothing
    page = client.post(link_in_mail(), follow=True).content.decode()
    assert "We have received your request" in page
    row.refresh_from_db()
    assert (row.state, row.answer_due_on) == ("received", timezone.localdate() + timedelta(days=30))
    assert list(PartnershipRequest.objects.visible_to(officer)) == [row]
    again = client.post(link_in_mail(), follow=True)
    assert "We have received your request" in again.content.decode()
    assert PartnershipRequest.objects.get().received_at == row.received_at


def test_in_swedish_form_mail_and_link_are_swedish(client, typed, link_in_mail, django_capture_on_commit_callbacks):
    send(client, typed, django_capture_on_commit_callbacks, path="/sv/partnership/")
    assert PartnershipRequest.objects.get().language == "sv"
    assert link_in_mail().startswith("/sv/partnership/confirm/")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("person_name", "Åsa\nBcc: all@example.org", "Write this on one line."),
        ("organisation", "Nowhere\r\nSubject: x", "Write this on one line."),
        ("person_email", "asa@nowhere.example\nBcc: all@example.org", "Enter a valid email address."),
        ("organisation", "University \u202eyreviU", "Hidden signs that change the direction"),
        ("message", "Hello \x07 there", "control characters"),
        ("message", "x\u2066y", "Hidden signs that change the direction"),
        ("message", "x" * 5001, "at most 5000 characters"),
        ("message", "", "This field is required."),
        ("subject_areas", "y" * 301, "at most 300 characters"),
        ("website", "javascript:alert(1)", "Enter a valid URL."),
        ("country", "99999999", "Select a valid choice"),
        ("purposes", ["world domination"], "Select a valid choice"),
        ("purposes", [], "Tick at least one."),
        ("privacy", "", "Please read it, and tick the box."),
        ("fax", "0455", "Leave this field empty"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_with_everything_else_still_there(
    client, typed, django_capture_on_commit_callbacks, field, value, sentence
):
    response = send(client, typed, django_capture_on_commit_callbacks, **{field: value})
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    kept = {"organisation": "University of Nowhere", "subject_areas": "Computing", "city": "Nowhere"}
    assert all(word in page for name, word in kept.items() if name != field)
    assert not PartnershipRequest.objects.exists()
    assert mail.outbox == []


def test_lines_are_counted_as_people_count_them_and_html_is_text(
    client, typed, officer, browser_of, django_capture_on_commit_callbacks
):
    text = "<script>alert(1)</script>" + "\r\n" * 2500
    send(client, typed, django_capture_on_commit_callbacks, message=text + "x" * 2000, organisation="<b>Bold</b>")
    row = PartnershipRequest.objects.get()
    assert len(row.message) == 25 + 2500 + 2000
    page = client.get(confirmation_path(row)).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "<b>Bold</b>" not in page


def test_two_presses_make_one_request(client, typed, django_capture_on_commit_callbacks):
    data = typed(csrfmiddlewaretoken="one form as drawn")
    with django_capture_on_commit_callbacks(execute=True):
        responses = [client.post(FORM, data) for _press in range(2)]
    assert {response["Location"] for response in responses} == {"/partnership/sent/"}
    assert (PartnershipRequest.objects.count(), len(mail.outbox)) == (1, 1)


def test_one_address_asks_three_times_a_day_and_all_together_so_often_an_hour(
    client, typed, settings, django_capture_on_commit_callbacks
):
    for number in range(3):
        assert send(client, typed, django_capture_on_commit_callbacks, city=f"Town {number}").status_code == 302
    page = send(client, typed, django_capture_on_commit_callbacks, message="Kept words").content.decode()
    assert "we take no more today" in page
    assert "Kept words" in page
    settings.PARTNERSHIP_REQUESTS_AN_HOUR = 3
    page = send(client, typed, django_capture_on_commit_callbacks, person_email="b@nowhere.example").content.decode()
    assert "Too many requests arrive at the moment." in page
    assert PartnershipRequest.objects.count() == 3


def test_only_published_partners_are_shown_to_strangers(client, typed, unit):
    hidden, shown = (InstitutionFactory(name=f"Gdańsk University of Technology{more}") for more in (", Secrets", ""))
    AgreementFactory(responsible_unit=unit, partners=[shown], is_published=True)
    AgreementFactory(responsible_unit=unit, partners=[hidden], is_published=False)
    assert Agreement.objects.published().count() == 1
    address = "/partnership/known/?organisation=Gdansk University of Technology"
    for page in (
        client.get(address),
        client.post(FORM, typed(organisation="Gdansk University of Technology", message="")),
    ):
        text = page.content.decode()
        assert "Gdańsk University of Technology" in text
        assert "Secrets" not in text


@pytest.mark.parametrize("token", ["x", "WzFd:1abcde:forged", "W10", "\u0660" * 40])
def test_an_address_that_is_not_ours_confirms_nothing(client, token):
    PartnershipRequestFactory(pk=1, state="unconfirmed")
    for response in (client.get(f"/partnership/confirm/{token}/"), client.post(f"/partnership/confirm/{token}/")):
        assert response.status_code == 404
        assert "does not work any more" in response.content.decode()
    assert PartnershipRequest.objects.get().state == "unconfirmed"


def test_an_address_ends_after_some_days(client, settings):
    path = confirmation_path(PartnershipRequestFactory(state="unconfirmed"))
    settings.PARTNERSHIP_CONFIRM_DAYS = 0
    assert client.post(path).status_code == 404
