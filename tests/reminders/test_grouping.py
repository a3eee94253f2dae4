"""What is alike stands as one, on the desk, in the calendar and in mails; what one may not read never counts in it."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from accounts.models import User
from mobility.enums import Direction, MobilityState
from mobility.models import Mobility, StayStep
from reminders import desk
from reminders.calendar.month_of_dates import month_of_dates
from reminders.calendar.months import Month
from reminders.dates import DateQuestion, Whose
from reminders.decision_mails import tell_decisions
from reminders.desk import Desk
from reminders.desk_decisions import DecisionsOf
from reminders.grouping import put_together
from reminders.models import Arrangement, OutgoingMail, WatchedKind
from reminders.sweep import sweep
from tests.agreements.factories import InstitutionFactory
from tests.mobility.factories import MobilityFactory, StayStepFactory, StepKindFactory
from tests.reminders.conftest import LONG_AGO
from tests.reminders.conftest import TODAY as FIRST_OF_MARCH

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
MONDAY = TODAY + timedelta(days=14 - TODAY.weekday())  # of the week after the next


@pytest.fixture
def signed():
    return StepKindFactory(code="grant-agreement", name_en="Grant agreement signed")


@pytest.fixture
def lodz():
    return InstitutionFactory(name="Politechnika Łódzka")


def a_stay(name, unit, coordinator=None, state=MobilityState.AGREED, **fields):
    """One that begins in four months."""
    days = {"starts_on": TODAY + timedelta(days=120), "ends_on": TODAY + timedelta(days=200)}
    person = {"participant__given_name": name, "participant__family_name": "Ek"}
    return MobilityFactory(unit=unit, coordinator=coordinator, state=state, **days, **person, **fields)


def steps(kind, unit, coordinator, *days, names=("Ada", "Bo", "Cia", "Dan", "Eva", "Fia", "Gun")):
    """A step of a stay of its own on each of the ``days``."""
    for name, day in zip(names, days, strict=False):
        StayStepFactory(mobility=a_stay(name, unit, coordinator), kind=kind, due_on=day)


def after(*days):
    return [MONDAY + timedelta(days=number) for number in days]


def desk_of(reader, **asked):
    reader = User.objects.get(pk=reader.pk)
    return Desk(reader, TODAY, **{"person": reader, **asked})


def lines_of(shown):
    """Each line of the desk by the card it stands on."""
    entries = [(part.key, entry) for part in shown.parts for entry in part.entries]
    return [(key, entry.title if entry.is_group else entry.date.title) for key, entry in entries]


@pytest.mark.parametrize(
    ("keys", "together"),
    [("", []), ("aab", ["a", "a", "b"]), ("abaca", ["aaa", "b", "c"]), ("--a-", ["-", "-", "a", "-"])],
)
def test_three_alike_stand_at_the_place_of_the_first(keys, together):
    found = put_together(keys, lambda key: None if key == "-" else key)
    assert ["".join(rows) for rows in found] == together


def test_steps_of_a_kind_and_week_are_one_line_and_two_stay_single(unit, coordinator, signed):
    steps(signed, unit, coordinator, *after(3, 1, 6, 7, 8))  # three in one week, two in the next
    shown = desk_of(coordinator)
    assert lines_of(shown) == [
        ("month", "Grant agreement signed: 3 stays"),
        ("month", "Grant agreement signed · Dan Ek"),
        ("month", "Grant agreement signed · Eva Ek"),
    ]
    group = shown.parts[0].entries[0]
    assert (group.first.date.due_on, group.who) == (MONDAY + timedelta(days=1), "Bo Ek, Ada Ek and 1 other")
    assert shown.parts[0].count == "5"


def test_what_is_overdue_is_one_line_whatever_the_week(unit, coordinator, signed):
    steps(signed, unit, coordinator, *(TODAY - timedelta(days=days) for days in (30, 20, 2)))
    assert lines_of(desk_of(coordinator)) == [("overdue", "Grant agreement signed: 3 stays")]


def test_a_stay_one_may_not_read_never_counts(unit, other_unit, coordinator, auditor, signed, lodz):
    """It is kept by the same person, in a unit where they have no right any more."""
    steps(signed, unit, coordinator, *after(0, 1, 2))
    steps(signed, other_unit, coordinator, *after(0, 1), names=("Hidden", "Secret"))
    waiting = {"state": MobilityState.NOMINATED, "partner": lodz, "direction": Direction.INCOMING}
    for each, place in (("Ada", unit), ("Bo", unit), ("Cia", unit), ("Hidden", other_unit)):
        a_stay(each, place, coordinator, **waiting)
    assert lines_of(desk_of(coordinator)) == [
        ("month", "Grant agreement signed: 3 stays"),
        ("later", "Stay that begins and is not agreed: 3 stays"),
    ]
    assert [entry.title for entry in DecisionsOf(coordinator).entries] == [
        "3 nominations from Politechnika Łódzka, Autumn term 2026/27"
    ]
    assert ("month", "Grant agreement signed: 5 stays") in lines_of(desk_of(auditor, person=None))


def test_the_list_behind_a_group_holds_exactly_its_dates(unit, coordinator, officer, signed, browser_of):
    steps(signed, unit, coordinator, *after(0, 1, 2, 9))
    steps(StepKindFactory(), unit, coordinator, *after(0, 1))
    for reader, query in ((coordinator, ""), (officer, "?person=everybody"), (officer, f"?person={coordinator.pk}")):
        client = browser_of(reader)
        page = client.get(f"/desk/{query}")
        (group,) = [entry for part in page.context["desk"].parts for entry in part.entries if entry.is_group]
        listed = client.get(f"{page.context['dates_list_url']}&{group.query}")
        assert [each.row.key for each in listed.context["dates"]] == [row.date.key for row in group.rows]
        assert "Grant agreement signed" in [chip.shown for chip in listed.context["chips"]]


def test_a_group_of_which_more_follow_says_so_and_its_list_has_them(unit, coordinator, signed, browser_of, monkeypatch):
    steps(signed, unit, coordinator, *after(0, 0, 1, 2, 5))
    monkeypatch.setattr(desk, "MOST_ROWS", 4)
    client = browser_of(coordinator)
    page = client.get("/desk/")
    (group,) = page.context["desk"].parts[0].entries
    assert (group.title, group.who) == ("Grant agreement signed: 4+ stays", "Ada Ek, Bo Ek and more")
    assert client.get(f"{page.context['dates_list_url']}&{group.query}").context["page"].total == 5


def test_no_more_lines_than_the_desk_has_room_for(unit, coordinator, signed, monkeypatch):
    steps(signed, unit, coordinator, *after(0, 1, 2))
    steps(StepKindFactory(name_en="Other"), unit, coordinator, *after(3, 4))
    monkeypatch.setattr(desk, "MOST_LINES", 2)
    (part,) = desk_of(coordinator).parts
    assert ([entry.is_group for entry in part.entries], part.count) == ([True, False], "4+")


def test_a_group_opens_to_its_dates_with_their_own_acts(unit, coordinator, signed, browser_of):
    steps(signed, unit, coordinator, *after(0, 1, 2))
    page = browser_of(coordinator).get("/desk/").content.decode()
    assert page.count("Put to rest…") == 3
    assert '<span class="due-title">Grant agreement signed: 3 stays</span>' in page
    assert page.count(">Ada Ek</a>") == 1


def nominate(unit, coordinator, lodz, *names, **fields):
    for name in names:
        a_stay(name, unit, coordinator, MobilityState.NOMINATED, **{"partner": lodz, "direction": "incoming", **fields})


def test_nominations_of_a_partner_and_term_are_one_line(unit, other_unit, coordinator, lodz, browser_of):
    nominate(unit, coordinator, lodz, "Ada", "Bo", "Cia")
    nominate(unit, coordinator, lodz, "Out", direction="outgoing")
    nominate(other_unit, coordinator, lodz, "Hidden")
    client = browser_of(coordinator)
    page = client.get("/desk/")
    group, single = page.context["decisions"].entries
    assert group.title == "3 nominations from Politechnika Łódzka, Autumn term 2026/27"
    assert [each.name_in_group for each in group.decisions] == ["Ada Ek", "Bo Ek", "Cia Ek"]
    assert single.waiting.title == "Out Ek · Politechnika Łódzka"
    assert single.waiting.text == "Nominated: Studies, Autumn term 2026/27"
    assert page.context["decisions"].count == "4"
    assert "4 wait for your decision" in page.content.decode()
    assert "Hidden" not in page.content.decode()
    assert client.get(group.url).context["page"].total == 3


def test_nobody_goes_together_to_a_place_that_is_no_partner(unit, coordinator):
    nominate(unit, coordinator, None, "Ada", "Bo", "Cia", host_name="A firm", host_country=InstitutionFactory().country)
    assert [entry.is_group for entry in DecisionsOf(coordinator).entries] == [False] * 3


@pytest.fixture
def watched(db):
    for name in ("mobility.stay_step", "mobility.nomination"):
        WatchedKind.objects.update_or_create(source=name, defaults={"started_on": LONG_AGO})


@pytest.mark.usefixtures("watched")
def test_a_mail_says_the_group_once_with_the_links_of_its_members(unit, coordinator, signed, lodz):
    nominate(unit, coordinator, lodz, "Ada", "Bo", "Cia")
    tell_decisions()
    mail = OutgoingMail.objects.get()
    title = "3 nominations from Politechnika Łódzka, Autumn term 2026/27"
    assert mail.subject == f"Waits for your decision: {title} · BTH International"
    assert mail.text.count("Politechnika") == 1
    for stay in Mobility.objects.all():
        assert mail.text.count(f"/mobility/stays/{stay.pk}/\n") == mail.html.count(f'/mobility/stays/{stay.pk}/"') == 1


@pytest.mark.usefixtures("watched")
def test_a_digest_groups_what_comes_for_the_same_reason_and_counts_dates(unit, coordinator, officer, signed):
    days = [FIRST_OF_MARCH + timedelta(days=number) for number in (0, 2, 3, 4)]
    steps(signed, unit, coordinator, *days)
    StayStep.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    handed = {"keeper": coordinator, "handed_by": officer, "handed_note": "you know them"}
    Arrangement.objects.create(source="mobility.stay_step", object_id=StayStep.objects.get(due_on=days[1]).pk, **handed)
    sweep(FIRST_OF_MARCH)
    mail = OutgoingMail.objects.get()
    text = " ".join(mail.text.split())
    assert mail.subject == "4 this week · BTH International"
    assert "1 Mar 2027, today: Grant agreement signed: 3 stays Ada Ek, 1 Mar 2027 http" in text
    assert "Grant agreement signed · Bo Ek" in text
    assert "Handed to you by International officer: “you know them”" in text


@pytest.mark.usefixtures("watched")
def test_a_mail_to_a_keeper_without_the_right_names_nobody(other_unit, coordinator, officer, signed, lodz):
    """They keep the stays from the time when they had a role in that unit."""
    nominate(other_unit, coordinator, lodz, "Hidden", "Secret", "Private")
    steps(signed, other_unit, coordinator, *[FIRST_OF_MARCH] * 3, names=("Hidden", "Secret", "Private"))
    StayStep.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    tell_decisions()
    sweep(FIRST_OF_MARCH)
    mails = OutgoingMail.objects.filter(recipient=coordinator)
    assert len(mails) == 2
    assert not [mail for mail in mails if "Ek" in f"{mail.subject} {mail.text} {mail.html}"]
    assert mails.get(kind="decision").text.count("Politechnika Łódzka") == 3


@pytest.mark.parametrize("count", [4, 5])
def test_a_day_of_the_month_with_more_than_four_alike_says_how_many(unit, coordinator, signed, count, browser_of):
    steps(signed, unit, coordinator, *[MONDAY] * count)
    question = DateQuestion(User.objects.get(pk=coordinator.pk), TODAY, Whose.ALL)
    day = month_of_dates(question, Month.of(MONDAY)).day(MONDAY)
    words = [line.words for line in day.lines]
    if count == 5:
        assert (words, day.more, day.count) == (["Grant agreement signed (5)"], 0, 5)
        page = browser_of(coordinator).get(f"/calendar/?month={Month.of(MONDAY)}&day={MONDAY}").content.decode()
        (link,) = [part.partition('"')[0] for part in page.split('href="') if "about=grant-agreement" in part[:300]]
        assert browser_of(coordinator).get(unescape(link)).context["page"].total == 5
    else:
        assert (len(words), day.more, day.count) == (3, 1, 4)
