"""Filling in the values of a follow-up: what people write, who may, what a colleague wrote meanwhile."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from agreements.enums import AgreementState
from core.errors import PortalError, RightMissing
from quality.enums import FollowUpState, IndicatorKind, StepKind, ValueOrigin
from quality.indicators.asking import completeness, may_fill, why_closed
from quality.indicators.numbers import figure_text, figure_words, read_figure
from quality.indicators.sheet import Sheet
from quality.indicators.values import Entry, attach_file, compute_values, save_values
from quality.models import IndicatorValue
from tests.agreements.factories import AgreementFactory
from tests.quality.factories import (
    FollowUpFactory,
    FollowUpStepFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    ObjectiveFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("64,5", "64.5"),
        ("64.50 %", "64.5"),
        (" 1 250 ", "1250"),
        ("1\u00a0250,25", "1250.25"),
        ("0", "0"),
        ("999999999999", "999999999999"),
        ("12,3400", "12.34"),
    ],
)
def test_figures_are_read_as_people_write_them(written, number):
    assert read_figure(written) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("many", "“many” is not a number."),
        ("NaN", "“NaN” is not a number."),
        ("Infinity", "“Infinity” is not a number."),
        ("1e5", "“1e5” is not a number."),
        ("٣", "“٣” is not a number."),
        ("1.234,50", "“1.234,50” is not a number."),
        ("1.2345", "At most two places after the decimal sign. Thousands are written without a sign."),
        ("-3", "A number here is 0 or more."),
        ("1000000000000000", "This number is too large to be meant."),
    ],
)
def test_what_is_no_figure_is_refused_in_a_sentence(written, sentence):
    with pytest.raises(ValidationError) as refused:
        read_figure(written)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("written", ["100.01", "-1", "101 %"])
def test_a_share_lies_within_a_hundred(written):
    with pytest.raises(ValidationError, match="A share lies between 0 and 100 per cent"):
        read_figure(written, is_share=True)


def test_figures_are_shown_in_the_readers_way(rate, courses):
    with override("sv"):
        assert figure_text(Decimal("64.50")) == "64,5"
        assert figure_words(Decimal("1250.00"), courses, with_unit=True) == "1\u00a0250 kurser"
    assert [figure_text(Decimal(100)), figure_words(Decimal("64.50"), rate)] == ["100", "64.5 %"]


def test_the_contributor_of_the_data_fills_in_and_others_do_not(
    follow_up, contributor, process_owner, quality_officer, head, reader, auditor, person, unit
):
    FollowUpStepFactory(follow_up=follow_up, kind=StepKind.DIALOGUE, position=2, person=reader)
    may = {
        who for who in (contributor, process_owner, quality_officer, head, reader, auditor) if may_fill(who, follow_up)
    }
    assert may == {contributor, process_owner, quality_officer}


def test_values_are_written_in_part_and_changed_and_taken_away(follow_up, contributor, rate, courses):
    save_values(follow_up, actor=contributor, entries={rate.pk: Entry(Decimal(64), note="spring only")})
    assert completeness(follow_up) == ["Courses given"]
    save_values(follow_up, actor=contributor, entries={courses.pk: Entry(Decimal(12)), rate.pk: Entry(note="later")})
    assert completeness(follow_up) == ["Response rate"]
    save_values(follow_up, actor=contributor, entries={rate.pk: Entry()})
    assert [(value.indicator, value.number) for value in follow_up.values.all()] == [(courses, 12)]
    assert follow_up.values.get().filled_by == contributor


def test_nobody_writes_what_they_were_not_asked_or_what_the_dialogue_rests_on(follow_up, reader, contributor, rate):
    with pytest.raises(RightMissing):
        save_values(follow_up, actor=reader, entries={rate.pk: Entry(Decimal(1))})
    type(follow_up).objects.filter(pk=follow_up.pk).update(state=FollowUpState.IN_DIALOGUE)
    with pytest.raises(PortalError, match="The dialogue rests on these values"):
        save_values(follow_up, actor=contributor, entries={rate.pk: Entry(Decimal(1))})
    assert not IndicatorValue.objects.exists()


def test_every_state_but_collecting_says_why_it_is_closed():
    open_states = [state for state in FollowUpState if not why_closed(FollowUpFactory.build(unit=None, state=state))]
    assert open_states == [FollowUpState.COLLECTING]


def test_a_figure_of_another_process_or_an_ended_one_is_not_asked(follow_up, contributor, rate):
    ended = IndicatorFactory(code="ended", valid_to=2025)
    other = IndicatorFactory(code="other", process__code="QU-3")
    save_values(follow_up, actor=contributor, entries={ended.pk: Entry(Decimal(1)), other.pk: Entry(Decimal(1))})
    assert not IndicatorValue.objects.exists()
    assert completeness(follow_up) == ["Response rate"]


def test_figures_of_the_portal_are_computed_for_the_year_before(follow_up, contributor, unit):
    indicator = IndicatorFactory(code="agreements", computed_by="agreements.begun")
    nothing = IndicatorFactory(code="evaluations", computed_by="agreements.evaluated", kind=IndicatorKind.SHARE)
    AgreementFactory(responsible_unit=unit, starts_on=date(2025, 9, 1), state=AgreementState.ACTIVE)
    AgreementFactory(responsible_unit=unit, starts_on=date(2026, 9, 1), state=AgreementState.ACTIVE)
    save_values(follow_up, actor=contributor, entries={indicator.pk: Entry(Decimal(99), note="as agreed")})
    assert len(completeness(follow_up)) == 2
    compute_values(follow_up, actor=contributor)
    facts = {value.indicator: (value.number, value.origin, value.note) for value in follow_up.values.all()}
    computed = ValueOrigin.COMPUTED
    assert facts == {indicator: (1, computed, "as agreed"), nothing: (None, computed, "")}
    assert completeness(follow_up) == []


def test_the_last_cycle_and_objectives_stand_beside(follow_up, contributor, rate, unit, other_unit):
    ObjectiveFactory(indicator=rate, target=70)
    ObjectiveFactory(indicator=rate, target=90, valid_to=2025)
    skipped = FollowUpFactory(unit=unit, academic_year=2025, state=FollowUpState.SKIPPED)
    IndicatorValueFactory(follow_up=skipped, indicator=rate, number=99)
    IndicatorValueFactory(follow_up=FollowUpFactory(unit=unit, academic_year=2024), indicator=rate, number=60)
    IndicatorValueFactory(follow_up=FollowUpFactory(unit=unit, academic_year=2023), indicator=rate, number=50)
    IndicatorValueFactory(follow_up=FollowUpFactory(unit=other_unit, academic_year=2025), indicator=rate, number=1)
    save_values(follow_up, actor=contributor, entries={rate.pk: Entry(Decimal("64.5"))})
    (row,) = Sheet(follow_up).rows
    assert (row.words, row.before_words, row.change, row.change_tone) == (
        "64.5 %",
        "60 %",
        "+4.5 percentage points since 2024/25",
        "ok",
    )
    assert [(judged.target, judged.outcome) for judged in row.objectives] == [("at least 70 %", "not_met")]


@pytest.mark.parametrize("count", [1, 3])
def test_a_sheet_takes_four_queries(follow_up, count, django_assert_num_queries):
    for indicator in IndicatorFactory.create_batch(count):
        ObjectiveFactory(indicator=indicator)
        IndicatorValueFactory(follow_up=follow_up, indicator=indicator, number=5)
    with django_assert_num_queries(4):
        assert [row.words for row in Sheet(follow_up).rows] == ["5"] * count


# -- the pages


def fill_url(follow_up):
    return reverse("quality:follow_up_fill", args=[follow_up.pk])


def drawn(client, follow_up) -> dict:
    """What the form sends as it is drawn."""
    form = client.get(fill_url(follow_up)).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_what_is_refused_is_said_at_the_field_and_kept(client, follow_up, contributor, rate, courses):
    client.force_login(contributor)
    sent = drawn(client, follow_up) | {f"value-{rate.pk}": "140", f"value-{courses.pk}": "a dozen"}
    page = client.post(fill_url(follow_up), sent, follow=True)
    text = page.content.decode()
    assert "A share lies between 0 and 100 per cent." in text
    assert "“a dozen” is not a number." in text
    assert 'value="140"' in text
    assert 'value="a dozen"' in text
    assert not IndicatorValue.objects.exists()


def test_two_people_fill_in_different_values_and_meet_over_the_same(
    client, follow_up, contributor, process_owner, rate, courses
):
    client.force_login(contributor)
    sent = drawn(client, follow_up)
    save_values(follow_up, actor=process_owner, entries={courses.pk: Entry(Decimal(12))})
    client.post(fill_url(follow_up), sent | {f"value-{rate.pk}": "60"})
    assert {value.indicator: value.number for value in follow_up.values.all()} == {rate: 60, courses: 12}
    page = client.post(fill_url(follow_up), sent | {f"value-{courses.pk}": "9"})
    text = page.content.decode()
    assert "This was changed elsewhere while you were writing" in text
    assert 'value="9"' in text
    assert follow_up.values.get(indicator=courses).number == 12


def test_the_pages_of_data_are_for_whom_they_concern(client, follow_up, rate, reader, contributor, head, outsider):
    data, fill = reverse("quality:follow_up_data", args=[follow_up.pk]), fill_url(follow_up)
    answers = {}
    for who in (contributor, head, reader, outsider):
        client.force_login(who)
        answers[who] = (client.get(data).status_code, client.get(fill).status_code)
    assert answers == {contributor: (200, 200), head: (200, 403), reader: (404, 404), outsider: (404, 404)}


def test_a_file_is_checked_by_its_content_and_read_by_right(client, follow_up, contributor, head, outsider):
    plan = IndicatorFactory(code="plan", kind=IndicatorKind.FILE)
    client.force_login(contributor)
    upload = reverse("quality:indicator_file", args=[follow_up.pk, "plan"])
    page = client.post(upload, {"file": SimpleUploadedFile("plan.pdf", b"MZ a program")}, follow=True)
    assert "The file is called PDF but its content is something else." in page.content.decode()
    client.post(upload, {"file": SimpleUploadedFile("plan.txt", b"The plan")})
    assert completeness(follow_up) == []
    kept = follow_up.values.get(indicator=plan)
    assert kept.original_name == "plan.txt"
    assert "plan" not in kept.file.name.rpartition("/")[2]
    address = reverse("quality:indicator_download", args=[follow_up.pk, "plan"])
    answers = {}
    for who in (head, outsider):
        client.force_login(who)
        answer = client.get(address)
        answer.getvalue()  # a file that is sent is closed when it has been read
        answers[who] = answer.status_code
    assert answers == {head: 200, outsider: 404}


def test_a_file_belongs_to_an_indicator_that_asks_for_one(follow_up, contributor, rate):
    with pytest.raises(PortalError, match="does not ask for such a file"):
        attach_file(follow_up, rate, actor=contributor, upload=SimpleUploadedFile("plan.txt", b"The plan"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_data_tab_takes_as_many_queries_however_much_is_asked(
    client, follow_up, contributor, count, django_assert_num_queries
):
    for indicator in IndicatorFactory.create_batch(count):
        ObjectiveFactory(indicator=indicator)
        IndicatorValueFactory(follow_up=follow_up, indicator=indicator, number=5, filled_by=contributor)
    client.force_login(contributor)
    address = reverse("quality:follow_up_data", args=[follow_up.pk])
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)
