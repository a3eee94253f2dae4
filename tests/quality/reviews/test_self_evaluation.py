"""The self-evaluation: section by section, nobody's text overwritten unseen, given to the reviewers and frozen."""

import pytest
from django.urls import reverse

from core.errors import ChangedElsewhere, PortalError, RightMissing
from quality.enums import ReviewerState, StepKind
from quality.models import Criterion, SelfEvaluationSection
from quality.reviews import self_evaluation as services
from reminders.models import OutgoingMail
from tests.quality.factories import CriterionFactory, FollowUpStepFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def criterion(review):
    Criterion.objects.all().delete()
    CriterionFactory(version=None, code="of-all", name_en="Of every review")
    CriterionFactory(version=review.version, code="own", name_en="Of this one")
    return CriterionFactory(version=review.version, code="students", name_en="Students take part", position=1)


@pytest.fixture
def guest(review, person, university):
    account = person("external_reviewer", university)
    ReviewerFactory(follow_up=review, user=account, state=ReviewerState.ACCEPTED)
    return account


def page_of(review):
    return reverse("quality:follow_up_self_evaluation", args=[review.pk])


def write_all(review, actor, text="We meet twice a term."):
    for part in services.parts_of(review):
        if not part.text:
            services.write_section(review, actor=actor, criterion=part.criterion, text=text)


def test_a_section_is_saved_by_itself_by_who_was_asked(review, criterion, browser_of, contributor, reader):
    FollowUpStepFactory(follow_up=review, kind=StepKind.SELF_EVALUATION, person=contributor)
    address = reverse("quality:self_evaluation_edit", args=[review.pk, "students"])
    browser_of(contributor).post(address, {"text": "Two students sit in each group."})
    assert [part.heading for part in services.parts_of(review) if part.text] == ["Students take part"]
    assert browser_of(reader).get(address).status_code == 404
    assert browser_of(contributor).get(address.replace("students", "nothing")).status_code == 404
    with pytest.raises(RightMissing):
        services.write_section(review, actor=reader, criterion=criterion, text="Mine.")


def test_two_who_write_the_same_section_lose_nothing(review, criterion, process_owner, browser_of):
    client = browser_of(process_owner)
    address = reverse("quality:self_evaluation_edit", args=[review.pk, "students"])
    client.post(address, {"text": "First."})
    page = client.post(address, {"text": "Second, opened before."})
    assert page.status_code == 200
    assert "Second, opened before." in page.content.decode()
    assert SelfEvaluationSection.objects.get().text == "First."
    with pytest.raises(ChangedElsewhere):
        services.write_section(review, actor=process_owner, criterion=criterion, text="Blind.")


def test_reviewers_read_it_once_it_is_given_and_then_nobody_changes_it(
    review, criterion, browser_of, process_owner, guest
):
    services.write_section(review, actor=process_owner, criterion=criterion, text="A **secret** draft.")
    paper = reverse("quality:self_evaluation_paper", args=[review.pk])
    assert "secret" not in browser_of(guest).get(page_of(review)).content.decode()
    assert browser_of(guest).get(paper).status_code == 404
    with pytest.raises(PortalError, match="Nothing is written yet under “Introduction”"):
        services.give_to_reviewers(review, actor=process_owner)
    write_all(review, process_owner)
    step = FollowUpStepFactory(follow_up=review, kind=StepKind.SELF_EVALUATION)
    services.give_to_reviewers(review, actor=process_owner)
    step.refresh_from_db()
    assert step.done_by == process_owner
    assert "<strong>secret</strong>" in browser_of(guest).get(page_of(review)).content.decode()
    assert b"".join(browser_of(guest).get(paper)).startswith(b"%PDF-")
    assert OutgoingMail.objects.get(recipient=guest).subject.startswith("The self-evaluation is there")
    with pytest.raises(PortalError, match="take it back before"):
        services.write_section(review, actor=process_owner, criterion=None, text="Later.")
    services.take_back(review, actor=process_owner)
    assert "secret" not in browser_of(guest).get(page_of(review)).content.decode()


def test_where_a_reviewer_begins(review, guest, browser_of, reader, client):
    page = browser_of(guest).get(reverse("quality:review_mine")).content.decode()
    assert "The self-evaluation has not been given to you yet." in page
    assert browser_of(reader).get(reverse("quality:review_mine")).status_code == 403
    guest.set_password("a-long-password-of-theirs")
    guest.save(update_fields=["password"])
    typed = {"login": guest.email, "password": "a-long-password-of-theirs"}
    assert client.post(reverse("account_login"), typed).url == reverse("quality:review_mine")
    assert browser_of(guest).get("/desk/").status_code == 403
    assert reverse("quality:review_mine") in browser_of(guest).get("/desk/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_for_one_section_and_for_three(
    review, criterion, browser_of, process_owner, django_assert_num_queries, count
):
    for each in (None, *services.criteria_of(review))[:count]:
        services.write_section(review, actor=process_owner, criterion=each, text="Text.")
    client = browser_of(process_owner)
    client.get(page_of(review))
    with django_assert_num_queries(12):
        client.get(page_of(review))
