"""What a row of the desk says: who keeps the date, for whom, who handed it over, and what may be done at once."""

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from agreements.models import Agreement
from reminders.arrangements import hand_over_date, rest_date, settle_date
from reminders.dates import find_date
from reminders.desk import Desk
from reminders.sources import source
from reminders.sweep import sweep
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.days import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(unit, coordinator):
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Exchange", ends_on=in_days(20))


def desk_of(reader, person="own", **asked):
    """The desk as a fresh request sees it."""
    reader = User.objects.get(pk=reader.pk)
    return Desk(reader, timezone.localdate(), reader if person == "own" else person, **asked)


def rows_of(desk):
    return [row for part in desk.parts for row in part.rows]


def only_row(desk):
    (row,) = rows_of(desk)
    return row


def find(obj, viewer, name="agreements.end"):
    return find_date(viewer, source(name), obj.pk, timezone.localdate())


@pytest.mark.usefixtures("agreement")
def test_ones_own_date_names_nobody(coordinator):
    row = only_row(desk_of(coordinator))
    assert (row.kept_by, row.stands_for, row.unit, row.may_arrange) == ("", "", "", True)


@pytest.mark.usefixtures("agreement")
def test_a_substitute_reads_for_whom_and_where(coordinator, outsider):
    DelegationFactory(person=coordinator, substitute=outsider, starts_on=in_days(0), ends_on=None)
    row = only_row(desk_of(outsider))
    assert (row.kept_by, row.stands_for, row.unit, row.may_arrange) == ("", "Coordinator", "Computer Science", True)
    own = only_row(desk_of(coordinator))
    assert (own.kept_by, own.stands_for) == ("", "")


def test_a_substitute_of_a_units_coordinator_reads_for_whom(unit, coordinator, outsider):
    AgreementFactory(responsible_unit=unit, coordinator=None, ends_on=in_days(20))
    DelegationFactory(person=coordinator, substitute=outsider, starts_on=in_days(0), ends_on=None)
    assert only_row(desk_of(outsider)).stands_for == "Coordinator"
    assert only_row(desk_of(coordinator)).stands_for == ""


def test_a_coordinator_of_the_same_unit_keeps_it_themself(unit, coordinator, person):
    AgreementFactory(responsible_unit=unit, coordinator=None, ends_on=in_days(20))
    colleague = person(Role.COORDINATOR, unit, name="Colleague")
    DelegationFactory(person=coordinator, substitute=colleague, starts_on=in_days(0), ends_on=None)
    assert only_row(desk_of(colleague)).stands_for == ""


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("owner", "Coordinator"),
        ("handed", "Reader"),
        ("away", "Outsider, for Coordinator"),
        ("left", "the unit’s coordinators"),
        ("nobody", "the office"),
    ],
)
def test_everybodys_dates_say_with_whom_each_is(
    request, unit, coordinator, outsider, reader, officer, auditor, agreement, person, kept, words
):
    if kept == "handed":
        hand_over_date(find(agreement, officer), actor=officer, to=reader)
    if kept == "away":
        DelegationFactory(person=coordinator, substitute=outsider, starts_on=in_days(0), ends_on=None)
    if kept == "left":
        person(Role.COORDINATOR, unit, name="Colleague")
    if kept in ("left", "nobody"):
        User.objects.filter(pk=coordinator.pk).update(is_active=False)
    row = only_row(desk_of(auditor, person=None))
    assert (row.kept_by, row.stands_for, row.may_arrange) == (words, "", False)
    assert only_row(desk_of(officer, person=None)).may_arrange


def test_the_receiver_reads_by_whom_and_why_the_giver_does_not(agreement, coordinator, officer, reader):
    hand_over_date(find(agreement, officer), actor=officer, to=reader, note="you know them")
    assert only_row(desk_of(reader)).handed == "Handed over by International officer: you know them"
    assert only_row(desk_of(officer, person=None)).handed == "you know them"
    assert rows_of(desk_of(coordinator)) == []


def test_a_moved_date_says_from_when(agreement, coordinator, watched_for_years):
    sweep(timezone.localdate())
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_days(50))
    sweep(timezone.localdate())
    assert only_row(desk_of(coordinator)).date.moved_from == in_days(20)


def labels(row):
    return [str(act.label) for act in row.acts]


@pytest.mark.usefixtures("agreement")
def test_the_obvious_act_is_offered_to_those_who_may(unit, coordinator, officer, auditor):
    assert labels(only_row(desk_of(coordinator))) == ["Renew"]
    assert labels(only_row(desk_of(officer, person=None))) == ["Renew"]
    assert labels(only_row(desk_of(auditor, person=None))) == []


def test_an_act_is_not_offered_where_one_has_no_right(agreement, officer, outsider):
    """A coordinator, but of another unit: the right exists, only not here."""
    hand_over_date(find(agreement, officer), actor=officer, to=outsider)
    assert labels(only_row(desk_of(outsider))) == []


def test_a_review_is_noted_and_automatic_renewal_opened(unit, coordinator):
    renewing = AgreementFactory(
        responsible_unit=unit, coordinator=coordinator, ends_on=in_days(9), renewal="automatic", renewal_months=12
    )
    DocumentFactory(agreement=renewing, review_on=in_days(10))
    assert [(str(row.date.source.label), labels(row)) for row in rows_of(desk_of(coordinator))] == [
        ("Agreement renews by itself", []),
        ("Document to review", ["Reviewed"]),
    ]


def test_what_is_put_aside_is_in_a_part_of_its_own(unit, agreement, coordinator, officer):
    other = AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Other", ends_on=in_days(400))
    rest_date(find(agreement, coordinator), actor=coordinator, until=in_days(9), reason="waiting for the dean")
    settle_date(find(other, officer), actor=officer, reason="it is renewed")
    desk = desk_of(coordinator)
    assert rows_of(desk) == []
    assert [row.arranged.partition(":")[0][:10] for row in desk.aside.rows] == ["Rests unti", "Not needed"]
    assert desk_of(officer).aside is None


def test_what_stays_overdue_reaches_the_head_then_the_office(unit, coordinator, head, officer, outsider):
    for days, title in ((10, "Ten"), (20, "Twenty"), (40, "Forty")):
        paper = AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=None)
        DocumentFactory(agreement=paper, title=title, review_on=in_days(-days))
    raised = {
        user.name: [row.date.title.partition(" · ")[0] for row in desk_of(user).elsewhere.rows]
        for user in (head, officer)
    }
    assert raised == {"Head of unit": ["Forty", "Twenty"], "International officer": ["Forty"]}
    assert [row.kept_by for row in desk_of(head).elsewhere.rows] == ["Coordinator", "Coordinator"]
    assert [desk_of(user).elsewhere for user in (coordinator, outsider)] == [None, None]
    assert desk_of(officer, person=None).elsewhere is None
