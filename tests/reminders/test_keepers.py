"""Whose a date is: the desk asks one person at a time, the sweep everybody at once, and both must agree."""

from datetime import date, timedelta
from random import Random

import pytest

from accounts.enums import Role
from accounts.models import Membership, User
from agreements.models import Agreement
from reminders.dates import DateQuestion, Whose
from reminders.models import Arrangement, Notice
from reminders.sweep import sweep
from tests.accounts.factories import DelegationFactory
from tests.reminders.conftest import TODAY

pytestmark = pytest.mark.usefixtures("ends_alone", "watched_for_years")

DUE = TODAY + timedelta(days=7)


def told():
    return [(notice.recipient.name, notice.told_as) for notice in Notice.objects.filter(fate="to_tell").order_by("pk")]


def kept_by(user):
    return [row.title for row in DateQuestion(user, TODAY).rows(10)]


def away(who, substitute, starts_on=TODAY, ends_on=TODAY):
    return DelegationFactory(person=who, substitute=substitute, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "recipient"),
    [
        (TODAY, TODAY, ("Bo", "substitute")),
        (TODAY - timedelta(days=400), None, ("Bo", "substitute")),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), ("Coordinator", "owner")),
        (TODAY + timedelta(days=1), None, ("Coordinator", "owner")),
    ],
)
def test_a_substitute_is_told_in_the_days_of_absence_and_on_no_other(
    old_agreement, coordinator, person, unit, starts_on, ends_on, recipient
):
    bo = person(Role.READER, unit, name="Bo")
    old_agreement(ends_on=DUE, title="Exchange")
    away(coordinator, bo, starts_on, ends_on)
    sweep(TODAY)
    assert told() == [recipient]
    assert kept_by(bo) == (["Exchange"] if recipient[0] == "Bo" else [])
    assert kept_by(coordinator) == ["Exchange"]


def test_a_notice_to_a_substitute_says_for_whom(old_agreement, coordinator, outsider):
    old_agreement(ends_on=DUE)
    away(coordinator, outsider)
    sweep(TODAY)
    assert Notice.objects.get().instead_of == coordinator


def test_a_substitute_who_has_left_too_replaces_nobody(old_agreement, coordinator, outsider):
    old_agreement(ends_on=DUE)
    away(coordinator, outsider)
    User.objects.filter(pk=outsider.pk).update(is_active=False)
    sweep(TODAY)
    assert told() == [("Coordinator", "owner")]


def test_a_substitute_who_is_away_too_replaces_nobody(old_agreement, coordinator, outsider, officer):
    old_agreement(ends_on=DUE, title="Exchange")
    away(coordinator, outsider)
    away(outsider, officer)
    sweep(TODAY)
    assert told() == [("Coordinator", "owner")]
    assert (kept_by(outsider), kept_by(officer)) == ([], [])


def test_who_has_left_is_replaced_by_the_substitute_named_for_them(old_agreement, coordinator, outsider, officer):
    old_agreement(ends_on=DUE)
    away(coordinator, outsider, ends_on=None)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    sweep(TODAY)
    assert told() == [("Outsider", "substitute")]


def test_a_date_that_was_handed_over_is_the_receivers_alone(old_agreement, coordinator, outsider, officer):
    agreement = old_agreement(ends_on=DUE, title="Exchange")
    arrangement = Arrangement.objects.create(source="agreements.end", object_id=agreement.pk, keeper=outsider)
    assert (kept_by(outsider), kept_by(coordinator)) == (["Exchange"], [])
    sweep(TODAY)
    assert told() == [("Outsider", "handed")]
    Arrangement.objects.filter(pk=arrangement.pk).update(keeper=None)
    assert (kept_by(outsider), kept_by(coordinator)) == ([], ["Exchange"])


def test_a_date_handed_to_somebody_who_left_comes_back(old_agreement, coordinator, outsider):
    agreement = old_agreement(ends_on=DUE, title="Exchange")
    Arrangement.objects.create(source="agreements.end", object_id=agreement.pk, keeper=outsider)
    User.objects.filter(pk=outsider.pk).update(is_active=False)
    sweep(TODAY)
    assert (told(), kept_by(coordinator)) == ([("Coordinator", "owner")], ["Exchange"])


@pytest.mark.parametrize("seed", range(25))
def test_in_any_house_desks_and_mails_agree(old_agreement, university, faculty, unit, other_unit, person, seed):
    """Random people, roles, absences and hand-overs; those whose substitute is here see the date but are not told."""
    chance = Random(seed)
    units = [university, faculty, unit, other_unit]
    roles = [Role.COORDINATOR, Role.COORDINATOR, Role.HEAD, Role.OFFICER, Role.READER]
    people = [
        person(chance.choice(roles), chance.choice(units), name=f"P{number}", is_active=chance.random() > 0.2)
        for number in range(6)
    ]
    Membership.objects.filter(user__in=chance.sample(people, 1)).delete()
    for absent in chance.sample(people, 3):
        away(absent, chance.choice([other for other in people if other != absent]))
    overdue = TODAY - timedelta(days=chance.choice([-7, 7, 21, 35]))
    for _number in range(3):
        owner = chance.choice([*people, None])
        agreement = old_agreement(ends_on=overdue, coordinator=owner, responsible_unit=chance.choice(units))
        if chance.random() < 0.4:
            keeper = chance.choice(people)
            Arrangement.objects.create(source="agreements.end", object_id=agreement.pk, keeper=keeper)
    sweep(TODAY)
    replaced = {person.pk for person in people if is_replaced(person)}
    keeping, escalated = set(), set()
    for user in User.objects.all():
        if user.is_active and user.pk not in replaced and user.memberships.exists():
            keeping |= {(row.object_id, user.pk) for row in DateQuestion(user, TODAY).rows(50)}
            question = DateQuestion(user, TODAY, whose=Whose.ESCALATED)
            escalated |= {(row.object_id, user.pk) for row in question.rows(50)}
    as_keeper = Notice.objects.exclude(told_as__in=["head", "escalated"]).exclude(recipient=None)
    assert set(as_keeper.values_list("object_id", "recipient")) == keeping
    raised = Notice.objects.filter(told_as__in=["head", "escalated"]).values_list("object_id", "recipient")
    assert set(raised) - keeping == escalated


def is_replaced(person):
    here = person.delegations.filter(substitute__is_active=True, substitute__delegations__isnull=True)
    return any(delegation.substitute.memberships.exists() for delegation in here)


@pytest.mark.parametrize(
    ("role", "place", "days", "is_told"),
    [
        (Role.HEAD, "unit", 13, False),
        (Role.HEAD, "unit", 14, True),
        (Role.HEAD, "faculty", 14, True),
        (Role.HEAD, "other_unit", 14, False),
        (Role.OFFICER, "university", 27, False),
        (Role.OFFICER, "university", 28, True),
        (Role.READER, "unit", 100, False),
    ],
)
def test_what_stays_overdue_is_told_to_the_head_then_to_the_office(
    old_agreement, person, request, role, place, days, is_told
):
    superior = person(role, request.getfixturevalue(place))
    agreement = old_agreement(ends_on=TODAY - timedelta(days=days))
    sweep(TODAY)
    assert Notice.objects.filter(recipient=superior, fate="to_tell").exists() == is_told
    rows = DateQuestion(superior, TODAY, whose=Whose.ESCALATED).rows(10)
    assert [row.object_id for row in rows] == ([agreement.pk] if is_told else [])


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICER])
def test_what_nobody_owns_is_escalated_too(old_agreement, person, unit, role):
    superior = person(role, unit)
    agreement = old_agreement(ends_on=TODAY - timedelta(days=40), coordinator=None)
    rows = DateQuestion(superior, TODAY, whose=Whose.ESCALATED).rows(10)
    assert [row.object_id for row in rows] == [agreement.pk]


def test_only_the_nearest_head_is_told(old_agreement, person, unit, faculty, university):
    for place in (unit, faculty, university):
        person(Role.HEAD, place, name=f"Head of {place.code}")
    old_agreement(ends_on=TODAY - timedelta(days=14))
    sweep(TODAY)
    assert told() == [("Coordinator", "owner"), ("Head of DIDA", "head")]


def test_the_office_is_told_every_four_weeks_when_the_weekly_mails_have_stopped(old_agreement, officer):
    old_agreement(ends_on=TODAY)
    for days in (day for day in range(200) if day % 7 in {6, 0, 1}):  # the nights around each step
        sweep(TODAY + timedelta(days=days))
    notices = Notice.objects.filter(fate="to_tell")
    weekly = list(notices.exclude(recipient=officer).order_by("-lead").values_list("lead", flat=True))
    office = list(notices.filter(recipient=officer).order_by("-lead").values_list("lead", flat=True))
    assert weekly == [0, -7, -14, -21, -28, -35, -42, -49, -56]
    assert office == [-28, -56, -84, -112, -140, -168, -196]


def test_an_owner_replaced_by_a_colleague_of_another_unit_is_told_of_nothing_else(old_agreement, outsider, coordinator):
    old_agreement(ends_on=DUE, title="Exchange", coordinator=outsider)
    Agreement.objects.create(
        kind="moc", title="Somebody else's", state="active", responsible_unit=coordinator.memberships.get().unit,
        ends_on=DUE, coordinator=coordinator,
    )  # fmt: skip
    away(outsider, coordinator, starts_on=date(2020, 1, 1), ends_on=None)
    assert kept_by(outsider) == ["Exchange"]
