"""What a substitute may do: the person's delegable roles, for the time, never more, and signed as theirs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.rights import Lender
from accounts.roles import PERSONAL, ROLES
from accounts.services import grant_role, revoke_role, update_user
from agreements.enums import AgreementState
from agreements.models import Agreement
from agreements.services.agreements import move_agreement, update_agreement
from core.errors import RightMissing
from core.history_entries import Story, entries_of
from tests.accounts.factories import DelegationFactory, UserFactory
from tests.agreements.factories import AgreementFactory

APPROVE, CHANGE, SEE = "agreements.approve_agreement", "agreements.change_agreement", "agreements.view_every_agreement"
TODAY = timezone.localdate


@pytest.fixture
def away(person, unit):
    """The head of a department, who may be away."""
    return person(Role.HEAD, unit, name="Anna Berg")


@pytest.fixture
def colleague(person, university):
    """Somebody who may read and no more."""
    return person(Role.READER, university, name="Bo Ek")


def stands_in(substitute, person, *, starts=0, ends=7):
    """A substitution by days from today; ``ends`` None: until further notice."""
    last = None if ends is None else TODAY() + timedelta(days=ends)
    return DelegationFactory(
        person=person, substitute=substitute, starts_on=TODAY() + timedelta(days=starts), ends_on=last
    )


def fresh(user) -> User:
    """The person as the next request reads them."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("starts", "ends", "may"),
    [(0, 0, True), (-7, 0, True), (-7, None, True), (0, 7, True), (-7, -1, False), (1, 7, False), (1, None, False)],
)
def test_rights_are_lent_from_the_first_day_to_the_last(away, colleague, unit, starts, ends, may):
    stands_in(colleague, away, starts=starts, ends=ends)
    assert fresh(colleague).has_perm(APPROVE, unit) is may
    assert fresh(away).has_perm(APPROVE, unit)


def test_rights_are_lent_where_the_person_has_them_and_nowhere_else(away, colleague, unit, faculty, other_unit):
    stands_in(colleague, away)
    here, there = AgreementFactory(responsible_unit=unit), AgreementFactory(responsible_unit=other_unit)
    draft = AgreementFactory(responsible_unit=other_unit, state=AgreementState.DRAFT)
    user = fresh(colleague)
    assert [user.has_perm(APPROVE, each) for each in (here, there)] == [True, False]
    assert [user.has_perm(CHANGE, each) for each in (unit, faculty)] == [True, False]
    assert list(Agreement.objects.editable_by(user)) == [here]
    assert draft not in Agreement.objects.visible_to(user)


@pytest.mark.parametrize("role", Role.values)
def test_only_roles_whose_work_waits_are_lent(person, university, unit, colleague, role):
    stands_in(colleague, person(role, university, name="Away"))
    before, after = fresh(UserFactory()), fresh(colleague)
    grant_role(before, unit=university, role=Role.READER, actor=None)
    grants = ROLES[role]
    lent = {
        right for right in grants.everywhere | grants.in_unit if after.has_perm(right) and not before.has_perm(right)
    }
    own = ROLES[Role.READER].everywhere | ROLES[Role.READER].of_own
    if role in ("coordinator", "head", "officer", "quality_officer"):
        assert lent == (grants.everywhere | grants.in_unit) - own - PERSONAL
    else:
        assert lent == set()


def test_no_lent_role_opens_the_administration_or_breeds_another_substitution(person, university, colleague):
    for role in Role.values:
        stands_in(colleague, person(role, university, name=f"Away {role}"))
    user = fresh(colleague)
    assert not user.is_staff
    assert [right for right in (*PERSONAL, "core.administer", "accounts.add_user") if user.has_perm(right)] == []


def test_substitute_of_a_substitute_has_nothing_from_it(away, colleague, person, university, unit):
    third = person(Role.READER, university, name="Third")
    stands_in(colleague, away)
    stands_in(third, colleague)
    assert fresh(colleague).has_perm(APPROVE, unit)
    assert not fresh(third).has_perm(APPROVE, unit)


def test_withdrawn_role_is_no_longer_lent(away, colleague, unit):
    stands_in(colleague, away)
    revoke_role(away.memberships.get(), actor=None)
    assert not fresh(colleague).has_perm(APPROVE, unit)


def test_who_left_is_stood_in_for_and_who_may_not_sign_in_stands_in_for_nobody(away, colleague, unit):
    stands_in(colleague, away)
    update_user(away, actor=None, is_active=False)
    assert (fresh(away).has_perm(APPROVE, unit), fresh(colleague).has_perm(APPROVE, unit)) == (False, True)
    update_user(colleague, actor=None, is_active=False)
    assert not fresh(colleague).has_perm(APPROVE, unit)


@pytest.mark.parametrize("left_with", [None, Role.EXTERNAL_REVIEWER])
def test_who_is_no_colleague_any_more_stands_in_for_nobody(away, colleague, unit, left_with):
    stands_in(colleague, away)
    revoke_role(colleague.memberships.get(), actor=None)
    if left_with:
        grant_role(colleague, unit=unit, role=left_with, actor=None)
    user = fresh(colleague)
    assert not any(user.has_perm(right, unit) for right in (APPROVE, CHANGE, "core.search"))


def test_rights_cost_one_query_whoever_one_stands_in_for(
    colleague, away, coordinator, head, unit, django_assert_num_queries
):
    user = fresh(colleague)
    with django_assert_num_queries(1):
        assert not user.has_perm(APPROVE, unit)
    for person in (away, coordinator, head):
        stands_in(colleague, person)
    user = fresh(colleague)
    with django_assert_num_queries(1):
        assert user.has_perm(APPROVE, unit)
        assert user.rights.through(APPROVE, unit) == [Lender(away.pk, "Anna Berg"), Lender(head.pk, "Head of unit")]


def acts(agreement) -> list[tuple[str, str]]:
    return [(entry.who, entry.did) for entry in entries_of(agreement, Story(Agreement))]


def test_history_says_for_whom_a_substitute_decided(away, colleague, unit, browser_of):
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.IN_REVIEW)
    with pytest.raises(RightMissing):
        move_agreement(agreement, "approve", actor=fresh(colleague))
    stands_in(colleague, away)
    move_agreement(agreement, "approve", actor=fresh(colleague))
    assert acts(agreement)[0] == ("Bo Ek, for Anna Berg", "approved it")
    assert (
        "<b>Bo Ek, for Anna Berg</b> approved it" in browser_of(away).get(f"/agreements/{agreement.pk}/history/").text
    )
    event = Agreement.pgh_event_model.objects.latest("pgh_id")
    assert (event.pgh_context["actor"], event.pgh_context["represented"]) == (colleague.pk, [away.pk])


def test_history_calls_a_right_one_has_oneself_ones_own(away, person, unit):
    both = person(Role.COORDINATOR, unit, name="Bo Ek")
    stands_in(both, away)
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT)
    update_agreement(agreement, actor=fresh(both), title="Another title")
    assert acts(agreement)[0] == ("Bo Ek", "changed it")
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.IN_REVIEW)
    move_agreement(agreement, "approve", actor=fresh(both))
    assert acts(agreement)[0] == ("Bo Ek, for Anna Berg", "approved it")


def test_history_of_an_ordinary_change_by_a_substitute_says_so_too(away, colleague, unit):
    stands_in(colleague, away)
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT)
    update_agreement(agreement, actor=fresh(colleague), title="Another title")
    assert acts(agreement)[0] == ("Bo Ek, for Anna Berg", "changed it")
    update_agreement(agreement, actor=away, title="A third title")
    assert acts(agreement)[0] == ("Anna Berg", "changed it")
