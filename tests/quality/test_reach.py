"""Who reads and who runs which follow-up: by office, by unit, by its being theirs. And what the database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Role
from quality.enums import ActionState, FollowUpState, ReviewerState
from quality.models import Action, FollowUp, ProcessVersion
from quality.querysets import FILL, REVIEW, RUN, VERIFY, VIEW, WORK
from tests.quality.factories import (
    ActionFactory,
    FollowUpFactory,
    FollowUpStepFactory,
    ProcessFactory,
    ProcessVersionFactory,
    ReviewerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up(unit, process_owner, contributor):
    made = FollowUpFactory(unit=unit, owner=process_owner)
    FollowUpStepFactory(follow_up=made, person=contributor)
    return made


def test_a_follow_up_is_read_by_the_office_its_heads_and_whose_it_is(
    follow_up, quality_officer, process_owner, contributor, head, auditor, reader, outsider, coordinator, officer
):
    reads = {who for who in (quality_officer, process_owner, contributor, head, auditor) if seen(who)}
    assert reads == {quality_officer, process_owner, contributor, head, auditor}
    assert not any(seen(who) for who in (reader, outsider, coordinator, officer))


def seen(person) -> bool:
    found = FollowUp.objects.visible_to(person).exists()
    assert all(person.has_perm(VIEW, row) for row in FollowUp.objects.all()) is found
    return found


def test_what_is_adopted_is_read_by_all_staff_and_no_guest(follow_up, reader, outsider, person, university):
    walk(follow_up)
    guest = person(Role.EXTERNAL_REVIEWER, university)
    assert [FollowUp.objects.visible_to(who).count() for who in (reader, outsider, guest)] == [1, 1, 0]


def walk(follow_up):
    for state in FollowUpState.main_line[1:]:
        FollowUp.objects.filter(pk=follow_up.pk).update(state=state)


def test_a_reviewer_sees_the_one_review_they_take_part_in(unit, other_unit, person, university):
    guest = person(Role.EXTERNAL_REVIEWER, university)
    ours, other = FollowUpFactory(unit=unit), FollowUpFactory(unit=other_unit)
    ReviewerFactory(follow_up=ours, user=guest, state=ReviewerState.ACCEPTED)
    ReviewerFactory(follow_up=other, user=guest, state=ReviewerState.CONFLICTED)
    assert list(FollowUp.objects.visible_to(guest)) == [ours]
    assert [guest.has_perm(right, ours) for right in (VIEW, REVIEW, RUN)] == [True, True, False]
    assert not guest.has_perm(REVIEW, other)


def test_owners_run_and_helpers_only_fill_in(follow_up, process_owner, contributor, reader):
    assert [process_owner.has_perm(right, follow_up) for right in (RUN, FILL)] == [True, True]
    assert [contributor.has_perm(right, follow_up) for right in (RUN, FILL)] == [False, True]
    assert [reader.has_perm(right, follow_up) for right in (RUN, FILL)] == [False, False]


def test_nobody_verifies_their_own_action(follow_up, process_owner, contributor, quality_officer):
    theirs = ActionFactory(follow_up=follow_up, unit=follow_up.unit, owner=contributor)
    own = ActionFactory(follow_up=follow_up, unit=follow_up.unit, owner=process_owner)
    assert [contributor.has_perm(right, theirs) for right in (WORK, VERIFY)] == [True, False]
    assert process_owner.has_perm(VERIFY, theirs)
    assert not process_owner.has_perm(VERIFY, own)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=own.pk).update(state=ActionState.UNDER_WAY, verified_by=process_owner)


def test_two_versions_of_a_process_are_never_valid_at_once(db):
    first = ProcessVersionFactory(valid_from=2020, valid_to=2023)
    ProcessVersionFactory(process=ProcessFactory(code="QU-3"), valid_from=2021)
    ProcessVersionFactory(valid_from=2024)
    second = ProcessVersion(
        process=first.process, valid_from=2023, title_en="Again", cycle_years=1, accountable_role="-"
    )
    with pytest.raises(ValidationError, match="Another version of this process is valid in these years"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
