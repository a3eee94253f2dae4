from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing, TransitionRefused
from mobility.enums import Activity, Direction, MobilityState
from mobility.models import ParticipantReport, ReportAnswer, ReportQuestion
from mobility.reports.answering import Said, move_report, receive_report
from mobility.reports.asking import ask_everybody_back, ask_for_report, token_of
from mobility.reports.enums import ReportState
from mobility.reports.shown import answers_about, reports_in
from mobility.reports.workflow import report_workflow
from reminders.models import OutgoingMail
from reminders.post import sealed
from tests.agreements.factories import InstitutionFactory
from tests.mobility.factories import GrantProjectFactory, MobilityFactory

pytestmark = pytest.mark.django_db
ALLOWED = {
    ("asked", "receive"): "received",
    ("received", "show"): "shown",
    ("kept_back", "show"): "shown",
    ("received", "keep_back"): "kept_back",
    ("shown", "keep_back"): "kept_back",
}


@pytest.fixture
def questions():
    rows = [("student", "rating", "How good?"), ("student", "text", "What was best?"), ("staff", "text", "And then?")]
    return [
        ReportQuestion.objects.create(code=f"q{n}", audience=audience, position=n, kind=kind, wording_en=words)
        for n, (audience, kind, words) in enumerate(rows)
    ]


@pytest.fixture
def back(unit):
    def make(**fields):
        return MobilityFactory(**{"unit": unit, "state": MobilityState.COMPLETED} | fields)

    return make


@pytest.fixture
def received(questions, back, officer):
    """Make a report that has arrived, with a rating and some words."""

    def make(rating=4, text="The sea", *, may_be_shown=True, **fields):
        report = ask_for_report(back(**fields), actor=officer)
        said = [Said(questions[0], rating=rating), Said(questions[1], text=text)]
        return receive_report(report, said, may_be_shown=may_be_shown)

    return make


@pytest.mark.parametrize("move", [*report_workflow.transitions])
@pytest.mark.parametrize("state", ReportState.values)
def test_a_report_moves_along_its_edges_and_nowhere_else(state, move, back, officer):
    report = ParticipantReport.objects.create(
        mobility=back(), audience="student", state=state, may_be_shown=True, expires_at=timezone.now(), token_hash="x"
    )
    actor = None if move == "receive" else officer
    if (state, move) in ALLOWED:
        assert report_workflow.perform(move, report, actor=actor).state == ALLOWED[state, move]
    else:
        with pytest.raises(TransitionRefused):
            report_workflow.perform(move, report, actor=actor)


def test_whoever_is_back_is_asked_once_by_an_address_of_their_own(back, unit, officer, coordinator):
    stay, staff = back(), back(activity=Activity.TRAINING)
    back(participant__email="")
    MobilityFactory(unit=unit, state=MobilityState.UNDER_WAY)
    with pytest.raises(RightMissing):
        ask_everybody_back(actor=coordinator)
    assert ask_everybody_back(actor=officer) == 2
    assert ask_everybody_back(actor=officer) == 0
    assert {report.mobility_id: report.audience for report in ParticipantReport.objects.all()} == {
        stay.pk: "student",
        staff.pk: "staff",
    }
    mail = OutgoingMail.objects.get(to_address=stay.participant.email)
    token = token_of(stay.report)
    assert token not in mail.text
    assert reverse("reports:answer", args=[token]) in sealed.opened(mail.text)


@pytest.mark.django_db(transaction=True)
def test_two_sessions_that_ask_everybody_ask_each_once(back, officer):
    back(), back()
    both = Barrier(2)

    def ask(_session):
        try:
            both.wait(timeout=10)
            return ask_everybody_back(actor=officer)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(ask, range(2))) == [0, 2]
    assert OutgoingMail.objects.count() == 2


def test_who_is_not_back_is_not_asked(unit, officer):
    with pytest.raises(PortalError):
        ask_for_report(MobilityFactory(unit=unit), actor=officer)


def test_a_report_is_written_without_an_account_and_once(questions, back, officer):
    report = ask_for_report(back(), actor=officer)
    url, browser = reverse("reports:answer", args=[token_of(report)]), Client(enforce_csrf_checks=True)
    page = browser.get(url).content.decode()
    assert "How good?" in page
    assert "And then?" not in page
    assert report.mobility.participant.family_name not in page
    assert browser.post(url, {}).status_code == 422
    rating, words = (f"question-{question.pk}" for question in questions[:2])
    assert browser.post(url, {rating: "9"}).status_code == 422
    assert browser.post(url, {rating: "5", words: "The sea", "may_be_shown": "on"}).status_code == 200
    report.refresh_from_db()
    assert (report.state, report.may_be_shown) == ("received", True)
    assert list(ReportAnswer.objects.values_list("rating", "text")) == [(5, ""), (None, "The sea")]
    assert "How good?" not in browser.post(url, {rating: "1"}).content.decode()
    assert ReportAnswer.objects.count() == 2


def test_an_address_that_ran_out_was_replaced_or_never_was_says_the_same(questions, back, officer):
    stay = back()
    old = token_of(ask_for_report(stay, actor=officer))
    current = ask_for_report(stay, actor=officer)
    ParticipantReport.objects.filter(pk=current.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    tokens, browser = (old, token_of(current), "0" * 64), Client()
    answers = [browser.get(reverse("reports:answer", args=[token])) for token in tokens]
    assert {answer.status_code for answer in answers} == {404}
    pages = {answer.content.decode().replace(token, "") for answer, token in zip(answers, tokens, strict=True)}
    assert len(pages) == 1


def test_nothing_is_shown_that_the_person_did_not_allow(received, officer):
    report = received(may_be_shown=False)
    with pytest.raises(TransitionRefused):
        move_report(report, "show", actor=officer)


def said_of(partner):
    """For each kind of people: the means with their counts, and the words, report by report."""
    return {
        one.audience.value: (
            [(str(rating.mean), rating.count) for rating in one.ratings],
            [[answer for _question, answer in told.answers] for told in one.told],
        )
        for one in reports_in(answers_about(partner))
    }


def test_ratings_are_shown_from_three_on_and_words_only_once_let_through(received, officer):
    partner = InstitutionFactory()
    reports = [received(rating=rating, text=f"words {rating}", partner=partner) for rating in (5, 4, 2)]
    received(text="of another place")
    for report in reports[:2]:
        move_report(report, "show", actor=officer)
    assert said_of(partner) == {"student": ([], [["words 4"], ["words 5"]])}
    move_report(reports[2], "show", actor=officer)
    assert said_of(partner) == {"student": ([("3.7", 3)], [["words 2"], ["words 4"], ["words 5"]])}
    move_report(reports[2], "keep_back", actor=officer)
    assert said_of(partner) == {"student": ([], [["words 4"], ["words 5"]])}


def test_who_came_to_us_tells_nothing_of_the_partner(received, officer):
    partner = InstitutionFactory()
    move_report(received(partner=partner, direction=Direction.INCOMING), "show", actor=officer)
    assert said_of(partner) == {}


def test_a_project_is_told_of_where_its_stays_were(questions, back, unit, officer, django_assert_num_queries):
    wording = ReportQuestion.objects.create(code="p", audience="project", position=1, kind="text", wording_en="Goals?")
    project = GrantProjectFactory(unit=unit, state="closed", call_year=2024)
    stay = back(project=project, scheme=project.scheme)
    nominated = MobilityFactory(unit=unit, project=project, scheme=project.scheme)
    report = ParticipantReport.objects.create(
        project=project, audience="project", state="shown", may_be_shown=True, expires_at=timezone.now()
    )
    ReportAnswer.objects.create(report=report, question=wording, text="All of them")
    with django_assert_num_queries(1):
        [one] = reports_in(answers_about(stay.partner))
    assert (one.audience, one.told[0].when, one.told[0].answers) == ("project", "2024", (("Goals?", "All of them"),))
    assert reports_in(answers_about(nominated.partner)) == []


def test_nobody_presses_a_report_into_having_arrived(questions, back, officer, browser_of):
    stay = back()
    report, browser = ask_for_report(stay, actor=officer), browser_of(officer)
    page = browser.get(report.get_absolute_url())
    assert (page.context["moves"], page.context["ask_url"]) == ([], f"/mobility/reports/of-stay/{stay.pk}/")
    assert browser.post(reverse("mobility:report_move", args=[report.pk, "receive"])).status_code == 404
    report.refresh_from_db()
    assert report.state == ReportState.ASKED


def test_only_the_office_reads_reports(received, officer, coordinator, browser_of):
    report = received()
    text = browser_of(officer).get(report.get_absolute_url()).content.decode()
    assert "The sea" in text
    assert "4 of 5" in text
    assert browser_of(coordinator).get(report.get_absolute_url()).status_code == 403
    listed = browser_of(officer).get(reverse("mobility:report_list")).content.decode()
    assert str(report.mobility.participant.name) in listed
