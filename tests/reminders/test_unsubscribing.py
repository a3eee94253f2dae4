"""The way out of mails: one press, by the mail program or by the reader, without signing in; and the way back."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from accounts.models import User
from reminders.models import OutgoingMail, Subscription
from reminders.sources import sources
from reminders.sweep import sweep
from reminders.unsubscribing import LONGEST_URL, SALT, unsubscribe_url
from tests.axe import accessibility_faults
from tests.reminders.conftest import TODAY

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stranger():
    """A mail program: no session, no token against forged forms."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def way_out(coordinator, settings):
    settings.SITE_URL = ""
    return unsubscribe_url(coordinator.pk, ["agreements.end"])


def silenced() -> list[str]:
    return [kind for wish in Subscription.objects.all() for kind in wish.silenced]


def test_one_press_of_the_mail_program_switches_off_and_a_second_changes_nothing(stranger, way_out, coordinator):
    for _time in range(2):
        response = stranger.post(way_out, ONE_CLICK)
        assert (response.status_code, silenced()) == (200, ["agreements.end"])
    event = Subscription.objects.get().events.get()
    assert event.pgh_context["action"] == "subscription.silence"


def test_looking_changes_nothing_and_asks(stranger, way_out, coordinator):
    page = stranger.get(way_out).content.decode()
    assert "No more mails about this" in page
    assert "Agreement ends" in page
    assert f"{coordinator.email[:1]}•••@example.org" in page
    assert (coordinator.email in page, coordinator.name in page) == (False, False)
    assert stranger.head(way_out).status_code == 200
    assert Subscription.objects.count() == 0


def test_a_reader_presses_the_button_and_may_undo_it(stranger, way_out):
    page = stranger.post(way_out, {"off": "yes"}, follow=True)
    assert page.redirect_chain == [(way_out, 302)]
    assert "Undo: switch on again" in page.content.decode()
    assert silenced() == ["agreements.end"]
    page = stranger.post(way_out, {"undo": "yes"}, follow=True)
    assert "No more mails about this" in page.content.decode()
    assert silenced() == []


def test_it_holds_for_the_kinds_it_names_alone(stranger, way_out, coordinator):
    Subscription.objects.create(user=coordinator, rhythm="weekly", silenced=["agreements.notice"])
    stranger.post(way_out, ONE_CLICK)
    wish = Subscription.objects.get()
    assert (wish.rhythm, wish.silenced) == ("weekly", ["agreements.end", "agreements.notice"])
    stranger.post(way_out, {"undo": "yes"})
    assert silenced() == ["agreements.notice"]


def test_a_link_to_several_kinds_is_done_when_all_are_off(stranger, coordinator, settings):
    settings.SITE_URL = ""
    both = unsubscribe_url(coordinator.pk, ["agreements.end", "agreements.notice"])
    Subscription.objects.create(user=coordinator, silenced=["agreements.end"])
    assert "No more mails about this" in stranger.get(both).content.decode()
    stranger.post(both, ONE_CLICK)
    assert silenced() == ["agreements.end", "agreements.notice"]
    assert "Undo" in stranger.get(both).content.decode()


def test_who_has_left_meets_the_same_page_and_nothing_changes(stranger, way_out, coordinator):
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    for answer in (stranger.get(way_out), stranger.post(way_out, ONE_CLICK), stranger.post(way_out, {}, follow=True)):
        assert answer.status_code == 200
        assert "Switched off" in answer.content.decode()
    assert Subscription.objects.count() == 0


def test_a_person_who_is_no_longer_kept_meets_the_same_page(stranger, settings, db):
    settings.SITE_URL = ""
    gone = unsubscribe_url(987_654, ["agreements.end"])
    assert (stranger.get(gone).status_code, stranger.post(gone, ONE_CLICK).status_code) == (200, 200)


def test_a_kind_that_is_no_longer_watched_hurts_nobody(stranger, coordinator, settings):
    settings.SITE_URL = ""
    old = unsubscribe_url(coordinator.pk, ["gone.kind"])
    assert stranger.get(old).status_code == 200
    assert stranger.post(old, ONE_CLICK).status_code == 200
    assert silenced() == []


def forgeries(token: str) -> dict[str, str]:
    return {
        "another signature": token[:-2] + ("AA" if token[-2:] != "AA" else "BB"),
        "another separator": token.replace(":", "."),
        "another person": "x" + token,
        "no signature": token.partition(":")[0],
        "no token": "%F0%9F%A6%84",
        "signed for something else": signing.Signer(salt="another").sign_object([1, ["agreements.end"]]),
        "signed with a time": signing.dumps([1, ["agreements.end"]], salt=SALT),
    }


@pytest.mark.parametrize("forgery", list(forgeries("a:b")))
def test_what_we_did_not_sign_is_not_found(stranger, way_out, forgery):
    address = f"/mail/unsubscribe/{forgeries(way_out.split('/')[-2])[forgery]}/"
    assert (stranger.get(address).status_code, stranger.post(address, ONE_CLICK).status_code) == (404, 404)
    assert Subscription.objects.count() == 0


def test_the_page_speaks_the_readers_language(stranger, way_out, coordinator):
    User.objects.filter(pk=coordinator.pk).update(language="sv")
    assert '<html lang="sv"' in stranger.get(way_out, headers={"accept-language": "en"}).content.decode()


def test_pressed_without_end_it_asks_to_wait(stranger, way_out, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"unsubscribe": "2/m/key"}
    answers = [stranger.post(way_out, {"undo": "yes"}).status_code for _time in range(3)]
    assert answers == [302, 302, 429]
    assert "Please wait a little" in stranger.post(way_out, ONE_CLICK).content.decode()
    assert stranger.get(way_out).status_code == 200


def test_other_methods_are_refused(stranger, way_out):
    assert {stranger.put(way_out).status_code, stranger.delete(way_out).status_code} == {405}


def test_no_cache_keeps_the_page(stranger, way_out):
    assert "no-store" in stranger.get(way_out)["Cache-Control"]


def test_an_address_fits_into_the_mail_with_every_kind_there_is(coordinator):
    assert 0 < len(unsubscribe_url(coordinator.pk, [source.name for source in sources()])) <= LONGEST_URL
    too_many = [f"room{number}.{number**7}" for number in range(200)]
    assert unsubscribe_url(coordinator.pk, too_many) == ""


@pytest.mark.usefixtures("watched_for_years")
def test_the_links_of_a_real_mail_do_what_they_say(old_agreement, coordinator, stranger, settings):
    settings.SITE_URL = "https://portal.example.org"
    old_agreement(ends_on=TODAY + timedelta(days=7))
    old_agreement(notice_on=TODAY + timedelta(days=7), ends_on=TODAY + timedelta(days=700))
    sweep(TODAY)
    mail = OutgoingMail.objects.get()
    ends, notices = re.findall(r"https://portal.example.org(/mail/unsubscribe/\S+)", mail.text)
    stranger.post(ends, ONE_CLICK)
    assert silenced() == ["agreements.end"]
    stranger.post(notices, ONE_CLICK)
    assert silenced() == ["agreements.end", "agreements.notice"]
    old_agreement(ends_on=TODAY + timedelta(days=8))
    assert sweep(TODAY + timedelta(days=1)).mails == 0
    stranger.post(mail.unsubscribe_url.removeprefix("https://portal.example.org"), {"undo": "yes"})
    assert silenced() == []


@pytest.mark.usefixtures("watched_for_years")
def test_who_reads_the_mail_of_another_cannot_act_for_them(
    old_agreement, coordinator, officer, administrator, browser_of
):
    old_agreement(ends_on=TODAY + timedelta(days=7))
    sweep(TODAY)
    mail = OutgoingMail.objects.get()
    token = mail.unsubscribe_url.split("/")[-2]
    page = browser_of(officer).get(f"/mail/{mail.pk}/").content.decode()
    assert ("Agreement ends" in page, token in page) == (True, False)
    in_admin = browser_of(administrator).get(f"/admin/reminders/outgoingmail/{mail.pk}/change/")
    assert (in_admin.status_code, token in in_admin.content.decode()) == (200, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_page_in_a_browser_works_without_scripts(coordinator, open_browser, way_out, width, dark):
    page = open_browser(width=width, dark=dark, scripts=dark)
    page.goto(way_out)
    if dark:
        assert accessibility_faults(page) == []
    page.get_by_role("button", name="No more mails about this").click()
    page.get_by_role("button", name="Undo").wait_for()
    assert silenced() == ["agreements.end"]
