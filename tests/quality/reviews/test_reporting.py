"""What reviewers find is theirs until they hand it in; then the university answers each finding and the whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from quality.enums import ReviewerState, StepKind
from quality.findings.services import change_finding
from quality.models import Finding
from quality.reviews import reporting as services
from tests.quality.factories import (
    ActionFactory,
    CriterionFactory,
    FollowUpFactory,
    FollowUpStepFactory,
    ReviewerFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(review, person, university):
    account = person("external_reviewer", university)
    ReviewerFactory(follow_up=review, user=account, state=ReviewerState.ACCEPTED)
    return account


def findings_of(review):
    return reverse("quality:follow_up_findings", args=[review.pk])


def test_a_finding_is_the_reviewers_until_the_report_is_handed_in(review, guest, browser_of, process_owner):
    client = browser_of(guest)
    typed = {"kind": "recommendation", "category": "skills", "text": "Train the examiners."}
    client.post(reverse("quality:review_finding_create", args=[review.pk]), typed)
    finding = Finding.objects.get()
    assert "Train the examiners." in client.get(findings_of(review)).content.decode()
    assert "Train the examiners." not in browser_of(process_owner).get(findings_of(review)).content.decode()
    step = FollowUpStepFactory(follow_up=review, kind=StepKind.REVIEW_REPORT)
    report = SimpleUploadedFile("report.txt", b"We read it all.")
    client.post(reverse("quality:review_report", args=[review.pk]), {"summary": "A **good** unit.", "file": report})
    step.refresh_from_db()
    assert step.done_by == guest
    page = browser_of(process_owner).get(findings_of(review)).content.decode()
    assert "Train the examiners." in page
    assert "<strong>good</strong>" in page
    file = browser_of(process_owner).get(reverse("quality:review_report_file", args=[review.pk]))
    assert b"".join(file) == b"We read it all."
    with pytest.raises(PortalError, match="handed in"):
        services.take_back_finding(finding, actor=guest)


def test_reviewers_write_in_their_own_review_alone_and_change_their_own_findings_alone(
    review, guest, unit, person, university
):
    other = ReviewFactory(unit=unit, academic_year=2020, state="collecting")
    with pytest.raises(RightMissing):
        services.write_finding(other, actor=guest, text="Elsewhere.")
    finding = services.write_finding(review, actor=guest, text="Mine.")
    second = person("external_reviewer", university)
    ReviewerFactory(follow_up=review, user=second, state=ReviewerState.ACCEPTED)
    with pytest.raises(PortalError, match="not yours"):
        services.write_finding(review, actor=second, finding=finding, text="Yours.")
    with pytest.raises(ValidationError, match="still to come"):
        services.hand_in_report(review, actor=guest, summary="x", on=timezone.localdate() + timedelta(days=1))


def test_the_whole_is_answered_once_every_finding_is(review, guest, process_owner):
    finding = services.write_finding(review, actor=guest, text="Train the examiners.", kind="requirement")
    services.write_finding(review, actor=guest, text="Good labs.", kind="commendation")
    with pytest.raises(PortalError, match="not handed in"):
        services.respond(review, actor=process_owner, response="Thank you.")
    services.hand_in_report(review, actor=guest, summary="A good unit.")
    with pytest.raises(PortalError, match="1 finding has no answer yet"):
        services.respond(review, actor=process_owner, response="Thank you.")
    change_finding(finding, actor=process_owner, response="A course begins in autumn.")
    assert services.respond(review, actor=process_owner, response="Thank you.").responded_on == timezone.localdate()
    with pytest.raises(RightMissing):
        services.respond(review, actor=guest, response="Ours.")


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_agencies_ask_for_has_each_recommendation_with_its_actions(
    review, guest, process_owner, browser_of, count, django_assert_num_queries
):
    for number in range(count):
        finding = services.write_finding(review, actor=guest, text=f"Train {number} examiners.")
        ActionFactory(finding=finding, follow_up=review, unit=review.unit, process=review.process, title="A course")
    services.write_finding(review, actor=guest, text="Good labs.", kind="commendation")
    services.hand_in_report(review, actor=guest, summary="A good unit.")
    client = browser_of(process_owner)
    address = reverse("quality:review_table", args=[review.pk])
    client.get(address)
    with django_assert_num_queries(10):
        page = client.get(address).content.decode()
    assert page.count("A course (Planned") == count
    assert "Good labs." not in page
    for file_format, begins in (("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")):
        assert b"".join(client.get(f"{address}{file_format}/")).startswith(begins)
    assert client.get(f"{address}exe/").status_code == 404


def test_the_office_enters_a_finding_with_a_criterion_of_this_review_alone(review, unit, process_owner, browser_of):
    follow_up = FollowUpFactory(unit=unit, owner=process_owner, state="in_dialogue")
    own, other = CriterionFactory(version=review.version), CriterionFactory(version=follow_up.version)
    client, address = browser_of(process_owner), reverse("quality:finding_create", args=[review.pk])
    typed = {"kind": "requirement", "category": "skills", "text": "Train the examiners."}
    refused = client.post(address, typed | {"criterion": other.pk})
    assert not review.findings.exists()
    assert "Train the examiners." in refused.content.decode()
    client.post(address, typed | {"criterion": own.pk})
    finding = review.findings.get()
    assert finding.criterion == own
    with pytest.raises(ValidationError, match="another review"):
        change_finding(finding, actor=process_owner, criterion=other)
    plain = client.get(reverse("quality:finding_create", args=[follow_up.pk])).content.decode()
    assert "Criterion" not in plain
