"""Reviewers: from outside, invited by an address of their own, partial or not, with an account for one review."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from core.errors import PortalError, RightMissing
from quality.enums import ReviewerState
from quality.models import FollowUp, Reviewer
from quality.reviews.answering import accept
from quality.reviews.inviting import invite_reviewer, name_reviewer, remove_reviewer
from quality.reviews.mails import token_of
from reminders.models import OutgoingMail
from reminders.post.delivery import deliver_ready
from tests.agreements.test_two_at_once import both
from tests.quality.factories import FollowUpFactory, ReviewerFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def address_of(reviewer):
    return reverse("reviewing:answer", args=[token_of(reviewer)])


def answered(reviewer):
    return Reviewer.objects.get(pk=reviewer.pk)


@pytest.mark.parametrize("of_unit", [True, False])
def test_whoever_works_here_is_refused_beside_the_address(
    review, browser_of, process_owner, person, unit, university, of_unit
):
    colleague = person(Role.READER, unit if of_unit else university)
    typed = {"name": "A colleague", "email": colleague.email.upper(), "role": "peer", "affiliation": "Elsewhere"}
    page = browser_of(process_owner).post(reverse("quality:reviewer_create", args=[review.pk]), typed)
    assert "works here: a review is done by people from outside" in page.content.decode()
    assert "A colleague" in page.content.decode()
    assert not review.reviewers.exists()


def test_only_a_review_has_reviewers_and_only_who_runs_it_names_them(review, unit, process_owner, contributor):
    plain = FollowUpFactory(unit=unit, owner=process_owner)
    with pytest.raises(PortalError, match="Only an external review"):
        name_reviewer(plain, actor=process_owner, name="X", email="x@example.org")
    with pytest.raises(RightMissing):
        name_reviewer(review, actor=contributor, name="X", email="x@example.org")


def test_the_mail_carries_the_address_which_the_database_does_not_keep(invited):
    kept = OutgoingMail.objects.get(to_address=invited.email)
    assert token_of(invited) not in kept.text
    assert "[[sealed-reviewer-" in kept.text
    assert mail.outbox == []
    OutgoingMail.objects.exclude(pk=kept.pk).delete()
    deliver_ready()
    (sent,) = mail.outbox
    assert sent.to == [invited.email]
    assert token_of(invited) in sent.body


def test_opening_changes_nothing_and_accepting_makes_an_account_for_this_review_alone(invited, client, unit):
    other = ReviewFactory(unit=unit, academic_year=2020, state="collecting")
    before = Reviewer.objects.values().get(pk=invited.pk)
    assert "Invitation to review" in client.get(address_of(invited)).content.decode()
    assert Reviewer.objects.values().get(pk=invited.pk) == before
    page = client.post(address_of(invited), {"answer": "accept"}).content.decode()
    assert "Choose a password and come in" in page
    person = User.objects.get(email="anna@example.org")
    assert not person.has_usable_password()
    assert list(person.memberships.values_list("role", flat=True)) == [Role.EXTERNAL_REVIEWER]
    assert list(FollowUp.objects.visible_to(person)) == [invited.follow_up]
    assert other not in FollowUp.objects.visible_to(person)
    assert "Anna Nowak has answered" in OutgoingMail.objects.get(recipient=invited.follow_up.owner).text


def test_a_conflict_of_interest_wants_words_opens_nothing_and_is_told(invited, client, process_owner):
    page = client.post(address_of(invited), {"answer": "conflict", "words": " "})
    assert page.status_code == 422
    assert "Say in a few words what the conflict" in page.content.decode()
    client.post(address_of(invited), {"answer": "conflict", "words": "My brother teaches there."})
    assert answered(invited).state == ReviewerState.CONFLICTED
    assert not User.objects.filter(email=invited.email).exists()
    assert "My brother teaches there." in OutgoingMail.objects.get(recipient=process_owner).text
    with pytest.raises(PortalError, match="answered already"):
        invite_reviewer(invited, actor=process_owner)


def test_an_address_that_ran_out_was_sent_again_or_withdrawn_opens_nothing(invited, client, process_owner):
    old = address_of(invited)
    renewed = invite_reviewer(invited, actor=process_owner)
    assert client.get(old).status_code == 404
    assert client.get(address_of(renewed)).status_code == 200
    Reviewer.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.post(address_of(renewed), {"answer": "accept"}).status_code == 404
    assert answered(renewed).state == ReviewerState.INVITED
    remove_reviewer(renewed, actor=process_owner)
    assert client.get(address_of(renewed)).status_code == 404


def test_whoever_came_to_work_here_meanwhile_cannot_accept(invited, person, unit):
    colleague = person(Role.CONTRIBUTOR, unit)
    User.objects.filter(pk=colleague.pk).update(email="anna@example.org")
    with pytest.raises(ValidationError, match="works here"):
        accept(invited)
    assert answered(invited).user is None


def test_taken_off_a_reviewer_sees_nothing_any_more(invited, browser_of, process_owner):
    person = accept(invited).user
    page = reverse("quality:follow_up_reviewers", args=[invited.follow_up_id])
    assert browser_of(person).get(page).status_code == 200
    remove_reviewer(answered(invited), actor=process_owner)
    assert browser_of(User.objects.get(pk=person.pk)).get(page).status_code == 404


def test_reviewers_meet_those_who_take_part_and_nobodys_reasons(invited, browser_of, process_owner):
    ReviewerFactory(
        follow_up=invited.follow_up, name="Partial Person", state=ReviewerState.CONFLICTED, conflict="A cousin."
    )
    page = reverse("quality:follow_up_reviewers", args=[invited.follow_up_id])
    for_owner = browser_of(process_owner).get(page).content.decode()
    assert "A cousin." in for_owner
    assert "No student is among the reviewers." in for_owner
    for_reviewer = browser_of(accept(invited).user).get(page).content.decode()
    assert "Anna Nowak" in for_reviewer
    assert "Partial Person" not in for_reviewer


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_one_accepts(invited):
    results = both(lambda: accept(invited), lambda: accept(invited))
    assert sum(isinstance(result, PortalError) for result in results) == 1
    assert User.objects.filter(email=invited.email).count() == 1


def test_after_its_time_an_address_gives_no_account_away(invited, client):
    client.post(address_of(invited), {"answer": "accept"})
    assert "Choose a password and come in" in client.get(address_of(invited)).content.decode()
    Reviewer.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(address_of(invited)).status_code == 404
