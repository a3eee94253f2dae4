"""The thread on its pages: nothing of it reaches who may not see the object; nothing typed runs or is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.enums import AgreementState
from core.comments.services import write_comment
from core.models import Comment, Mention
from tests.agreements.factories import AgreementFactory
from tests.core.comments.factories import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(unit):
    return AgreementFactory(responsible_unit=unit, title="Secret draft", state=AgreementState.DRAFT)


@pytest.fixture
def active(unit):
    return AgreementFactory(responsible_unit=unit, title="Exchange with Lodz")


def address(obj) -> str:
    return f"/comments/{obj._meta.label_lower}/{obj.pk}/"


def test_a_comment_is_written_on_the_page_and_read_there(active, coordinator, officer, browser_of):
    answer = browser_of(coordinator).post(address(active), {"text": "Line one\r\nline two https://x.se"}, follow=True)
    comment = Comment.objects.get()
    assert answer.redirect_chain == [(f"/agreements/{active.pk}/#comment-{comment.pk}", 302)]
    assert comment.text == "Line one\nline two https://x.se"
    page = browser_of(officer).get(active.get_absolute_url()).content.decode()
    assert 'line two <a href="https://x.se" rel="nofollow noreferrer noopener">https://x.se</a>' in page
    assert f"/comments/{comment.pk}/remove/" in page
    assert f"/comments/{comment.pk}/edit/" not in page
    other_tab = browser_of(officer).get(f"/agreements/{active.pk}/documents/").content.decode()
    assert "Line one" not in other_tab


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ request }} {% debug %}",
    'https://x.se/"onmouseover="alert(1)',
    "javascript:alert(1)",
    "x" * 4000,
    "\u202etxt.exe\u202c \u2066turned",
    "😀 Łódź 漢字 \u0301\u0301\u0301",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text, active, officer, browser_of):
    client = browser_of(officer)
    assert client.post(address(active), {"text": text}).status_code == 302
    page = client.get(active.get_absolute_url()).content.decode()
    for dangerous in ("<script>alert", "<img", 'onmouseover="', 'href="javascript', "\u202e", "\u2066"):
        assert dangerous not in page.partition('aria-labelledby="comments"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This field is required"),
        ("\u202a\u0085", "Write something first."),
        ("x" * 5001, "A comment has at most 5000 characters; these are 5001."),
        ("Ask @Nemo", "Nobody here is called “@Nemo”"),
        ("Ask @Outsider", "Outsider may not see this"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(text, sentence, draft, coordinator, outsider, browser_of):
    CommentFactory(about=draft, author=coordinator, text="Said before")
    answer = browser_of(coordinator).post(address(draft), {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert text in page
    assert "Said before" in page
    assert Comment.objects.count() == 1


def test_a_null_byte_and_a_file_are_no_fault(draft, coordinator, browser_of):
    assert browser_of(coordinator).post(address(draft), {"text": "a\x00b"}).status_code == 200
    assert browser_of(coordinator).post(address(draft), {"text": ["a", "b"], "page": "x"}).status_code == 302
    assert browser_of(coordinator).get(address(draft), {"page": "-1"}).status_code == 200


def test_a_form_sent_twice_comments_once(active, officer, browser_of):
    client = browser_of(officer)
    for _time in range(2):
        client.post(address(active), {"text": "Once", "csrfmiddlewaretoken": "the-same"})
    assert Comment.objects.count() == 1


SECRET = "zq-secret-words"


def test_nothing_of_a_strangers_draft_is_told_anywhere(draft, coordinator, outsider, reader, officer, browser_of):
    comment = write_comment(draft, actor=coordinator, text=f"{SECRET} @International officer")
    Mention.objects.create(comment=comment, person=outsider, written="Outsider")
    Mention.objects.create(comment=comment, person=reader, written="Reader")
    mentions = {each.person_id: each.pk for each in Mention.objects.all()}
    for stranger in (outsider, reader):
        client = browser_of(stranger)
        for path in (address(draft), f"/comments/{comment.pk}/edit/", f"{address(draft)}people/?q=coo"):
            assert client.get(path).status_code == 404
        for path in (
            address(draft),
            f"/comments/{comment.pk}/remove/",
            f"/comments/mentions/{mentions[stranger.pk]}/read/",
        ):
            assert client.post(path, {"text": "x", "confirmed": "yes"}).status_code == 404
        for path in ("/desk/", "/following/", f"/search/?q={SECRET}", "/agreements/?q=secret", "/calendar/list/"):
            page = client.get(path).content.decode()
            assert SECRET not in page.replace(f'value="{SECRET}"', "").replace(f"“{SECRET}”", "")
            assert "Secret draft" not in page
    desk = browser_of(officer).get("/desk/").content.decode()
    assert (SECRET in desk, "Secret draft" in desk, "Coordinator addresses you" in desk) == (False, True, True)


def test_the_search_finds_no_comment(active, officer, browser_of):
    write_comment(active, actor=officer, text=SECRET)
    found = browser_of(officer).get("/search/", {"q": SECRET}).content.decode()
    assert "Exchange with Lodz" not in found


def test_a_mention_is_ticked_off_on_the_desk_without_scripts(active, coordinator, officer, outsider, browser_of):
    write_comment(active, actor=officer, text="@Coordinator, please look")
    client = browser_of(coordinator)
    desk = client.get("/desk/").content.decode()
    assert 'Mentions <span class="muted">1</span>' in desk
    mention = Mention.objects.get()
    assert "Addresses you" in client.get(active.get_absolute_url()).content.decode()
    assert client.get(f"/comments/mentions/{mention.pk}/read/").status_code == 405
    assert browser_of(outsider).post(f"/comments/mentions/{mention.pk}/read/").status_code == 404
    answer = client.post(f"/comments/mentions/{mention.pk}/read/", {"next": "/desk/"}, follow=True)
    assert answer.redirect_chain == [("/desk/", 302)]
    assert "Mentions" not in answer.content.decode()


def test_ones_own_is_changed_and_after_a_quarter_of_an_hour_refused(active, coordinator, officer, browser_of):
    comment = CommentFactory(about=active, author=coordinator)
    path, client = f"/comments/{comment.pk}/edit/", browser_of(coordinator)
    assert browser_of(officer).get(path).status_code == 403
    assert "Shall we ask them?" in client.get(path).content.decode()
    answer = client.post(path, {"text": "@Nemo"})
    assert ("Nobody here is called" in answer.content.decode(), "@Nemo</textarea>" in answer.content.decode()) == (
        True,
        True,
    )
    page = client.post(path, {"text": "Let us ask them."}, follow=True).content.decode()
    assert "Let us ask them." in page
    assert ", changed</time>" in page
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    assert "15 minutes" in client.get(path, follow=True).content.decode()
    late = client.post(path, {"text": "Typed too late"}).content.decode()
    assert "15 minutes" in late
    assert "Typed too late" in late


def test_the_office_says_why_it_takes_words_away(active, outsider, officer, browser_of):
    comment = CommentFactory(about=active, author=outsider, text=SECRET)
    path, client = f"/comments/{comment.pk}/remove/", browser_of(officer)
    assert "Reason" in client.post(path).content.decode()
    assert client.post(path, {"confirmed": "yes", "note": ""}).status_code == 200
    page = client.post(path, {"confirmed": "yes", "note": "Names a student"}, follow=True).content.decode()
    assert "Names a student" in page
    assert SECRET not in page


def test_ones_own_goes_after_a_question(active, outsider, coordinator, browser_of):
    comment = CommentFactory(about=active, author=outsider)
    path = f"/comments/{comment.pk}/remove/"
    assert browser_of(coordinator).post(path, {"confirmed": "yes", "note": "x"}).status_code == 403
    client = browser_of(outsider)
    assert "Remove the comment" in client.post(path).content.decode()
    page = client.post(path, {"confirmed": "yes"}, follow=True).content.decode()
    assert "Removed by its author" in page


def test_a_long_thread_shows_the_newest_and_leads_to_the_rest(active, coordinator, officer, browser_of):
    for number in range(25):
        CommentFactory(about=active, author=coordinator, text=f"Number {number:02}.")
    client = browser_of(officer)
    page = client.get(active.get_absolute_url()).content.decode()
    assert ("Number 04." in page, "Number 05." in page, "5 earlier comments" in page) == (False, True, True)
    assert "Number 00." in client.get(address(active)).content.decode()


def test_names_are_offered_to_who_may_comment(active, coordinator, officer, reader, browser_of):
    path = f"{address(active)}people/"
    assert browser_of(officer).get(path, {"q": "coord"}).json() == {
        "people": [{"name": "Coordinator", "detail": coordinator.email, "insert": "Coordinator"}]
    }
    assert browser_of(officer).get(path).json() == {"people": []}
    assert browser_of(reader).get(path, {"q": "coord"}).status_code == 403
    assert browser_of(officer).get("/comments/accounts.unit/1/people/?q=x").status_code == 404
