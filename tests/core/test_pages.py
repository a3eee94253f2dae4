"""The house's own texts, and reports of what does not work."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from core import shortcomings
from core.models import Page, ShortcomingReport
from core.pages import as_html, load_pages, supplied_pages

REPORT = "/pages/accessibility/report/"


@pytest.fixture
def pages(db):
    load_pages()


@pytest.fixture
def queue(monkeypatch):
    """What is handed to the worker: the test carries it out itself, as the worker would."""
    handed = []
    monkeypatch.setattr("core.shortcomings.current_app.send_task", lambda name, given: handed.append((name, given)))
    return handed


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/pages/accessibility/", "Accessibility statement"),
        ("/sv/pages/accessibility/", "Tillgänglighetsredogörelse"),
        ("/pages/privacy/", "Privacy notice"),
        ("/sv/pages/privacy/", "Information om personuppgifter"),
    ],
)
def test_supplied_pages_are_open_to_everybody_in_both_languages(pages, address, title):
    client = Client()
    response = client.get(address)
    text = response.content.decode()
    assert f"<h1>{title}</h1>" in text
    assert settings.OFFICE_EMAIL in text
    assert "{" not in text.split("<article")[1].split("</article")[0]
    assert not client.cookies


def test_loading_again_adds_nothing_and_keeps_what_people_wrote(pages):
    Page.objects.filter(slug="privacy", language="sv").update(body="Vår egen text.")
    assert load_pages() == 0
    assert Page.objects.get(slug="privacy", language="sv").body == "Vår egen text."
    Page.objects.get(slug="privacy", language="en").delete()
    assert load_pages() == 1
    assert Page.objects.count() == len(supplied_pages()) == 4


def test_page_that_lacks_a_translation_is_shown_in_english_and_marked_so(pages, client):
    Page.objects.get(slug="privacy", language="sv").delete()
    text = client.get("/sv/pages/privacy/").content.decode()
    assert '<article class="prose" lang="en">' in text


def test_unknown_page_is_not_found(pages, client):
    assert client.get("/pages/nothing/").status_code == 404


@pytest.mark.parametrize(
    "dangerous",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        '<a href="x" onclick="alert(1)">x</a>',
        "![x](data:text/html;base64,PHNjcmlwdD4=)",
        '[x](https://a.example/"onmouseover="alert(1))',
    ],
)
def test_what_an_author_writes_cannot_run(dangerous):
    html = as_html(dangerous)
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert '<a href="x" onclick' not in html
    assert '"onmouseover' not in html


def test_headings_of_a_text_stand_below_the_page_title():
    assert as_html("# Big\n\n## Small") == "<h2>Big</h2>\n<h2>Small</h2>\n"


def test_report_is_kept_and_told_to_the_office(db, client, queue, django_capture_on_commit_callbacks):
    values = {"text": "The map\nis blank.", "page_address": "/sv/", "reply_to": "reader@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(REPORT, values, follow=True)
    assert "Thank you for your report" in response.content.decode()
    report = ShortcomingReport.objects.get()
    assert (report.page_address, report.reply_to) == ("/sv/", "reader@example.org")
    assert report.text == "The map\nis blank."
    assert queue == [("core.tasks.mail_office", [report.pk])]
    shortcomings.mail_office(report.pk)
    [sent] = mail.outbox
    assert (sent.to, sent.reply_to) == ([settings.OFFICE_EMAIL], ["reader@example.org"])
    assert sent.body == "Page: /sv/\n\nThe map\nis blank.\n"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": "   "}, "This field is required."),
        ({"text": "x", "reply_to": "no address"}, "Enter a valid email address."),
        ({"text": "x" * 5001}, "Ensure this value has at most 5000 characters"),
        ({"text": "x\x00y"}, "Null characters are not allowed."),
        ({"text": "x", "page_address": "y" * 501}, "Ensure this value has at most 500 characters"),
    ],
)
def test_report_that_cannot_be_kept_says_why_and_keeps_what_was_typed(db, client, values, sentence):
    response = client.post(REPORT, {"page_address": "typed", **values})
    text = response.content.decode()
    assert response.status_code == 200
    assert sentence in text
    assert values.get("page_address", "typed") in text
    assert not ShortcomingReport.objects.exists()


def test_header_cannot_be_smuggled_into_the_mail(db, client):
    client.post(REPORT, {"text": "x", "reply_to": "a@example.org\nBcc: b@example.org"})
    assert not ShortcomingReport.objects.exists()


def test_flood_of_reports_is_refused_in_words(db, client):
    ShortcomingReport.objects.bulk_create(ShortcomingReport(text="x") for _ in range(shortcomings.MOST_AN_HOUR))
    text = client.post(REPORT, {"text": "One more"}).content.decode()
    assert f"Please write to {settings.OFFICE_EMAIL} instead." in text
    assert "One more" in text
    ShortcomingReport.objects.update(created_at=timezone.now() - timezone.timedelta(hours=2))
    assert client.post(REPORT, {"text": "One more"}).status_code == 302


@pytest.mark.logs_errors
def test_report_is_kept_when_the_queue_does_not_answer(db, client, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(name, given):
        raise shortcomings.OperationalError

    monkeypatch.setattr("core.shortcomings.current_app.send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(REPORT, {"text": "The map is blank."}).status_code == 302
    assert ShortcomingReport.objects.count() == 1


def test_report_needs_the_token_of_its_form(db):
    assert Client(enforce_csrf_checks=True).post(REPORT, {"text": "x"}).status_code == 403


def test_only_the_form_sets_a_cookie_and_only_the_one_it_needs(db):
    client = Client()
    client.get(f"{REPORT}?page=/sv/")
    assert set(client.cookies) == {settings.CSRF_COOKIE_NAME}


def test_robots_are_told_what_is_worth_their_time(db, client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines()[0] == "User-agent: *"


@pytest.mark.parametrize(("address", "queries"), [("/pages/privacy/", 1), (REPORT, 0), ("/robots.txt", 0)])
def test_query_count(pages, client, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        client.get(address)
