"""Single sentences of a report are left out of what others read; what was written stays."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from core.errors import PortalError, RightMissing
from mobility.enums import MobilityState
from mobility.models import ReportAnswer, ReportQuestion
from mobility.reports.answering import Said, move_report, receive_report
from mobility.reports.asking import ask_for_report
from mobility.reports.moderating import leave_out
from mobility.reports.sentences import MARK, sentences_of, without
from mobility.reports.shown import answers_about, reports_in
from tests.mobility.factories import MobilityFactory

TEXT = "The sea was near. Anna Berg shouted at me! The food is good.\r\nGo there."


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ((), TEXT),
        ((1,), f"The sea was near. {MARK} The food is good.\r\nGo there."),
        ((1, 2), f"The sea was near. {MARK} Go there."),
        ((0, 3), f"{MARK} Anna Berg shouted at me! The food is good.\r\n{MARK}"),
        ((0, 1, 2, 3), ""),
    ],
)
def test_what_others_read(left_out, told):
    assert without(TEXT, left_out) == told


@given(some.text(some.sampled_from("aB.!?… \r\n"), max_size=60), some.data())
def test_nothing_left_out_is_told_and_all_else_is(text, data):
    text = text.strip()
    sentences = [f"{place}:{sentence}" for place, sentence in enumerate(sentences_of(text))]
    text = " ".join(f"{sentence}." for sentence in sentences)
    count = len(sentences_of(text))
    left_out = data.draw(some.sets(some.integers(0, count - 1)))
    told = without(text, left_out)
    for position, sentence in enumerate(sentences_of(text)):
        if sentence.strip(".!?… ") and ":" in sentence:
            assert (sentence in told) is (position not in left_out)


@pytest.fixture
def report(db, unit, officer):
    question = ReportQuestion.objects.create(code="q", audience="student", position=1, kind="text", wording_en="What?")
    asked = ask_for_report(MobilityFactory(unit=unit, state=MobilityState.COMPLETED), actor=officer)
    return receive_report(asked, [Said(question, text=TEXT)], may_be_shown=True)


def told_of(report) -> list[tuple[str, bool]]:
    return [
        (words, told.is_shortened)
        for of in reports_in(answers_about(report.mobility.partner))
        for told in of.told
        for _question, words in told.answers
    ]


def test_the_office_leaves_a_sentence_out_and_takes_it_back(report, officer):
    move_report(report, "show", actor=officer)
    answer = report.answers.get()
    leave_out(report, actor=officer, sentences={answer.pk: [1]})
    assert told_of(report) == [(f"The sea was near. {MARK} The food is good.\r\nGo there.", True)]
    assert ReportAnswer.objects.get().text == TEXT
    leave_out(report, actor=officer, sentences={})
    assert told_of(report) == [(TEXT, False)]
    leave_out(report, actor=officer, sentences={answer.pk: [0, 1, 2, 3]})
    assert told_of(report) == []


@pytest.mark.parametrize("sentences", [{0: [0]}, {"own": [4]}, {"own": [-1]}])
def test_what_is_no_sentence_of_it_is_refused(report, officer, sentences):
    own = report.answers.get().pk
    with pytest.raises(PortalError):
        leave_out(report, actor=officer, sentences={own if key == "own" else key: at for key, at in sentences.items()})
    assert ReportAnswer.objects.get().left_out == []


def test_who_reads_no_reports_leaves_nothing_out(report, coordinator):
    with pytest.raises(RightMissing):
        leave_out(report, actor=coordinator, sentences={})


@pytest.mark.parametrize("value", ["x", "1", "-", "1--1", "9" * 400 + "-1", "²-1"])
def test_a_ticked_box_that_is_none_is_refused_in_words(report, officer, client, value):
    client.force_login(officer)
    address = reverse("mobility:report_leave_out", args=[report.pk])
    own = report.answers.get()
    done = client.post(address, {"sentence": [f"{own.pk}-1"]}, follow=True)
    assert "Saved." in done.content.decode()
    refused = client.post(address, {"sentence": [value]}, follow=True)
    assert "This sentence is not in the report." in refused.content.decode()
    assert ReportAnswer.objects.get().left_out == [1]
