"""Evidence: what is taken, who gets it, who changes it, and what is left of what was removed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.demo_documents import pdf
from core.errors import FileRefused, PortalError, RightMissing
from core.keeping import things_named
from quality.enums import FollowUpState, ReviewerState
from quality.evidence.services import add_evidence, change_evidence, remove_evidence, review_evidence
from quality.models import Action, Evidence, FollowUp, Reviewer
from tests.quality.factories import ActionFactory, ReviewerFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def a_file(name="minutes.pdf"):
    return pdf(name, "Minutes", ["What was said"])


@pytest.fixture
def minutes(action, contributor):
    return add_evidence(action, actor=contributor, upload=a_file(), title="Minutes")


def refused(about, actor, **given) -> dict:
    with pytest.raises(ValidationError) as caught:
        add_evidence(about, actor=actor, **{"title": "x", **given})
    return caught.value.message_dict


def test_a_file_or_a_link_is_kept_and_nothing_else(action, follow_up, contributor, reader):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "Give a file or a link." in refused(action, contributor)["file"]
    assert "not both" in refused(action, contributor, link="https://example.org", upload=a_file())["link"][0]
    for link in ("http://example.org/a", "javascript:alert(1)", "ftp://example.org", "https://"):
        assert "link" in refused(action, contributor, link=link)
    assert "has passed" in refused(action, contributor, link="https://example.org", review_on=yesterday)["review_on"][0]
    with pytest.raises(FileRefused, match="its content is something else"):
        add_evidence(action, actor=contributor, title="x", upload=ContentFile(b"MZ...", name="x.pdf"))
    with pytest.raises(RightMissing):
        add_evidence(action, actor=reader, title="x", link="https://example.org")
    assert not Evidence.objects.exists()
    kept = add_evidence(follow_up, actor=contributor, title="Survey", link="https://example.org/survey")
    assert (kept.about, kept.kept_by) == (follow_up, contributor)


def test_only_who_may_read_it_gets_the_file(minutes, browser_of, contributor, head, process_owner, reader, outsider):
    url = reverse("quality:evidence_file", args=[minutes.pk])
    for person in (contributor, head, process_owner):
        answer = browser_of(person).get(url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert "attachment" in answer["Content-Disposition"]
        assert b"%PDF" in b"".join(answer.streaming_content)
    for person in (reader, outsider):
        assert browser_of(person).get(url).status_code == 404


def test_evidence_of_what_is_adopted_is_read_with_it(follow_up, contributor, outsider):
    add_evidence(follow_up, actor=contributor, title="Survey", link="https://example.org/survey")
    assert not Evidence.objects.visible_to(outsider).exists()
    for state in FollowUpState.main_line[1:]:
        FollowUp.objects.filter(pk=follow_up.pk).update(state=state)
    assert Evidence.objects.visible_to(outsider).exists()


def test_reviewers_read_what_is_marked_for_them_in_their_review_and_nothing_else(
    unit, other_unit, process_owner, quality_officer, reader, person, university, browser_of
):
    guest = person(Role.EXTERNAL_REVIEWER, university)
    ours, other = (ReviewFactory(unit=each, owner=process_owner, state="collecting") for each in (unit, other_unit))
    reviewer = ReviewerFactory(follow_up=ours, user=guest, state=ReviewerState.ACCEPTED)
    action = ActionFactory(follow_up=ours, unit=unit, owner=process_owner)
    kept = {}
    for about, name in ((ours, "Ours"), (action, "Of an action"), (other, "Of others")):
        for marked in (True, False):
            title = f"{name}, {'open' if marked else 'closed'}"
            given = {"title": title, "upload": a_file(), "for_reviewers": marked}
            kept[title] = add_evidence(about, actor=quality_officer, **given)
    browser, tab = browser_of(guest), reverse("quality:follow_up_actions", args=[ours.pk])

    def got() -> set[str]:
        urls = {title: reverse("quality:evidence_file", args=[row.pk]) for title, row in kept.items()}
        answers = {title: browser.get(url) for title, url in urls.items()}
        return {title for title, answer in answers.items() if answer.streaming and b"".join(answer)}

    assert got() == {"Ours, open", "Of an action, open"}
    page = browser.get(tab).content.decode()
    assert ("Ours, open" in page, "Ours, closed" in page) == (True, False)
    shown = browser.get(action.get_absolute_url()).content.decode()
    assert ("Of an action, open" in shown, "Of an action, closed" in shown) == (True, False)
    for state in FollowUpState.main_line[2:]:
        FollowUp.objects.filter(pk=ours.pk).update(state=state)
    assert Evidence.objects.visible_to(reader).filter(follow_up=ours).count() == 2
    assert got() == {"Ours, open", "Of an action, open"}
    Reviewer.objects.filter(pk=reviewer.pk).update(state=ReviewerState.REMOVED)
    assert got() == set()


def test_only_evidence_of_a_review_can_be_marked_for_reviewers(follow_up, unit, contributor, process_owner, browser_of):
    given = {"link": "https://example.org/survey", "for_reviewers": True}
    assert "Only an external review" in refused(follow_up, contributor, **given)["for_reviewers"][0]
    review = ReviewFactory(unit=unit, owner=process_owner, state="collecting")
    browser = browser_of(process_owner)
    for about, offered in ((follow_up, False), (review, True)):
        address = reverse("quality:follow_up_evidence_add", args=[about.pk])
        assert ("for_reviewers" in browser.get(address).content.decode()) is offered
    sent = {"title": "Survey", "link": "https://example.org/s", "kept_by": process_owner.pk, "for_reviewers": "on"}
    browser.post(address, sent)
    marked = Evidence.objects.get(follow_up=review)
    assert marked.for_reviewers
    browser.post(reverse("quality:evidence_edit", args=[marked.pk]), sent | {"for_reviewers": ""})
    marked.refresh_from_db()
    assert not marked.for_reviewers


def test_a_file_is_replaced_and_the_old_one_goes(minutes, contributor, django_capture_on_commit_callbacks):
    before = minutes.file.name
    with django_capture_on_commit_callbacks(execute=True):
        changed = change_evidence(minutes, actor=contributor, upload=a_file("later.pdf"), title="Later minutes")
    assert (changed.original_name, default_storage.exists(before)) == ("later.pdf", False)
    after = changed.file.name
    with django_capture_on_commit_callbacks(execute=True):
        linked = change_evidence(changed, actor=contributor, link="https://example.org/m", title="Later minutes")
    assert (linked.file.name, linked.sha256, default_storage.exists(after)) == ("", "", False)


def test_what_is_removed_leaves_its_reason(minutes, contributor, outsider, django_capture_on_commit_callbacks):
    with pytest.raises(RightMissing):
        remove_evidence(minutes, actor=outsider, note="Not mine.")
    with pytest.raises(PortalError, match="Please say why"):
        remove_evidence(minutes, actor=contributor, note=" ")
    name = minutes.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(minutes, actor=contributor, note="The wrong file.")
    assert not default_storage.exists(name)
    event = Evidence.pgh_event_model.objects.filter(pgh_label="delete").get()
    assert (event.title, event.pgh_context["note"]) == ("Minutes", "The wrong file.")
    with pytest.raises(PortalError, match="was removed meanwhile"):
        change_evidence(minutes, actor=contributor, title="Too late")


def test_who_keeps_it_says_that_it_still_holds(minutes, contributor, process_owner, head, browser_of):
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="Give a day after today"):
        review_evidence(minutes, actor=contributor, review_on=today)
    url = reverse("quality:evidence_detail", args=[minutes.pk])
    later = today + timedelta(days=365)
    assert browser_of(contributor).post(url, {"review_on": later.isoformat()}).status_code == 302
    minutes.refresh_from_db()
    assert minutes.review_on == later
    assert browser_of(head).post(url, {"review_on": ""}).status_code == 403
    assert browser_of(head).get(url).url == f"{minutes.action.get_absolute_url()}#evidence"


def test_what_a_leaver_keeps_goes_to_a_colleague(
    action, minutes, contributor, process_owner, reader, auditor, outsider
):
    Evidence.objects.update(review_on=timezone.localdate() + timedelta(days=9))
    for name, row in (("quality.actions", action), ("quality.evidence", minutes)):
        things = things_named(name)
        assert [kept.key for kept in things.rows(contributor, process_owner)] == [str(row.pk)]
        assert things.rows(contributor, outsider) == []
        assert things.counts([contributor.pk]) == {contributor.pk: 1}
        asked = {"person": contributor, "actor": process_owner}
        assert "no role in which to" in things.hand_over([str(row.pk)], to=auditor, **asked)[str(row.pk)]
        assert things.hand_over([str(row.pk)], to=reader, **asked) == {}
        assert things.counts([contributor.pk, reader.pk]) == {reader.pk: 1}
    action.refresh_from_db()
    assert action.owner == reader
    assert Action.objects.visible_to(reader).exists()
