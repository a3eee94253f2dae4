"""The evaluation before a renewal: asked for once, written by its keepers, submitted whole, skipped by the office."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from agreements.cockpit.outlook import ending_agreements
from agreements.enums import Recommendation
from agreements.models import Evaluation, EvaluationQuestion
from agreements.services.agreements import move_agreement
from agreements.services.evaluations import ask_for_evaluation, skip_evaluation, write_evaluation
from agreements.services.renewals import renew_agreement
from core.errors import PortalError, RightMissing, TransitionRefused
from tests.agreements.factories import AgreementFactory, EvaluationFactory, home
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db
WHOLE = {"answers": {"out": "Two went.", "in": "None came."}, "recommendation": "renew", "is_submitted": True}


@pytest.fixture
def questions(db):
    EvaluationQuestion.objects.create(code="out", wording_en="Who went?", wording_sv="Vilka reste?", position=1)
    EvaluationQuestion.objects.create(code="in", wording_en="Who came?", position=2)
    EvaluationQuestion.objects.create(code="old", wording_en="Not asked any more", is_active=False)


@pytest.fixture
def agreement(unit, coordinator):
    return AgreementFactory(
        responsible_unit=unit, coordinator=coordinator, starts_on=date(2023, 9, 1), ends_on=date(2026, 12, 31)
    )


@pytest.fixture
def evaluation(questions, agreement, coordinator):
    return ask_for_evaluation(agreement, actor=coordinator)[0]


def test_it_is_asked_once_in_the_words_of_the_questions(evaluation, agreement, officer):
    assert [row.wording for row in evaluation.answers.all()] == ["Who went?", "Who came?"]
    with translation.override("sv"):
        assert [row.wording for row in evaluation.answers.all()] == ["Vilka reste?", "Who came?"]
    assert ask_for_evaluation(agreement, actor=officer) == (evaluation, False)
    EvaluationQuestion.objects.filter(code="out").update(wording_en="Changed")
    assert evaluation.answers.first().wording == "Who went?"


def test_nothing_is_asked_where_there_are_no_questions(agreement, coordinator):
    assert ask_for_evaluation(agreement, actor=coordinator) == (None, False)
    draft, _new = renew_agreement(agreement, actor=coordinator)
    assert draft.state == "draft"
    assert not Evaluation.objects.exists()


def test_it_is_kept_as_often_as_one_likes_and_submitted_whole(evaluation, coordinator):
    write_evaluation(evaluation, actor=coordinator, answers={"out": "Two"}, remarks="so far")
    with pytest.raises(ValidationError) as refused:
        write_evaluation(evaluation, actor=coordinator, answers={}, is_submitted=True)
    assert set(refused.value.message_dict) == {"in", "recommendation"}
    done = write_evaluation(evaluation, actor=coordinator, **WHOLE)
    assert (done.recommendation, done.submitted_by, done.is_open) == ("renew", coordinator, False)
    assert [row.text for row in done.answers.all()] == ["Two went.", "None came."]
    with pytest.raises(PortalError, match="submitted or skipped meanwhile"):
        write_evaluation(evaluation, actor=coordinator, **WHOLE)


def test_a_recommendation_that_is_none_is_refused(evaluation, coordinator):
    with pytest.raises(ValidationError, match="recommend"):
        write_evaluation(evaluation, actor=coordinator, **(WHOLE | {"recommendation": "perhaps"}))


def test_starting_a_renewal_asks_for_it_and_the_successor_waits(questions, agreement, coordinator):
    draft, _new = renew_agreement(agreement, actor=coordinator)
    evaluation = agreement.evaluations.get()
    draft.is_open_ended, draft.ends_on = True, None
    draft.save(update_fields=["is_open_ended", "ends_on"])
    with pytest.raises(TransitionRefused, match="evaluation of the agreement it renews"):
        move_agreement(draft, "submit", actor=coordinator)
    write_evaluation(evaluation, actor=coordinator, **WHOLE)
    assert move_agreement(draft, "submit", actor=coordinator).state == "in_review"


def test_the_office_goes_on_without_it_and_says_why(questions, agreement, coordinator, officer):
    with pytest.raises(RightMissing):
        skip_evaluation(agreement, actor=coordinator, reason="no time")
    with pytest.raises(ValidationError):
        skip_evaluation(agreement, actor=officer, reason="  ")
    renew_agreement(agreement, actor=officer, skip_evaluation_because="Signed last year only.")
    evaluation = agreement.evaluations.get()
    assert (evaluation.skipped_because, evaluation.is_open) == ("Signed last year only.", False)
    with pytest.raises(PortalError, match="already"):
        skip_evaluation(agreement, actor=officer, reason="again")


def test_a_coordinator_skips_nothing_by_way_of_a_renewal(questions, agreement, coordinator, browser_of):
    sent = {"agreement": agreement.pk, "confirmed": "yes", "reason": "I do not want to"}
    assert browser_of(coordinator).post(reverse("agreements:renew_many"), sent).status_code == 403
    with pytest.raises(RightMissing):
        renew_agreement(agreement, actor=coordinator, skip_evaluation_because="I do not want to")
    assert not agreement.successors.exists()
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "administrator"])
def test_only_its_keepers_ask_and_write(request, evaluation, agreement, who):
    person = request.getfixturevalue(who)
    with pytest.raises(RightMissing):
        write_evaluation(evaluation, actor=person, **WHOLE)
    with pytest.raises(RightMissing):
        ask_for_evaluation(agreement, actor=person)


def test_it_is_an_inner_paper(evaluation, agreement, coordinator, reader, outsider, officer, auditor, browser_of):
    write_evaluation(evaluation, actor=coordinator, **(WHOLE | {"remarks": "Between us: they were slow."}))
    for person in (coordinator, officer, auditor):
        assert Evaluation.objects.visible_to(person).get() == evaluation
        assert "Between us" in browser_of(person).get(agreement.get_absolute_url()).content.decode()
    for person in (reader, outsider):
        assert not Evaluation.objects.visible_to(person).exists()
        assert "Between us" not in browser_of(person).get(agreement.get_absolute_url()).content.decode()


def test_the_form_keeps_what_is_typed_and_says_what_is_missing(evaluation, agreement, coordinator, browser_of):
    client, address = browser_of(coordinator), reverse("agreements:evaluation_edit", args=[agreement.pk])
    page = client.post(address, {"answer-out": "<b>Two</b>", "recommendation": ""}).content.decode()
    assert "&lt;b&gt;Two&lt;/b&gt;" in page
    assert "Say what you recommend." in page
    assert "Answer in a few words" in page
    kept = client.post(address, {"answer-out": "Two", "recommendation": "", "keep": "yes"}, follow=True)
    assert "Kept. Submit it when it is complete." in kept.content.decode()
    assert client.post(address, {"answer-out": "x" * 5001, "keep": "yes"}).status_code == 200
    whole = {"answer-out": "Two", "answer-in": "None", "recommendation": "let_end"}
    done = client.post(address, whole, follow=True).content.decode()
    assert "The evaluation is submitted." in done
    assert client.get(address).status_code == 404


def test_the_buttons_ask_and_skip(questions, agreement, officer, browser_of):
    client = browser_of(officer)
    asked = client.post(reverse("agreements:evaluation_ask", args=[agreement.pk]), follow=True).content.decode()
    assert "The evaluation is asked for." in asked
    skip = reverse("agreements:evaluation_skip", args=[agreement.pk])
    assert "Say why this one does without." in client.post(skip).content.decode()
    done = client.post(skip, {"confirmed": "yes", "note": "A formality."}, follow=True).content.decode()
    assert "Skipped by the office: A formality." in done


def test_the_renewals_show_how_far_it_is(evaluation, agreement, coordinator):
    assert ending_agreements(coordinator).get().progress == "evaluation"
    write_evaluation(evaluation, actor=coordinator, **WHOLE)
    row = ending_agreements(coordinator).get()
    assert (row.progress, row.recommendation) == ("evaluated", Recommendation.RENEW)


def test_the_database_keeps_one_open_evaluation(evaluation, agreement):
    with pytest.raises(IntegrityError, match="evaluation_one_open"), transaction.atomic():
        EvaluationFactory(agreement=agreement)
    with pytest.raises(IntegrityError, match="evaluation_recommends"), transaction.atomic():
        Evaluation.objects.filter(pk=evaluation.pk).update(submitted_at=evaluation.asked_at)


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_ask_once(unit, coordinator, officer):
    home()
    EvaluationQuestion.objects.create(code="out", wording_en="Who went?")
    agreement = AgreementFactory(responsible_unit=unit, ends_on=date(2026, 12, 31))
    found = both(
        lambda: ask_for_evaluation(agreement, actor=coordinator), lambda: ask_for_evaluation(agreement, actor=officer)
    )
    assert sorted(is_new for _evaluation, is_new in found) == [False, True]
    assert Evaluation.objects.count() == 1


def test_the_questions_of_the_rule_come_with_the_portal(routes):
    assert [(row.code, bool(row.wording_sv)) for row in EvaluationQuestion.objects.filter(is_active=True)] == [
        (code, True)
        for code in (
            *("mobility_out", "mobility_in", "staff", "reciprocity", "administration", "information"),
            *("feedback", "results"),
        )
    ]
