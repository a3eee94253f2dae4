"""What colleagues say: who may write, change and take away, and who is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import Role
from agreements.enums import AgreementState
from agreements.models import Agreement
from core.comments.services import edit_comment, pass_on_mentions, remove_comment, settle_mention, write_comment
from core.comments.threads import mention_count, mentions_of, thread_of
from core.errors import PortalError, RightMissing
from core.models import Comment, Mention
from reminders.mentions import untold_mentions
from tests.agreements.factories import AgreementFactory
from tests.core.comments.factories import CommentFactory
from tests.partners.factories import AssessmentFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(unit):
    return AgreementFactory(responsible_unit=unit, title="Secret draft", state=AgreementState.DRAFT)


@pytest.fixture
def active(unit):
    return AgreementFactory(responsible_unit=unit, title="Exchange with Lodz")


@pytest.fixture
def anna(person, unit):
    return person(Role.COORDINATOR, unit, name="Anna Berg")


def said(obj, user) -> list[str]:
    return [each.comment.text for each in thread_of(obj, user).said]


def open_titles(user) -> list[str]:
    return [line.title for line in mentions_of(user)]


def test_the_page_of_an_agreement_a_partner_an_assessment_has_a_thread(active, unit, coordinator, officer):
    for about in (active, active.partner_parties[0].institution, AssessmentFactory(unit=unit)):
        write_comment(about, actor=officer, text="First")
        write_comment(about, actor=coordinator, text="Second")
        assert said(about, coordinator) == ["First", "Second"]
    assert thread_of(unit, officer) is None


WRITING = {
    "reader": False, "coordinator": True, "outsider": True, "head": True, "officer": True, "auditor": False,
    "administrator": False,
}  # fmt: skip


@pytest.mark.parametrize(("who", "may"), WRITING.items())
def test_who_may_comment_is_a_line_in_the_table(who, may, active, request):
    actor = request.getfixturevalue(who)
    if may:
        write_comment(active, actor=actor, text="Yes")
        return
    with pytest.raises(RightMissing):
        write_comment(active, actor=actor, text="No")


def test_on_a_strangers_draft_nobody_comments(draft, outsider, reader):
    for stranger in (outsider, reader):
        with pytest.raises(RightMissing):
            write_comment(draft, actor=stranger, text="Hello")
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5001])
def test_a_comment_says_something_and_not_too_much(text, active, officer):
    with pytest.raises(ValidationError):
        write_comment(active, actor=officer, text=text)


def test_who_is_addressed_finds_it_until_they_tick_it_off_or_answer(draft, active, coordinator, anna, officer):
    write_comment(draft, actor=coordinator, text="@Anna Berg, is the period right? Also @Anna Berg and @Coordinator")
    write_comment(active, actor=officer, text="@Anna Berg")
    assert open_titles(anna) == ["Exchange with Lodz", "Secret draft"]
    assert open_titles(coordinator) == []
    write_comment(draft, actor=anna, text="It is.")
    assert open_titles(anna) == ["Exchange with Lodz"]
    (line,) = mentions_of(anna)
    with pytest.raises(RightMissing):
        settle_mention(line.mention, actor=coordinator)
    settle_mention(line.mention, actor=anna)
    settle_mention(line.mention, actor=anna)
    assert (open_titles(anna), mention_count(anna)) == ([], 0)


def test_a_mention_in_what_one_may_read_no_more_is_not_told(active, outsider, officer):
    write_comment(active, actor=officer, text="@Outsider")
    assert mention_count(outsider) == 1
    Agreement.objects.filter(pk=active.pk).update(state=AgreementState.SUSPENDED)
    assert mention_count(outsider) == 1
    hidden = AgreementFactory(responsible_unit=active.responsible_unit, state=AgreementState.DRAFT)
    Comment.objects.update(object_id=hidden.pk)
    assert (mention_count(outsider), open_titles(outsider)) == (0, [])


def test_other_words_for_a_quarter_of_an_hour(active, coordinator, anna, officer):
    comment = write_comment(active, actor=coordinator, text="@Anna Berg")
    with pytest.raises(RightMissing):
        edit_comment(comment, actor=officer, text="Mine now")
    edited = edit_comment(comment, actor=coordinator, text="@International officer instead")
    assert (edited.text, edited.edited_at is not None) == ("@International officer instead", True)
    assert (mention_count(anna), mention_count(officer)) == (0, 1)
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(PortalError, match="15 minutes"):
        edit_comment(comment, actor=coordinator, text="Too late")


def test_one_takes_ones_own_away_and_the_office_others_with_a_reason(active, coordinator, anna, officer, outsider):
    own = write_comment(active, actor=coordinator, text="@Anna Berg: oops")
    with pytest.raises(RightMissing):
        remove_comment(own, actor=anna)
    removed = remove_comment(own, actor=coordinator)
    assert (removed.text, removed.was_removed_by_its_author, mention_count(anna)) == ("", True, 0)
    with pytest.raises(PortalError):
        remove_comment(own, actor=coordinator)
    rude = write_comment(active, actor=outsider, text="Rude")
    with pytest.raises(ValidationError):
        remove_comment(rude, actor=officer, reason=" ")
    removed = remove_comment(rude, actor=officer, reason="Not our tone")
    assert (removed.text, removed.removed_by, removed.removal_reason) == ("", officer, "Not our tone")
    assert [each.comment.is_removed for each in thread_of(active, anna).said] == [True, True]


def test_history_keeps_who_and_when_but_not_the_words(active, coordinator):
    comment = write_comment(active, actor=coordinator, text="Never to be found again")
    remove_comment(comment, actor=coordinator)
    events = Comment.pgh_event_model.objects.filter(pgh_obj_id=comment.pk).order_by("pgh_id")
    assert [(e.pgh_label, e.pgh_context["action"], e.pgh_context["actor"]) for e in events] == [
        ("insert", "comment.write", coordinator.pk),
        ("update", "comment.remove", coordinator.pk),
    ]
    assert not hasattr(events[0], "text")


def test_the_database_keeps_no_words_of_what_was_removed(active, coordinator):
    comment = CommentFactory(about=active, author=coordinator)
    for wrong in ({"removed_at": timezone.now()}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**wrong)


def test_mentions_are_handed_over_to_who_may_read_them(draft, active, coordinator, anna, officer, outsider):
    secret = write_comment(draft, actor=coordinator, text="@Anna Berg")
    shared = write_comment(active, actor=coordinator, text="@Anna Berg")
    both = write_comment(active, actor=coordinator, text="@Anna Berg and @Outsider")
    keys = {each.pk: each.comment_id for each in Mention.objects.filter(person=anna)}
    stay = pass_on_mentions(set(keys), person=anna, to=outsider)
    assert {keys[key] for key in stay} == {secret.pk}
    assert {line.mention.comment_id for line in mentions_of(outsider)} == {shared.pk, both.pk}
    assert [line.mention.comment_id for line in mentions_of(anna)] == [secret.pk]
    handed = Mention.objects.get(comment=shared)
    assert (handed.instead_of, handed.told_at) == (anna, None)
    assert pass_on_mentions({handed.pk}, person=outsider, to=anna) == set()
    handed.refresh_from_db()
    assert (handed.person, handed.instead_of) == (anna, None)


@pytest.mark.parametrize("count", [1, 3])
def test_a_thread_takes_two_queries(count, active, coordinator, anna, django_assert_num_queries):
    for _number in range(count):
        write_comment(active, actor=coordinator, text="@Anna Berg https://example.org")
    anna.has_perm("core.comment")
    with django_assert_num_queries(2):  # the comments; who is addressed
        assert len([each.pieces for each in thread_of(active, anna).said]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_mentions_take_a_query_and_one_for_each_kind_of_object(
    count, unit, coordinator, anna, django_assert_num_queries
):
    for _number in range(count):
        write_comment(AgreementFactory(responsible_unit=unit), actor=coordinator, text="@Anna Berg")
        write_comment(InstitutionFactory(), actor=coordinator, text="@Anna Berg")
    anna.has_perm("core.comment")
    with django_assert_num_queries(3):  # the mentions; agreements; partners
        assert len([line.url for line in mentions_of(anna)]) == 2 * count


@pytest.fixture
def secret(draft, coordinator):
    """Said to those who keep a draft; then the draft is registered, and open to every reader."""
    comment = write_comment(draft, actor=coordinator, text="They want a discount.", is_internal=True)
    write_comment(draft, actor=coordinator, text="The draft is sent.")
    for state in (AgreementState.IN_REVIEW, AgreementState.APPROVED, AgreementState.SIGNED, AgreementState.ACTIVE):
        Agreement.objects.filter(pk=draft.pk).update(state=state)
    draft.refresh_from_db()
    return comment


def test_what_was_said_inside_a_draft_stays_inside_when_everybody_may_read_it(
    secret, draft, coordinator, officer, auditor, reader, outsider, browser_of
):
    both = ["They want a discount.", "The draft is sent."]
    for keeper in (coordinator, officer, auditor):
        assert said(draft, keeper) == both
    for other in (reader, outsider):
        assert said(draft, other) == both[1:]
        assert not Comment.objects.visible_to(other).filter(pk=secret.pk).exists()
        thread = browser_of(other).get(f"/comments/agreements.agreement/{draft.pk}/").content.decode()
        assert ("discount" in thread, "is sent" in thread) == (False, True)
    assert browser_of(outsider).get(f"/comments/{secret.pk}/edit/").status_code == 404


def test_only_those_who_keep_it_write_and_are_addressed_inside(secret, draft, coordinator, outsider, reader):
    with pytest.raises(RightMissing):
        write_comment(draft, actor=outsider, text="Me too", is_internal=True)
    with pytest.raises(ValidationError, match="Reader does not keep this"):
        write_comment(draft, actor=coordinator, text="@Reader look", is_internal=True)
    with pytest.raises(RightMissing):
        write_comment(draft.partner_parties[0].institution, actor=coordinator, text="x", is_internal=True)
    assert open_titles(reader) == []


def test_the_form_offers_inside_first_on_a_draft_and_the_open_word_later(
    draft, active, coordinator, outsider, browser_of
):
    client = browser_of(coordinator)
    pages = {each: client.get(f"/agreements/{each.pk}/") for each in (draft, active)}
    assert pages[draft].context["comments"].is_for_inside
    assert not pages[active].context["comments"].is_for_inside
    assert b'name="is_internal"' in pages[active].content
    assert b'name="is_internal"' not in browser_of(outsider).get(f"/agreements/{active.pk}/").content
    path = f"/comments/agreements.agreement/{draft.pk}/"
    client.post(path, {"text": "Inside", "is_internal": "on"})
    client.post(path, {"text": "Open"})
    assert list(Comment.objects.order_by("pk").values_list("text", "is_internal")) == [
        ("Inside", True),
        ("Open", False),
    ]


def test_nobody_is_told_of_a_thread_they_silenced(active, coordinator, anna, officer, browser_of):
    client, path = browser_of(anna), f"/comments/agreements.agreement/{active.pk}"
    write_comment(active, actor=coordinator, text="@Anna Berg, first")
    assert open_titles(anna) == ["Exchange with Lodz"]
    client.post(f"{path}/silence/")
    assert open_titles(anna) == []
    assert untold_mentions(timezone.localdate()) == []
    answer = browser_of(coordinator).post(f"{path}/", {"text": "@Anna Berg, second"}, follow=True).content.decode()
    assert "Not told of this thread, because they asked not to be: Anna Berg." in answer
    page = client.get(f"/agreements/{active.pk}/").content.decode()
    assert "You are not told of this thread." in page
    client.post(f"{path}/hear/")
    assert open_titles(anna) == ["Exchange with Lodz", "Exchange with Lodz"]


def test_a_mail_repeats_words_only_where_every_reader_may_read_them(active, draft, coordinator, anna):
    partner = active.partner_parties[0].institution
    long = "@Anna Berg, " + "five places " * 30
    write_comment(active, actor=coordinator, text=long)
    write_comment(active, actor=coordinator, text="@Anna Berg, a discount", is_internal=True)
    write_comment(draft, actor=coordinator, text="@Anna Berg, a plan")
    write_comment(partner, actor=coordinator, text="@Anna Berg,\ntheir new name")
    told = {each.title: [] for each in untold_mentions(timezone.localdate())}
    for each in untold_mentions(timezone.localdate()):
        told[each.title].append(each.text)
    inside, open_word = told["Exchange with Lodz · Computer Science"]
    assert (len(open_word) < 200, "five places" in open_word, "discount" in inside) == (True, True, False)
    assert told["Secret draft · Computer Science"] == ["Coordinator addresses you in a comment."]
    (about_partner,) = told[f"{partner.name} · {partner.city}, {partner.country}" if partner.city
                            else f"{partner.name} · {partner.country}"]  # fmt: skip
    assert about_partner == "Coordinator addresses you in a comment. “@Anna Berg, their new name”"
