"""Naming, changing and ending: who may, what is refused, who is told."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.enums import Role
from accounts.models import Delegation
from accounts.selectors import standing_in_for
from accounts.services import update_user
from accounts.substitutes import change_substitution, end_substitution, may_name_substitute, name_substitute
from core.errors import PortalError, RightMissing
from tests.accounts.factories import DelegationFactory, UserFactory
from tests.agreements.test_two_at_once import both
from tests.days import in_days

TODAY = timezone.localdate


@pytest.fixture
def anna(person, unit):
    return person(Role.COORDINATOR, unit, name="Anna Berg")


@pytest.fixture
def bo(person, university):
    return person(Role.READER, university, name="Bo Ek", language="sv")


@pytest.fixture
def absence(anna, bo):
    return DelegationFactory(person=anna, substitute=bo, starts_on=in_days(10), ends_on=in_days(20))


@pytest.mark.parametrize(
    ("actor", "others"),
    [
        (Role.READER, set()),
        (Role.COORDINATOR, set()),
        (Role.HEAD, set()),
        (Role.OFFICER, set(Role.values) - {Role.ADMINISTRATOR}),
        (Role.SECURITY_COORDINATOR, set()),
        (Role.QUALITY_OFFICER, set()),
        (Role.PROCESS_OWNER, set()),
        (Role.CONTRIBUTOR, set()),
        (Role.EXTERNAL_REVIEWER, set()),
        (Role.AUDITOR, set()),
        (Role.ADMINISTRATOR, set(Role.values)),
    ],
)
def test_who_may_name_for_whom(person, university, actor, others):
    user = person(actor, university)
    colleagues = {role: person(role, university) for role in Role.values}
    assert {role for role, colleague in colleagues.items() if may_name_substitute(user, colleague)} == others
    assert may_name_substitute(user, user) is (actor != Role.EXTERNAL_REVIEWER)


@pytest.mark.parametrize("lent_by", [Role.OFFICER, Role.ADMINISTRATOR])
def test_substitute_of_the_office_names_nobody_and_prolongs_nothing(person, university, anna, bo, lent_by):
    absent = person(lent_by, university, name="Away")
    own = name_substitute(absent, actor=absent, substitute=bo, starts_on=TODAY(), ends_on=in_days(1))
    bo.refresh_from_db()
    with pytest.raises(RightMissing):
        name_substitute(anna, actor=bo, substitute=person(Role.READER, university), starts_on=TODAY())
    with pytest.raises(RightMissing):
        change_substitution(own, actor=bo, ends_on=None)
    with pytest.raises(RightMissing):
        end_substitution(own, actor=bo)
    assert Delegation.objects.get().ends_on == in_days(1)


def test_stranger_writes_nothing(anna, bo, outsider, absence):
    with pytest.raises(RightMissing):
        name_substitute(anna, actor=outsider, substitute=outsider, starts_on=TODAY())
    with pytest.raises(RightMissing):
        change_substitution(absence, actor=outsider, substitute=outsider)
    with pytest.raises(RightMissing):
        end_substitution(absence, actor=outsider)
    assert list(Delegation.objects.values_list("person", "substitute")) == [(anna.pk, bo.pk)]


@pytest.mark.parametrize("office", ["officer", "administrator"])
def test_office_does_not_name_itself(anna, absence, office, request):
    actor = request.getfixturevalue(office)
    with pytest.raises(ValidationError) as refused:
        name_substitute(anna, actor=actor, substitute=actor, starts_on=in_days(30))
    assert set(refused.value.message_dict) == {"substitute"}
    with pytest.raises(ValidationError):
        change_substitution(absence, actor=actor, substitute=actor)
    assert not actor.standing_in.exists()


def refusals(act) -> set[str]:
    with pytest.raises(ValidationError) as refused:
        act()
    return set(refused.value.message_dict)


@pytest.mark.parametrize(
    ("starts", "ends", "fields"),
    [
        (-1, 5, {"starts_on"}),
        (5, 4, {"ends_on"}),
        (-1, -2, {"starts_on", "ends_on"}),
        (20, 25, {"starts_on"}),
        (1, 10, {"starts_on"}),
        (1, None, {"starts_on"}),
        (12, 13, {"starts_on"}),
    ],
)
def test_days_that_cannot_be_are_refused(anna, bo, absence, starts, ends, fields):
    last = None if ends is None else in_days(ends)
    act = lambda: name_substitute(anna, actor=anna, substitute=bo, starts_on=in_days(starts), ends_on=last)  # noqa: E731
    assert refusals(act) == fields
    assert Delegation.objects.count() == 1


def test_days_beside_another_absence_are_taken(anna, bo, absence):
    name_substitute(anna, actor=anna, substitute=bo, starts_on=TODAY(), ends_on=in_days(9))
    name_substitute(anna, actor=anna, substitute=bo, starts_on=in_days(21))
    assert Delegation.objects.of(anna).count() == 3


def test_overlap_is_said_with_the_days_and_the_name(anna, bo, absence):
    with pytest.raises(ValidationError, match=r"There is an absence from .* to .* already, for which Bo Ek stands in"):
        name_substitute(anna, actor=anna, substitute=bo, starts_on=in_days(15), ends_on=in_days(16))
    change_substitution(absence, actor=anna, ends_on=None)
    with pytest.raises(ValidationError, match=r"until further notice, for which Bo Ek stands in. Give it a last day"):
        name_substitute(anna, actor=anna, substitute=bo, starts_on=in_days(15), ends_on=in_days(16))


@pytest.mark.parametrize("who", ["oneself", "closed", "without a role", "guest"])
def test_who_cannot_stand_in(anna, bo, university, person, who):
    if who == "closed":
        update_user(bo, actor=None, is_active=False)
    people = {"oneself": lambda: anna, "closed": lambda: bo, "without a role": UserFactory}
    substitute = people.get(who, lambda: person(Role.EXTERNAL_REVIEWER, university))()
    assert refusals(lambda: name_substitute(anna, actor=anna, substitute=substitute, starts_on=TODAY())) == {
        "substitute"
    }
    assert not Delegation.objects.exists()


def test_absence_that_has_begun_keeps_its_start_and_its_substitute(anna, bo, outsider):
    begun = DelegationFactory(person=anna, substitute=bo, starts_on=in_days(-3), ends_on=in_days(3))
    assert refusals(lambda: change_substitution(begun, actor=anna, substitute=outsider)) == {"substitute"}
    assert refusals(lambda: change_substitution(begun, actor=anna, starts_on=in_days(1))) == {"starts_on"}
    assert refusals(lambda: change_substitution(begun, actor=anna, ends_on=in_days(-1))) == {"ends_on"}
    change_substitution(begun, actor=anna, substitute=bo, starts_on=in_days(-3), ends_on=in_days(5), note="Longer")
    begun.refresh_from_db()
    assert (begun.ends_on, begun.note) == (in_days(5), "Longer")


def test_absence_to_come_changes_as_a_whole(anna, outsider, absence):
    change_substitution(absence, actor=anna, substitute=outsider, starts_on=TODAY(), ends_on=None, note="x")
    absence.refresh_from_db()
    assert (absence.substitute, absence.starts_on, absence.ends_on) == (outsider, TODAY(), None)
    assert standing_in_for(outsider) == [absence]


def test_what_is_over_stays(anna, bo):
    over = DelegationFactory(person=anna, substitute=bo, starts_on=in_days(-9), ends_on=in_days(-1))
    for act in (
        lambda: change_substitution(over, actor=anna, ends_on=in_days(9)),
        lambda: end_substitution(over, actor=anna),
    ):
        with pytest.raises(PortalError, match="is over"):
            act()
    assert Delegation.objects.get().ends_on == in_days(-1)


@pytest.mark.parametrize(("starts", "left"), [(-3, [-1]), (0, []), (4, [])])
def test_ending_holds_from_this_moment(anna, bo, starts, left):
    absence = DelegationFactory(person=anna, substitute=bo, starts_on=in_days(starts), ends_on=in_days(9))
    end_substitution(absence, actor=anna)
    assert list(Delegation.objects.values_list("ends_on", flat=True)) == [in_days(number) for number in left]
    assert standing_in_for(bo) == []
    event = Delegation.pgh_event_model.objects.latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("delegation.end", anna.pk)
    if not left:
        with pytest.raises(PortalError, match="taken off"):
            end_substitution(absence, actor=anna)


def test_whose_substitute_somebody_is_on_a_day(anna, bo, absence, person, university):
    other = person(Role.READER, university, name="Other")
    DelegationFactory(person=bo, substitute=other, starts_on=in_days(10), ends_on=None)
    assert [each.person for each in standing_in_for(bo, in_days(10))] == [anna]
    assert standing_in_for(bo, in_days(21)) == []
    assert [each.person for each in standing_in_for(other, in_days(15))] == [bo]  # not Anna: nothing is passed on
    assert standing_in_for(bo) == []


def test_absences_are_seen_by_the_two_and_by_the_office(anna, bo, absence, outsider, officer, administrator, auditor):
    seen = {user: list(Delegation.objects.visible_to(user)) for user in (anna, bo, officer, administrator)}
    assert all(rows == [absence] for rows in seen.values())
    assert [list(Delegation.objects.visible_to(user)) for user in (outsider, auditor)] == [[], []]


def told(mailoutbox) -> list[tuple[str, str]]:
    return [(mail.to[0], mail.subject) for mail in mailoutbox]


def test_substitute_is_told_and_the_person_where_another_arranged_it(
    anna, bo, outsider, officer, worker, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        absence = name_substitute(
            anna, actor=officer, substitute=outsider, starts_on=in_days(1), ends_on=in_days(3), note="Nothing urgent"
        )
    assert told(mailoutbox) == [
        (outsider.email, "You stand in for Anna Berg"),
        (anna.email, "Outsider stands in for you"),
    ]
    first, last = (date_format(in_days(number), "DATE_FORMAT") for number in (1, 3))
    assert mailoutbox[0].body.split("\n\n")[1:3] == [
        f"Anna Berg is away from {first} to {last}, and you stand in. International officer has arranged it.",
        "Note: Nothing urgent",
    ]
    with django_capture_on_commit_callbacks(execute=True):
        change_substitution(absence, actor=anna, note="Something urgent")
    assert len(mailoutbox) == 2
    with django_capture_on_commit_callbacks(execute=True):
        change_substitution(absence, actor=anna, ends_on=in_days(4))
    assert told(mailoutbox[2:]) == [(outsider.email, "Other days: you stand in for Anna Berg")]
    with django_capture_on_commit_callbacks(execute=True):
        end_substitution(absence, actor=anna)
    assert told(mailoutbox[3:]) == [(outsider.email, "You no longer stand in for Anna Berg")]


def test_substitute_who_is_replaced_is_told_too(
    anna, outsider, officer, worker, mailoutbox, django_capture_on_commit_callbacks
):
    absence = DelegationFactory(person=anna, substitute=outsider, starts_on=in_days(1), ends_on=in_days(2))
    with django_capture_on_commit_callbacks(execute=True):
        change_substitution(absence, actor=anna, substitute=officer)
    assert told(mailoutbox) == [
        (outsider.email, "You no longer stand in for Anna Berg"),
        (officer.email, "You stand in for Anna Berg"),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_name_at_once_the_second_is_refused(anna, bo, outsider):
    def name(substitute, starts, ends):
        return lambda: name_substitute(
            anna, actor=anna, substitute=substitute, starts_on=in_days(starts), ends_on=in_days(ends)
        )

    for _each in range(5):
        Delegation.objects.all().delete()
        results = both(name(bo, 1, 5), name(outsider, 3, 9))
        assert sorted(type(result).__name__ for result in results) == ["Delegation", "ValidationError"]
        refused = next(result for result in results if isinstance(result, ValidationError))
        assert "already, for which" in refused.messages[0]
        assert Delegation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_absence_entered_past_the_service_meanwhile_is_refused_in_words(anna, bo, outsider):
    """The first is entered and not committed: the second looks and sees nothing, waits for it, and is refused."""
    entered = threading.Event()

    def enter_and_wait():
        with transaction.atomic():
            DelegationFactory(person=anna, substitute=outsider, starts_on=in_days(1), ends_on=in_days(5))
            entered.set()
            until_somebody_waits()

    def name():
        assert entered.wait(timeout=10)
        name_substitute(anna, actor=anna, substitute=bo, starts_on=in_days(2), ends_on=in_days(3))

    _first, second = both(enter_and_wait, name)
    assert isinstance(second, ValidationError)
    assert "just entered" in second.messages[0]
    assert Delegation.objects.get().substitute == outsider


def until_somebody_waits():
    with connection.cursor() as cursor:
        for _attempt in range(200):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waited")
