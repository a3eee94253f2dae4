"""The quality report: composed from what is adopted, refused while something is open, frozen for good."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from core.errors import PortalError, RightMissing, TransitionRefused
from core.jobs import carry_out
from quality.enums import ActionState, FindingKind, FollowUpState, IndicatorKind
from quality.models import Action, AgreedStatement, FollowUp, QualityReport, ReportBlock, ReportPaper, Review
from quality.reports.contents import contents_of
from quality.reports.freezing import canonical, checksum, is_unchanged
from quality.reports.papers import make_papers
from quality.reports.services import add_text, adopt_report, begin_report, change_text, move_text, remove_text
from quality.reports.words import chapters_of
from tests.quality.factories import (
    ActionFactory,
    DialogueMeetingFactory,
    FindingFactory,
    FollowUpFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    ObjectiveFactory,
    QualityReportFactory,
    ReviewVersionFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


def adopted(unit, year=YEAR, **fields):
    """A follow-up that has walked the whole line."""
    made = FollowUpFactory(unit=unit, academic_year=year, **fields)
    for state in FollowUpState.main_line[1:]:
        FollowUp.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return made


@pytest.fixture
def indicator(db):
    return IndicatorFactory(name_en="Answered course evaluations", name_sv="Kursvärderingar", kind=IndicatorKind.SHARE)


@pytest.fixture
def year(unit, other_unit, indicator):
    """Two units adopted this year, one the year before; with values, a statement, a finding and actions."""
    before, one, other = adopted(unit, YEAR - 1), adopted(unit, summary="Better evaluations"), adopted(other_unit)
    for follow_up, number in ((before, 40), (one, 55), (other, 65)):
        IndicatorValueFactory(follow_up=follow_up, indicator=indicator, number=Decimal(number))
    ObjectiveFactory(indicator=indicator, name_en="Half of all answer", target=50)
    AgreedStatement.objects.create(meeting=DialogueMeetingFactory(follow_up=one), text="Evaluations stay open longer.")
    finding = FindingFactory(follow_up=one, number=1, kind=FindingKind.RECOMMENDATION, text="Read evaluations sooner.")
    ActionFactory(title="Read them in June", follow_up=one, finding=finding, unit=unit)
    ActionFactory(title="Ask again", follow_up=before, unit=unit)
    return one


@pytest.fixture
def report(quality_officer, year):
    return begin_report(actor=quality_officer, academic_year=YEAR, title_en="Quality report", kept_by=quality_officer)


def test_a_report_says_what_was_adopted_with_the_year_before_beside_it(report):
    contents = contents_of(report)
    (area,) = contents["areas"]
    (process,) = area["processes"]
    (figure,) = process["figures"]
    assert (process["code"], [row["unit"] for row in process["follow_ups"]]) == ("QU-1", ["DIDA", "DIMA"])
    assert (figure["mean"], figure["before"], figure["units"]) == ("60.00", "40.00", 2)
    assert process["follow_ups"][0]["statements"] == ["Evaluations stay open longer."]
    assert [(each["number"], each["actions"]) for each in process["follow_ups"][0]["findings"]] == [(1, 1)]
    assert [(each["mean"], each["is_met"]) for each in contents["objectives"]] == [("60.00", True)]
    assert contents["actions"]["states"][ActionState.PLANNED] == 1
    assert [each["title"] for each in contents["actions"]["open_of_last_year"]] == ["Ask again"]
    assert json.loads(canonical(contents)) == contents


def test_what_reviewers_summed_up_and_the_answer_stand_in_the_report(report, unit):
    review = adopted(unit, version=ReviewVersionFactory())
    Review.objects.create(follow_up=review, report_summary="A sound education.", response="We thank them.")
    words = [
        words for chapter in chapters_of(contents_of(report)) for part in chapter.sections for words in part.paragraphs
    ]
    assert "The reviewers: A sound education." in words
    assert "The university’s answer: We thank them." in words


def test_composing_asks_the_database_alike_for_one_follow_up_and_for_three(
    report, university, other_unit, django_assert_num_queries
):
    with django_assert_num_queries(11):
        contents_of(report)
    adopted(university)
    with django_assert_num_queries(11):
        contents_of(report)


def test_nothing_is_adopted_while_something_of_the_year_is_open(report, quality_officer, university):
    left = FollowUpFactory(unit=university, academic_year=YEAR)
    with pytest.raises(TransitionRefused, match="1 follow-up of 2025/26 is still open"):
        adopt_report(report, actor=quality_officer)
    report.refresh_from_db()
    assert (report.state, report.frozen) == ("draft", None)
    FollowUp.objects.filter(pk=left.pk).update(state=FollowUpState.SKIPPED)
    contents = adopt_report(report, actor=quality_officer).frozen
    assert [(row["code"], row["unit_en"]) for row in contents["skipped"]] == [("QU-1", "The university")]


def test_an_adopted_report_is_frozen_for_good(report, quality_officer, year):
    adopt_report(report, actor=quality_officer)
    frozen = QualityReport.objects.get(pk=report.pk)
    FollowUp.objects.filter(pk=year.pk).update(summary="Something else")
    assert is_unchanged(frozen)
    assert contents_of(frozen)["areas"][0]["processes"][0]["follow_ups"][0]["summary"] == "Better evaluations"
    assert frozen.sha256 == checksum(frozen.frozen)
    text = frozen.blocks.first()
    with pytest.raises(PortalError, match="stays as it is"):
        change_text(text, actor=quality_officer, body="Again")
    for write in (
        lambda: ReportBlock.objects.filter(pk=text.pk).update(body="Again"),
        lambda: QualityReport.objects.filter(pk=frozen.pk).update(frozen={}),
        lambda: QualityReport.objects.filter(pk=frozen.pk).update(state="draft"),
        lambda: QualityReport.objects.filter(pk=frozen.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_the_next_report_begins_from_the_last(report, quality_officer):
    change_text(report.blocks.first(), actor=quality_officer, body="A good year.")
    following = begin_report(actor=quality_officer, academic_year=YEAR + 1, title_en="The next")
    assert following.begun_from == report
    assert following.blocks.first().body == "A good year."
    assert following.blocks.count() == report.blocks.count() == 5


def test_texts_are_added_moved_and_removed(report, quality_officer):
    first = add_text(report, actor=quality_officer, area="QU", heading="Courses", body="One")
    second = add_text(report, actor=quality_officer, area="QU", heading="Programmes", body="Two")
    move_text(second, actor=quality_officer, is_up=True)
    move_text(first, actor=quality_officer, is_up=False)  # at the end already
    headings = list(report.blocks.filter(area="QU").values_list("heading", flat=True))
    assert headings == ["In short", "Programmes", "Courses"]
    remove_text(second, actor=quality_officer)
    assert list(report.blocks.filter(area="QU").values_list("heading", flat=True)) == ["In short", "Courses"]


def test_only_the_quality_office_writes_and_staff_reads_what_is_adopted(
    report, quality_officer, process_owner, reader, auditor, browser_of
):
    with pytest.raises(RightMissing):
        begin_report(actor=process_owner, academic_year=YEAR + 1, title_en="Mine")
    url = report.get_absolute_url()
    assert [browser_of(who).get(url).status_code for who in (reader, process_owner, auditor)] == [404, 404, 200]
    assert Client().get(url).status_code == 302
    adopt_report(report, actor=quality_officer)
    page = browser_of(reader).get(url)
    assert page.status_code == 200
    assert b"Unchanged since its adoption" in page.content
    assert b"Answered course evaluations" in page.content


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"academic_year": "1999"}, "not one of the available choices"),
        ({"title_en": ""}, "This field is required"),
        ({"due_on": "31 February"}, "Enter a valid date"),
        ({"title_en": "x" * 300}, "at most 200 characters"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(quality_officer, browser_of, values, sentence):
    sent = {"academic_year": YEAR, "title_en": "Kvalitetsrapport å", "due_on": "2026-12-01"} | values
    page = browser_of(quality_officer).post(reverse("quality:report_create"), sent).content.decode()
    assert sentence in page
    assert str(next(iter(values.values())))[:40] in page
    assert not QualityReport.objects.exists()


def test_a_second_report_of_a_year_is_refused(report, quality_officer, browser_of):
    page = browser_of(quality_officer).post(
        reverse("quality:report_create"), {"academic_year": YEAR, "title_en": "Twice"}
    )
    assert "already exists" in page.content.decode()
    assert QualityReport.objects.count() == 1


def test_papers_are_made_once_in_the_language_asked_for(report, quality_officer, browser_of):
    add_text(report, actor=quality_officer, area="", heading="Läget", body="**Bra** år.\n\n- ett\n- två")
    paper = make_papers(report, language="sv", actor=quality_officer)
    assert make_papers(report, language="sv", actor=quality_officer).job == paper.job
    carry_out(paper.job_id)
    paper.refresh_from_db()
    with paper.pdf as pdf, paper.docx as docx:
        assert pdf.read(4) == b"%PDF"
        document = Document(BytesIO(docx.read()))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert {"Läget", "Bra år.", "ett", "Kursvärderingar"} <= set(words)
    assert paper.sha256 == checksum(contents_of(report))
    assert browser_of(quality_officer).get(f"/quality/reports/{report.pk}/files/exe/").status_code == 404


def test_a_stranger_gets_no_paper(report, reader, quality_officer, browser_of):
    paper = make_papers(report, language="en", actor=quality_officer)
    carry_out(paper.job_id)
    with pytest.raises(RightMissing):
        make_papers(report, language="en", actor=reader)
    address = reverse("quality:report_paper", args=[report.pk, "pdf"])
    assert b"".join(browser_of(quality_officer).get(address).streaming_content).startswith(b"%PDF")
    assert browser_of(reader).get(address).status_code == 404
    assert ReportPaper.objects.count() == 1


def test_chapters_without_words_are_shown_to_writers_alone(report):
    contents = contents_of(report)
    assert [each.key for each in chapters_of(contents)] == ["qu", "objectives", "actions"]
    written = [each.key for each in chapters_of(contents, is_written=True)]
    assert written == ["summary", "qu", "qf", "qv", "qs", "objectives", "actions"]


def test_a_long_report_tells_its_units_process_by_process(report, university, quality_officer, browser_of, monkeypatch):
    monkeypatch.setattr("quality.reports.contents.MOST_TOGETHER", 1)
    browser, part = browser_of(quality_officer), f"{report.get_absolute_url()}processes/QU-1/"
    for _adopted in (False, True):
        page = browser.get(report.get_absolute_url()).content.decode()
        assert part in page
        assert "Evaluations stay open longer." not in page
        assert "Evaluations stay open longer." in browser.get(part).content.decode()
        assert browser.get(part.replace("QU-1", "nothing")).status_code == 404
        if not _adopted:
            adopt_report(report, actor=quality_officer)


def test_a_page_names_the_first_open_actions_and_leads_to_all_the_frozen_report_has(
    report, quality_officer, reader, year, unit, browser_of, monkeypatch
):
    monkeypatch.setattr("quality.reports.contents.MOST_ACTIONS", 1)
    before = FollowUp.objects.get(academic_year=YEAR - 1)
    ActionFactory(title="Due before the other", follow_up=before, unit=unit, due_on=date(2027, 1, 1))
    browser, every = browser_of(quality_officer), f"{report.get_absolute_url()}open-actions/"
    for _adopted in (False, True):
        page = browser.get(report.get_absolute_url()).content.decode()
        assert "The 1 that are due first, of 2." in page
        assert every in page
        assert ("Due before the other" in page, "Ask again" in page) == (True, False)
        assert "Ask again" in browser.get(every).content.decode()
        if not _adopted:
            assert browser_of(reader).get(every).status_code == 404
            adopt_report(report, actor=quality_officer)
    report.refresh_from_db()
    assert len(contents_of(report)["actions"]["open_of_last_year"]) == 2
    assert "open_count" not in report.frozen["actions"]
    Action.objects.all().delete()
    assert "Ask again" in browser_of(reader).get(every).content.decode()


def test_the_lists_page_takes_as_many_queries_for_three_as_for_one(
    quality_officer, browser_of, django_assert_num_queries
):
    browser = browser_of(quality_officer)
    address = reverse("quality:report_list")
    QualityReportFactory(kept_by=quality_officer)
    browser.get(address)
    for count in (1, 3):
        with django_assert_num_queries(4):
            browser.get(address)
        if count == 1:
            QualityReportFactory.create_batch(2, kept_by=quality_officer)
