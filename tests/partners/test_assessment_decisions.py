"""Who is asked at which level of risk, what their decisions come to, and for how long it holds (DD-05)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import Delegation
from core.errors import PortalError, RightMissing
from partners.models import Assessment, AssessmentDecision, AssessmentQuestion
from partners.services.assessments import AnswerValues, move_assessment, save_assessment, start_assessment
from partners.services.deciding import decide_assessment, place_for
from reminders.decisions import decisions_for
from tests.partners.factories import AssessmentFactory, HomeInstitutionFactory

APRIL = date(2026, 4, 1)


def decide(assessment, actor, outcome="approved", **words):
    return decide_assessment(place_for(actor, assessment), actor=actor, outcome=outcome, on=APRIL, **words)


@pytest.mark.parametrize(
    ("concern", "places"),
    [
        ("none", ["Coordinator, Computer Science"]),
        ("some", ["International officer, The university", "Head of unit, Faculty of Computing"]),
        ("serious", ["Head of unit, The university", "Security coordinator, The university"]),
    ],
)
def test_the_level_says_who_is_asked(submitted, concern, places):
    assert [str(place) for place in submitted(ties=concern).decisions.all()] == places


def test_without_a_faculty_the_university_decides(nanjing, university, other_unit, officer, answers):
    assessment = start_assessment(
        nanjing, actor=officer, unit=other_unit, occasion="Exchange", answers=answers(ties="some")
    )
    moved = move_assessment(assessment, "submit", actor=officer)
    assert [place.unit for place in moved.decisions.all()] == [university, university]


def test_low_risk_is_decided_by_the_coordinator_and_holds_until_a_renewal(submitted, coordinator):
    decided = decide(submitted(), coordinator)
    assert (decided.state, decided.level, decided.decision) == ("decided", "low", "approved")
    assert (decided.decided_on, decided.valid_until) == (APRIL, None)
    assert decided.holds_until_renewal


def test_medium_risk_waits_for_both_and_holds_for_two_years(submitted, officer, head):
    assessment = decide(submitted(ties="some"), officer)
    assert (assessment.state, assessment.decision) == ("submitted", "")
    decided = decide(assessment, head, "conditions", conditions="No shared laboratories.")
    assert (decided.state, decided.decision, decided.conditions) == ("decided", "conditions", "No shared laboratories.")
    assert decided.valid_until == date(2028, 4, 1)


def test_high_risk_holds_for_one_year(submitted, vice_chancellor, security):
    assessment = decide(submitted(ties="serious"), security)
    assert decide(assessment, vice_chancellor).valid_until == date(2027, 4, 1)


def test_one_no_declines_at_once_and_for_no_time(submitted, vice_chancellor, security):
    decided = decide(submitted(ties="serious"), security, "declined", note="Ties to the army.")
    assert (decided.state, decided.decision, decided.valid_until) == ("decided", "declined", None)
    assert place_for(vice_chancellor, decided) is None
    with pytest.raises(PortalError, match="does not wait for this decision any more"):
        decide_assessment(decided.decisions.first(), actor=vice_chancellor, outcome="approved")


def test_dean_cannot_decide_for_the_university_nor_a_head_of_department_for_the_faculty(
    submitted, person, unit, head, outsider, reader
):
    high = submitted(ties="serious")
    head_of_department = person(Role.HEAD, unit)
    for stranger in (head, head_of_department, outsider, reader):
        assert place_for(stranger, high) is None
        with pytest.raises(RightMissing, match="This decision belongs to: Head of unit, The university"):
            decide_assessment(high.decisions.first(), actor=stranger, outcome="approved")
    high.decisions.all().delete()
    AssessmentDecision.objects.create(
        assessment=high, position=1, role="head", scope="faculty", unit=head.memberships.get().unit
    )
    assert place_for(head_of_department, high) is None
    assert place_for(head, high) is not None


def test_nobody_fills_two_places(submitted, officer, head):
    """The office stands in for the dean: it decides once, and the other decision is somebody else's."""
    Delegation.objects.create(person=head, substitute=officer, starts_on=date(2020, 1, 1))
    assessment = submitted(ties="some")
    officer = type(officer).objects.get(pk=officer.pk)
    assessment = decide(assessment, officer)
    assert place_for(officer, assessment) is None
    other = assessment.decisions.get(role="head")
    with pytest.raises(PortalError, match="You have decided on this assessment already"):
        decide_assessment(other, actor=officer, outcome="approved")


def test_substitute_decides_in_the_name_of_who_is_away(submitted, outsider, head):
    Delegation.objects.create(person=head, substitute=outsider, starts_on=date(2020, 1, 1))
    assessment = submitted(ties="some")
    outsider = type(outsider).objects.get(pk=outsider.pk)
    decide(assessment, outsider, note="Fine.")
    event = AssessmentDecision.pgh_event_model.objects.filter(outcome="approved").get()
    assert event.pgh_context["actor_name"] == "Outsider"
    assert event.pgh_context["represented_names"] == str(head)


@pytest.mark.parametrize(
    ("outcome", "words", "field"),
    [
        ("declined", {}, "note"),
        ("declined", {"note": "   "}, "note"),
        ("conditions", {"note": "See below"}, "conditions"),
        ("perhaps", {}, "outcome"),
        ("", {}, "outcome"),
    ],
)
def test_decision_without_its_words_is_refused_beside_the_field(submitted, officer, outcome, words, field):
    assessment = submitted(ties="some")
    with pytest.raises(ValidationError) as refusal:
        decide(assessment, officer, outcome, **words)
    assert list(refusal.value.message_dict) == [field]
    assert assessment.decisions.filter(outcome="").count() == 2


def test_what_was_sent_back_meanwhile_is_not_decided(submitted, officer, head, coordinator):
    assessment = submitted(ties="some")
    place = place_for(head, assessment)
    move_assessment(assessment, "send_back", actor=officer, note="Say more about the funding.")
    with pytest.raises(PortalError, match="its state is “Draft”"):
        decide_assessment(place, actor=head, outcome="approved")
    again = move_assessment(assessment, "submit", actor=coordinator)
    assert [decision.title for decision in decisions_for(head)] == ["Nanjing University"]
    with pytest.raises(PortalError, match="does not wait for this decision any more"):
        decide_assessment(place, actor=head, outcome="approved")
    assert again.decisions.count() == 2


def test_next_decision_takes_the_place_of_the_last(submitted, draft, coordinator):
    first = decide(submitted(), coordinator)
    second = decide(move_assessment(draft(), "submit", actor=coordinator), coordinator)
    first.refresh_from_db()
    assert (first.state, first.decision, second.state) == ("superseded", "approved", "decided")
    event = Assessment.pgh_event_model.objects.filter(pgh_obj=first, state="superseded").get()
    assert event.pgh_context["action"] == "assessment.supersede"


def test_a_partner_has_one_open_assessment(draft, nanjing, other_unit, outsider):
    draft()
    with pytest.raises(PortalError, match="is being written by Computer Science already"):
        start_assessment(nanjing, actor=outsider, unit=other_unit, occasion="Research")


def test_we_do_not_assess_ourselves(rules, unit, coordinator):
    with pytest.raises(PortalError, match="our own university"):
        start_assessment(HomeInstitutionFactory(), actor=coordinator, unit=unit, occasion="x")


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "security"])
def test_only_the_units_own_people_and_the_office_write(request, nanjing, unit, draft, who):
    person = request.getfixturevalue(who)
    with pytest.raises(RightMissing):
        start_assessment(nanjing, actor=person, unit=unit, occasion="x")
    with pytest.raises(RightMissing):
        save_assessment(draft(), actor=person, occasion="y")


def test_coordinator_cannot_push_a_draft_to_a_unit_of_others(draft, coordinator, other_unit):
    assessment = draft()
    with pytest.raises(RightMissing):
        save_assessment(assessment, actor=coordinator, unit=other_unit)
    assessment.refresh_from_db()
    assert assessment.unit != other_unit


def test_what_is_submitted_stays_as_it_is(submitted, coordinator):
    with pytest.raises(PortalError, match="stays as it is"):
        save_assessment(submitted(), actor=coordinator, occasion="Something else")


def test_colleagues_change_is_not_overwritten_unseen(draft, coordinator, officer):
    assessment = draft()
    seen_at = assessment.updated_at
    save_assessment(assessment, actor=officer, occasion="By the office", seen_at=seen_at)
    with pytest.raises(PortalError, match="changed elsewhere"):
        save_assessment(assessment, actor=coordinator, occasion="By the coordinator", seen_at=seen_at)
    assessment.refresh_from_db()
    assert assessment.occasion == "By the office"


def test_answers_keep_the_question_as_it_was_worded(submitted, coordinator, officer):
    assessment = submitted(ties="some")
    AssessmentQuestion.objects.filter(code="ties").update(title_en="Another title", wording_en="Another question?")
    answer = assessment.answers.get(question__code="ties")
    assert (answer.title, answer.wording[:14]) == ("State or military ties", "Is the partner")
    back = move_assessment(assessment, "send_back", actor=officer, note="More, please.")
    save_assessment(back, actor=coordinator, answers={answer.question_id: AnswerValues("none", "No ties.")})
    answer.refresh_from_db()
    assert (answer.title, answer.wording, answer.text) == ("Another title", "Another question?", "No ties.")


def test_question_no_longer_asked_is_no_longer_wanted_but_stays_answered(draft, coordinator):
    assessment = draft()
    AssessmentQuestion.objects.filter(code="exit").update(is_active=False)
    assessment.answers.filter(question__code="exit").update(concern="")
    assert move_assessment(assessment, "submit", actor=coordinator).state == "submitted"
    assert assessment.answers.count() == 11


def test_database_keeps_one_open_and_one_that_holds(nanjing, unit):
    for state, constraint in (("draft", "assessment_one_open"), ("decided", "assessment_one_holds")):
        AssessmentFactory(institution=nanjing, unit=unit, state=state)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            AssessmentFactory(institution=nanjing, unit=unit, state=state)


def test_history_tells_it_in_sentences(submitted, officer, head, browser_of):
    assessment = decide(submitted(ties="some"), officer, note="We know them.")
    decide(assessment, head)
    page = browser_of(officer).get(f"/partners/assessments/{assessment.pk}/history/").content.decode()
    for sentence in (
        "Coordinator</b> created it",
        "Coordinator</b> submitted it for decision",
        "International officer</b> gave one of the decisions it needs",
        "We know them.",
        "Head of unit</b> decided it",
        "Level of risk",
        "International officer · The university: Decision",
    ):
        assert sentence in page, sentence
