"""What those who mean harm try on dates, calendars, mails, substitutes and hand-overs: no door opens."""

from datetime import UTC, date, datetime

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Delegation
from accounts.services import grant_role, revoke_role
from accounts.substitutes import change_substitution, name_substitute
from agreements.models import Agreement
from core.models import Follow
from reminders.enums import FeedScope
from reminders.feed.addresses import address_of, renew_address
from reminders.keepers import Keeper
from reminders.models import Arrangement, HandedThing, HandOver, OutgoingMail, Subscription, WatchedKind
from reminders.post.delivery import as_message
from reminders.sources import source, sources
from reminders.sweep import sweep
from reminders.unsubscribing import SALT, unsubscribe_url
from tests.agreements.factories import AgreementFactory
from tests.days import in_days
from tests.reminders.conftest import LONG_AGO, TODAY

pytestmark = pytest.mark.django_db

HUGE = 10**30
WORDS = {
    "ten thousand letters": "A" * 10_000,
    "ten thousand digits": "9" * 10_000,
    "a huge number": str(HUGE),
    "a negative number": "-1",
    "a digit that is none": "²",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "a month out of reach": "9999-12",
    "a line of its own": "x\r\nBcc: all@example.org",
    "written backwards": "\u202egnp.exe",
    "an emoji": "👩‍🚀" * 50,
    "a placeholder": "%s%(x)s{0}' OR 1=1 --",
}
EVIL = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "/x" * 9000, "///evil"]
LISTS = {
    "/desk/": "kind unit person",
    "/calendar/": "month day whose kind unit person aside",
    "/calendar/list/": "since until page whose kind unit person aside",
    "/calendar/list/export/?format=csv": "since until whose kind unit person",
    "/mail/": "q since until state kind page sort",
    "/people/leaving/": "q access page sort",
    "/following/": "page",
}
DATE_PAGES = ("date_rest", "date_hand_over", "date_not_needed", "date_take_up")


@pytest.fixture
def ending(unit, coordinator):
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Exchange", ends_on=in_days(20))


@pytest.fixture
def draft(unit, coordinator):
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Secret plan", state="draft")


@pytest.mark.parametrize("address", LISTS)
def test_no_word_in_an_address_breaks_a_page(address, browser_of, officer, ending):
    client = browser_of(officer)
    met = {}
    for what, word in WORDS.items():
        page = client.get(address.partition("?")[0], dict.fromkeys(LISTS[address].split(), word) | {"format": "csv"})
        met[what] = page.status_code
        page.getvalue()
    assert met == dict.fromkeys(WORDS, 200)


@pytest.mark.parametrize("name", DATE_PAGES[:3])
def test_no_word_in_a_form_about_a_date_breaks_it(name, browser_of, coordinator, ending):
    client, address = browser_of(coordinator), reverse(f"reminders:{name}", args=["agreements.end", ending.pk])
    for word in (*WORDS.values(), "a\x00b"):
        typed = {"until": word, "to": word, "seen": word, "next": word, "note": word, "reason": "x"}
        assert client.post(address, typed).status_code == 200
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_nothing_rests_until_the_end_of_time(day, browser_of, coordinator, ending):
    address = reverse("reminders:date_rest", args=["agreements.end", ending.pk])
    page = browser_of(coordinator).post(address, {"until": day, "reason": "a good reason"})
    assert (page.status_code, Arrangement.objects.count()) == (200, 0)
    assert page.context["form"].errors.keys() == {"until"}


@pytest.mark.parametrize(
    "address",
    [
        *(f"/dates/agreements.end/{HUGE}/{what}/" for what in ("rest", "hand-over", "not-needed", "take-up-again")),
        "/dates/no.such/1/rest/",
        "/dates/%27--/1/rest/",
        f"/calendar/calls/{HUGE}/",
        f"/people/{HUGE}/leaving/",
        f"/people/{HUGE}/substitutes/",
        f"/people/substitutes/{HUGE}/edit/",
        f"/people/hand-overs/{HUGE}/",
        f"/subscription/{HUGE}/",
        f"/nights/{HUGE}/",
        f"/mail/{HUGE}/",
        f"/calendar/feed/{HUGE}-own.x.ics",
        "/calendar/feed/²-own.x.ics",
        "/mail/unsubscribe/x/",
    ],
)
def test_what_is_not_there_is_not_found(address, browser_of, officer):
    assert browser_of(officer).get(address).status_code == 404


def test_a_press_is_needed_for_whatever_writes(browser_of, officer, coordinator, ending):
    mail = OutgoingMail.objects.create(recipient=officer, day=timezone.localdate(), subject="x", message_id="<x@y>")
    plan = HandOver.objects.create(person=coordinator, made_by=officer, closes_account=True)
    follow = f"/follow/agreements.agreement/{ending.pk}/"
    doors = [
        *(f"/mail/{mail.pk}/{what}/" for what in ("retry", "give-up")),
        *(f"/people/hand-overs/{plan.pk}/{what}/" for what in ("confirm", "return")),
        *(f"/calendar/subscribe/{what}/" for what in ("begin", "renew", "off")),
        *("/mail/retry/", "/subscription/switch-on/"),
        reverse("core:follow_create", args=["agreements.agreement", ending.pk]) or follow,
    ]
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert {door: browser_of(officer).get(door).status_code for door in doors} == dict.fromkeys(doors, 405)
    assert {door: forged.post(door).status_code for door in doors} == dict.fromkeys(doors, 403)
    assert (Subscription.objects.count(), Follow.objects.count()) == (0, 0)


@pytest.mark.parametrize("elsewhere", EVIL)
def test_the_way_back_leads_nowhere_else(elsewhere, browser_of, coordinator, ending):
    client = browser_of(coordinator)
    pressed = client.post(reverse("core:follow_create", args=["agreements.agreement", ending.pk]), {"next": elsewhere})
    assert (pressed.status_code, pressed["Location"]) == (302, ending.get_absolute_url())
    asked = client.get(reverse("reminders:date_rest", args=["agreements.end", ending.pk]), {"next": elsewhere})
    assert asked.context["cancel_url"] == ending.get_absolute_url()


@pytest.fixture
def due_today(unit, coordinator):
    """Make an agreement that has been in the register for years and ends on ``TODAY``: ``due_today(title=…)``."""
    for known in sources():
        WatchedKind.objects.update_or_create(source=known.name, defaults={"started_on": LONG_AGO})

    def make(**fields):
        given = {"responsible_unit": unit, "coordinator": coordinator, "ends_on": TODAY} | fields
        agreement = AgreementFactory(**given)
        Agreement.objects.filter(pk=agreement.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
        return agreement

    return make


# Substitutes


def test_who_stands_in_does_not_lend_themself_more_days(officer, head):
    lent = name_substitute(head, actor=None, substitute=officer, starts_on=in_days(0), ends_on=in_days(2))
    for ends_on in (None, in_days(9)):
        with pytest.raises(ValidationError, match="cannot name yourself"):
            change_substitution(lent, actor=officer, ends_on=ends_on)
    coming = name_substitute(head, actor=None, substitute=officer, starts_on=in_days(5), ends_on=in_days(6))
    with pytest.raises(ValidationError, match="cannot name yourself"):
        change_substitution(coming, actor=officer, starts_on=in_days(3))
    assert change_substitution(lent, actor=officer, note="Ask the dean").ends_on == in_days(2)
    assert change_substitution(lent, actor=head, ends_on=in_days(3)).ends_on == in_days(3)


def test_the_page_refuses_it_beside_the_field(browser_of, officer, head):
    lent = name_substitute(head, actor=None, substitute=officer, starts_on=in_days(0), ends_on=in_days(2))
    page = browser_of(officer).post(f"/people/substitutes/{lent.pk}/edit/", {"ends_on": in_days(30).isoformat()})
    assert page.context["form"].errors.keys() == {"ends_on"}
    assert Delegation.objects.get().ends_on == in_days(2)


def test_an_absence_until_the_last_day_of_all_breaks_no_page(browser_of, coordinator, officer):
    typed = {"substitute": officer.pk, "starts_on": in_days(1).isoformat(), "ends_on": "9999-12-31"}
    client = browser_of(coordinator)
    assert client.post(f"/people/{coordinator.pk}/substitutes/new/", typed).status_code == 302
    for address in (f"/people/{coordinator.pk}/leaving/", f"/people/{coordinator.pk}/substitutes/", "/desk/"):
        assert client.get(address).status_code == 200
    assert browser_of(officer).get(f"/people/{coordinator.pk}/leaving/").status_code == 200


def test_a_guest_hears_nothing_of_what_they_kept_as_a_colleague(due_today, person, unit, university, coordinator):
    """Who has become an external reviewer is no colleague: neither as a substitute nor as an owner."""
    former = person(Role.COORDINATOR, unit, name="Former colleague")
    due_today(title="Of the one away")
    due_today(title="Of the former colleague", coordinator=former)
    name_substitute(coordinator, actor=None, substitute=former, starts_on=TODAY, today=TODAY)
    grant_role(former, unit=university, role=Role.EXTERNAL_REVIEWER, actor=None)
    revoke_role(former.memberships.get(role=Role.COORDINATOR), actor=None)
    sweep(TODAY)
    (mail,) = OutgoingMail.objects.all()
    assert mail.recipient == coordinator
    assert all(title in mail.text for title in ("Of the one away", "Of the former colleague"))
    known = source("agreements.end")
    assert known.rows(TODAY).filter(Keeper(coordinator, TODAY).keeps(known)).count() == 2


# Hand-overs


def test_a_forged_receiver_is_refused_in_words(browser_of, coordinator, reader, ending):
    client, address = browser_of(coordinator), f"/people/{coordinator.pk}/leaving/"
    for receiver in (*WORDS.values(), "0", str(reader.pk), str(coordinator.pk)):
        typed = {"agreements-in_force-row": str(ending.pk), "agreements-in_force-to": receiver}
        page = client.post(address, typed)
        assert (page.status_code, page.context["form"].has_errors) == (200, True)
    assert not HandOver.objects.exists()


def test_a_head_hands_over_nothing_beyond_their_units(browser_of, person, head, unit, other_unit, coordinator, ending):
    grant_role(coordinator, unit=other_unit, role=Role.COORDINATOR, actor=None)
    elsewhere = AgreementFactory(responsible_unit=other_unit, coordinator=coordinator, ends_on=in_days(30))
    receiver = person(Role.COORDINATOR, unit.parent.parent, name="Receiver")
    typed = {"agreements-in_force-row": [str(ending.pk), str(elsewhere.pk), "1 OR 1=1"], "to-all": str(receiver.pk)}
    page = browser_of(head).post(f"/people/{coordinator.pk}/leaving/", typed | {"closes_account": "on"})
    assert page.status_code == 302
    assert list(HandedThing.objects.values_list("key", flat=True)) == [str(ending.pk)]
    assert not HandOver.objects.get().closes_account


def test_the_plan_of_another_cannot_be_looked_at_or_carried_out(browser_of, coordinator, outsider, officer, head):
    plan = HandOver.objects.create(person=coordinator, made_by=officer, closes_account=True)
    met = {}
    for someone in (outsider, coordinator, head):
        client = browser_of(someone)
        address = f"/people/hand-overs/{plan.pk}/"
        met[someone] = [client.get(address).status_code, client.post(f"{address}confirm/").status_code]
    assert list(met.values()) == [[404, 404]] * 3
    assert browser_of(outsider).post(f"/people/{coordinator.pk}/leaving/", {}).status_code == 403
    coordinator.refresh_from_db()
    assert (coordinator.is_active, HandOver.objects.get().done_at) == (True, None)


def test_a_plan_outlives_no_right(browser_of, head, coordinator, person, unit, ending):
    receiver = person(Role.COORDINATOR, unit, name="Receiver")
    typed = {"agreements-in_force-row": str(ending.pk), "to-all": str(receiver.pk)}
    page = browser_of(head).post(f"/people/{coordinator.pk}/leaving/", typed)
    revoke_role(head.memberships.get(), actor=None)
    grant_role(head, unit=unit, role=Role.READER, actor=None)
    assert browser_of(head).post(f"{page['Location']}confirm/").status_code == 403
    ending.refresh_from_db()
    assert ending.coordinator == coordinator


# Calendar and feed


@pytest.fixture
def token(coordinator):
    address = address_of(renew_address(coordinator, actor=coordinator), FeedScope.OWN)
    return address.rpartition("/")[2].removesuffix(".ics")


def test_a_forged_address_of_a_calendar_gives_nothing(client, token, coordinator, outsider):
    renew_address(outsider, actor=outsider)
    head, _dot, signature = token.partition(".")
    forged = [
        f"{outsider.pk}-own.{signature}",
        f"{coordinator.pk}-units.{signature}",
        f"0{head}.{signature}",
        f"{head}.{signature[:-1]}",
        f"{head}.",
        f"{token}.{signature}",
        f"{head}\u200b.{signature}",
        "A" * 5000,
        signing.Signer(sep=".", salt="reminders.feed.").sign(head),
        signing.Signer(sep=".", salt="reminders.feed.0").sign(head),
    ]
    assert {one: client.get(f"/calendar/feed/{one}.ics").status_code for one in forged} == dict.fromkeys(forged, 404)
    assert client.get(f"/calendar/feed/{token}.ics").status_code == 200


def test_a_title_writes_no_line_of_its_own_into_a_calendar(client, token, ending, settings):
    settings.FACTSHEET_MONTHS = 1200  # the ending is the only date
    ending.title = "Exchange\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTACH:https://evil.example\u2028X:1\x85Y:1;,\\"
    ending.save(update_fields=["title"])
    text = client.get(f"/calendar/feed/{token}.ics").content.decode()
    names = {line.partition(":")[0].partition(";")[0] for line in text.replace("\r\n ", "").split("\r\n")}
    assert names.isdisjoint({"ATTACH", "X", "Y"})
    assert (text.count("\nEND:VEVENT"), "BEGIN:VALARM\r" in text, "\n" in text.replace("\r\n", "")) == (1, False, False)


# Mails


def test_a_title_writes_no_header_of_a_mail(due_today):
    due_today(title="Exchange\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>")
    sweep(TODAY)
    message = as_message(OutgoingMail.objects.get()).message()
    assert message["Bcc"] is None
    assert "<script>" not in OutgoingMail.objects.get().html


def test_the_way_out_of_one_mail_opens_no_other_door(coordinator, officer, browser_of, settings):
    settings.SITE_URL = ""
    address = unsubscribe_url(coordinator.pk, ["agreements.end"])
    token = address.split("/")[3]
    forged = [
        signing.Signer(salt="other").sign_object([coordinator.pk, ["agreements.end"]], compress=True),
        signing.dumps([coordinator.pk, ["agreements.end"]], salt=SALT),
        f"{token}x",
        token.replace(":", "."),
        "." + token,
    ]
    for one in forged:
        assert Client().post(f"/mail/unsubscribe/{one}/", {"List-Unsubscribe": "One-Click"}).status_code == 404
    page = browser_of(officer).post(address, {"kind": "agreements.notice", "user": officer.pk, "next": EVIL[0]})
    assert page["Location"] == address
    assert list(Subscription.objects.values_list("user", "silenced")) == [(coordinator.pk, ["agreements.end"])]


@pytest.mark.parametrize(
    "address", ["/mail/", "/nights/", "/people/leaving/", "/calendar/", "/desk/", "/subscription/"]
)
def test_a_stranger_learns_nothing(client, address):
    page = client.get(address)
    assert (page.status_code, page["Location"].partition("?")[0]) == (302, "/account/login/")


# Following


@pytest.mark.parametrize("label", ["accounts.user", "core.follow", "reminders.outgoingmail", "nothing", "a" * 5000])
def test_only_what_may_be_followed_is(label, browser_of, coordinator):
    assert browser_of(coordinator).post(f"/follow/{label}/{coordinator.pk}/").status_code == 404
    assert browser_of(coordinator).post(f"/follow/{label}/{HUGE}/").status_code == 404


def test_nobody_follows_or_arranges_what_they_may_not_read(browser_of, outsider, reader, draft):
    for stranger in (outsider, reader):
        client = browser_of(stranger)
        assert client.post(reverse("core:follow_create", args=["agreements.agreement", draft.pk])).status_code == 404
        for name in DATE_PAGES:
            address = reverse(f"reminders:{name}", args=["agreements.end", draft.pk])
            assert "Secret" not in client.get(address).content.decode()
    assert not Follow.objects.exists()


def test_nobody_arranges_the_dates_of_others(browser_of, outsider, reader, ending):
    for stranger in (outsider, reader):
        for name in DATE_PAGES:
            address = reverse(f"reminders:{name}", args=["agreements.end", ending.pk])
            given = {"until": in_days(3).isoformat(), "reason": "a good reason", "to": stranger.pk}
            assert browser_of(stranger).post(address, given).status_code == 403
    assert not Arrangement.objects.exists()


def test_a_mail_cannot_be_asked_for_the_day_after_the_last(browser_of, officer):
    page = browser_of(officer).get("/mail/", {"until": date.max.isoformat(), "since": date.min.isoformat()})
    assert page.status_code == 200
