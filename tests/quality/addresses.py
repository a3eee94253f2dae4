"""Who gets through at each address of the quality room (``tests.test_every_address``)."""

from quality.models import AgreedStatement
from quality.reviews.inviting import invite_reviewer
from quality.reviews.mails import token_of
from tests.addresses import READERS, Row, public
from tests.quality.factories import (
    ActionFactory,
    CriterionFactory,
    DialogueMeetingFactory,
    DialogueParticipantFactory,
    EvidenceFactory,
    FindingFactory,
    FollowUpFactory,
    FollowUpStepFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ProcessVersionFactory,
    QualityReportFactory,
    ReportBlockFactory,
    ReviewerFactory,
    ReviewFactory,
)

OFFICE, SEES_ALL = "quality_officer", "quality_officer auditor"
STAFF = READERS
STAFF_BUT_ALL = " ".join(role for role in READERS.split() if role not in SEES_ALL.split())

REPORT, TEXT = {"pk": "quality_draft"}, {"pk": "report_text"}

PROCESS = {"pk": "process_version"}

INDICATOR, OBJECTIVE, COLLECTED = {"code": "indicator"}, {"pk": "objective"}, {"pk": "collected_follow_up"}
CRITERION = {"pk": "criterion"}
RUNNERS = "quality_officer process_owner coordinator outsider head officer"
SEES_UNIT = f"{SEES_ALL} head"
NOT_OF_UNIT = " ".join(role for role in f"{READERS} external_reviewer".split() if role not in SEES_UNIT.split())
ANYBODY = f"{READERS} external_reviewer"  # what a list holds is each one's own
BUT_OFFICE = " ".join(role for role in ANYBODY.split() if role != OFFICE)
STEP, MEETING = COLLECTED | {"step": "quality_step"}, {"pk": "dialogue_meeting"}
AGREED = MEETING | {"statement": "agreed_statement"}
FINDING = {"pk": "quality_finding"}
REVIEW, REVIEWER = {"pk": "external_review"}, {"pk": "reviewer"}
IN_REVIEW = f"{SEES_UNIT} external_reviewer"
NOT_IN_REVIEW = " ".join(role for role in NOT_OF_UNIT.split() if role != "external_reviewer")

ACTION, EVIDENCE, ACTED_ON = {"pk": "quality_action"}, {"pk": "evidence"}, {"pk": "acted_on"}
RUNS, WORKS = f"{OFFICE} process_owner", f"{OFFICE} process_owner contributor"
SEES_ACTION = f"{SEES_UNIT} process_owner contributor"
SEES_PLAN = f"{SEES_UNIT} process_owner"
NOT_OF_ACTION = " ".join(role for role in NOT_OF_UNIT.split() if role not in SEES_ACTION.split())
NOT_OF_PLAN = f"{NOT_OF_ACTION} contributor"

ROWS = {
    "quality:action_list": Row(f"{STAFF} external_reviewer"),
    "quality:action_export": Row(SEES_ALL),
    "quality:action_board": Row(f"{STAFF} external_reviewer"),
    "quality:action_by_owner": Row(f"{STAFF} external_reviewer"),
    "quality:action_by_process": Row(f"{STAFF} external_reviewer"),
    "quality:action_create": Row(OFFICE),
    "quality:action_detail": Row(SEES_ACTION, NOT_OF_ACTION, about=ACTION),
    "quality:action_history": Row(SEES_ALL, NOT_OF_ACTION, about=ACTION),
    "quality:action_edit": Row(RUNS, NOT_OF_ACTION, about=ACTION),
    "quality:action_finish": Row(WORKS, NOT_OF_ACTION, about=ACTION),
    "quality:action_note": Row(WORKS, NOT_OF_ACTION, about=ACTION),
    "quality:action_move": Row(WORKS, NOT_OF_ACTION, method="post", about=ACTION | {"move": "start"}),
    "quality:action_evidence_add": Row(WORKS, NOT_OF_ACTION, about=ACTION),
    "quality:follow_up_actions": Row(SEES_PLAN, NOT_OF_PLAN, about=ACTED_ON),
    "quality:follow_up_action_create": Row(RUNS, NOT_OF_PLAN, about=ACTED_ON),
    "quality:follow_up_carry_over": Row(RUNS, NOT_OF_PLAN, method="post", about=ACTED_ON),
    "quality:action_check": Row(RUNS, NOT_OF_PLAN, about=ACTED_ON | {"check": "action_check"}),
    "quality:follow_up_evidence_add": Row(RUNS, NOT_OF_PLAN, about=ACTED_ON),
    "quality:evidence_detail": Row(SEES_ACTION, NOT_OF_ACTION, about=EVIDENCE),
    "quality:evidence_edit": Row(WORKS, NOT_OF_ACTION, about=EVIDENCE),
    "quality:evidence_remove": Row(WORKS, NOT_OF_ACTION, method="post", about=EVIDENCE),
    "quality:evidence_file": Row("", f"{SEES_ACTION} {NOT_OF_ACTION}", about=EVIDENCE),
    "quality:check_list": Row(STAFF),
    "quality:process_list": Row(STAFF),
    "quality:process_export": Row(SEES_ALL),
    "quality:process_create": Row(OFFICE),
    "quality:process_detail": Row(STAFF, about=PROCESS),
    "quality:process_history": Row(SEES_ALL, about=PROCESS),
    "quality:process_edit": Row(OFFICE, about=PROCESS),
    "quality:process_new_version": Row(OFFICE, about=PROCESS),
    "quality:process_steps": Row(OFFICE, about=PROCESS),
    "quality:process_rhythm": Row(OFFICE, about=PROCESS),
    "quality:plan": Row(STAFF),
    "quality:plan_wheel": Row(STAFF),
    "quality:plan_generate": Row(OFFICE),
    "quality:follow_up_shift": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_step_shift": Row(OFFICE, NOT_OF_UNIT, about=STEP),
    "quality:indicator_list": Row(STAFF),
    "quality:indicator_export": Row(SEES_ALL),
    "quality:indicator_create": Row(OFFICE),
    "quality:indicator_template": Row(RUNNERS),
    "quality:indicator_detail": Row(STAFF, about=INDICATOR),
    "quality:indicator_edit": Row(OFFICE, about=INDICATOR),
    "quality:indicator_remove": Row(OFFICE, method="post", about=INDICATOR),
    "quality:criterion_list": Row(STAFF),
    "quality:criterion_export": Row(SEES_ALL),
    "quality:criterion_create": Row(OFFICE),
    "quality:criterion_edit": Row(OFFICE, about=CRITERION),
    "quality:criterion_remove": Row(OFFICE, method="post", about=CRITERION),
    "quality:objective_list": Row(STAFF),
    "quality:objective_export": Row(SEES_ALL),
    "quality:objective_create": Row(OFFICE),
    "quality:objective_edit": Row(OFFICE, about=OBJECTIVE),
    "quality:objective_remove": Row(OFFICE, method="post", about=OBJECTIVE),
    "quality:follow_up_data": Row(SEES_UNIT, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_fill": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_compute": Row(OFFICE, NOT_OF_UNIT, method="post", about=COLLECTED),
    "quality:indicator_file": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED | INDICATOR),
    "quality:indicator_file_remove": Row(OFFICE, NOT_OF_UNIT, method="post", about=COLLECTED | INDICATOR),
    "quality:indicator_download": Row("", f"{SEES_UNIT} {NOT_OF_UNIT}", about=COLLECTED | INDICATOR),
    "quality:follow_up_list": Row(ANYBODY),
    "quality:follow_up_export": Row(SEES_ALL),
    "quality:follow_up_board": Row(ANYBODY),
    "quality:follow_up_detail": Row(SEES_UNIT, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_edit": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_history": Row(SEES_ALL, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_step": Row(OFFICE, NOT_OF_UNIT, about=STEP),
    "quality:follow_up_step_finish": Row(OFFICE, NOT_OF_UNIT, method="post", about=STEP),
    "quality:follow_up_step_take_up": Row(OFFICE, NOT_OF_UNIT, method="post", about=STEP),
    "quality:follow_up_move": Row(OFFICE, NOT_OF_UNIT, method="post", about=COLLECTED | {"move": "begin"}),
    "quality:follow_up_dialogue": Row(SEES_UNIT, NOT_OF_UNIT, about=COLLECTED),
    "quality:dialogue_create": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED),
    "quality:dialogue_edit": Row(OFFICE, NOT_OF_UNIT, about=MEETING),
    "quality:dialogue_calendar": Row(SEES_UNIT, NOT_OF_UNIT, about=MEETING),
    "quality:dialogue_participants": Row(OFFICE, NOT_OF_UNIT, about=MEETING),
    "quality:dialogue_participant_remove": Row(
        OFFICE, NOT_OF_UNIT, method="post", about=MEETING | {"participant": "dialogue_participant"}
    ),
    "quality:dialogue_invite": Row(OFFICE, NOT_OF_UNIT, method="post", about=MEETING),
    "quality:dialogue_record": Row(OFFICE, NOT_OF_UNIT, about=MEETING),
    "quality:dialogue_remove": Row(OFFICE, NOT_OF_UNIT, method="post", about=MEETING),
    "quality:statement_create": Row(OFFICE, NOT_OF_UNIT, about=MEETING),
    "quality:statement_edit": Row(OFFICE, NOT_OF_UNIT, about=AGREED),
    "quality:statement_act": Row(OFFICE, NOT_OF_UNIT, method="post", about=AGREED | {"act": "up"}),
    "quality:follow_up_findings": Row(SEES_UNIT, NOT_OF_UNIT, about=COLLECTED),
    "quality:finding_create": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED),
    "quality:finding_edit": Row(OFFICE, BUT_OFFICE, about=FINDING),
    "quality:finding_remove": Row(OFFICE, BUT_OFFICE, method="post", about=FINDING),
    "reviewing:answer": public(token="review_token"),
    "quality:follow_up_reviewers": Row(IN_REVIEW, NOT_IN_REVIEW, about=REVIEW),
    "quality:review_mine": Row("external_reviewer"),
    "quality:follow_up_self_evaluation": Row(IN_REVIEW, NOT_IN_REVIEW, about=REVIEW),
    "quality:self_evaluation_paper": Row(SEES_UNIT, f"{NOT_IN_REVIEW} external_reviewer", about=REVIEW),
    "quality:self_evaluation_edit": Row(OFFICE, NOT_IN_REVIEW, about=REVIEW | {"code": "introduction"}),
    "quality:self_evaluation_give": Row(OFFICE, NOT_IN_REVIEW, method="post", about=REVIEW),
    "quality:self_evaluation_take_back": Row(OFFICE, NOT_IN_REVIEW, method="post", about=REVIEW),
    "quality:review_finding_create": Row("external_reviewer", NOT_IN_REVIEW, about=REVIEW),
    "quality:review_finding_edit": Row("external_reviewer", READERS, about={"pk": "review_finding"}),
    "quality:review_finding_remove": Row("external_reviewer", READERS, method="post", about={"pk": "review_finding"}),
    "quality:review_report": Row(f"{OFFICE} external_reviewer", NOT_IN_REVIEW, about=REVIEW),
    "quality:review_report_file": Row("", f"{SEES_UNIT} {NOT_IN_REVIEW} external_reviewer", about=REVIEW),
    "quality:review_response": Row(OFFICE, NOT_IN_REVIEW, about=REVIEW),
    "quality:review_groups": Row(OFFICE, NOT_IN_REVIEW, about=REVIEW),
    "quality:review_year_later": Row(OFFICE, NOT_IN_REVIEW, about=REVIEW),
    "quality:review_table": Row(IN_REVIEW, NOT_IN_REVIEW, about=REVIEW),
    "quality:review_table_file": Row("", f"{IN_REVIEW} {NOT_IN_REVIEW}", about=REVIEW | {"file_format": "exe"}),
    "quality:reviewer_create": Row(OFFICE, NOT_IN_REVIEW, about=REVIEW),
    "quality:reviewer_invite": Row(OFFICE, BUT_OFFICE, method="post", about=REVIEWER),
    "quality:reviewer_remove": Row(OFFICE, BUT_OFFICE, method="post", about=REVIEWER),
    "quality:report_list": Row(STAFF),
    "quality:report_create": Row(OFFICE),
    "quality:report_detail": Row(SEES_ALL, STAFF_BUT_ALL, about=REPORT),
    "quality:report_history": Row(SEES_ALL, STAFF_BUT_ALL, about=REPORT),
    "quality:report_actions": Row(SEES_ALL, STAFF_BUT_ALL, about=REPORT),
    "quality:report_part": Row("", STAFF, about=REPORT | {"code": "nothing"}),
    "quality:report_edit": Row(OFFICE, STAFF_BUT_ALL, about=REPORT),
    "quality:report_text_create": Row(OFFICE, STAFF_BUT_ALL, about=REPORT),
    "quality:report_text_edit": Row(OFFICE, STAFF_BUT_ALL, about=TEXT),
    "quality:report_text_remove": Row(OFFICE, STAFF_BUT_ALL, method="post", about=TEXT),
    "quality:report_text_move": Row(OFFICE, STAFF_BUT_ALL, method="post", about=TEXT | {"way": "up"}),
    "quality:report_papers_make": Row(SEES_ALL, STAFF_BUT_ALL, method="post", about=REPORT),
    "quality:report_papers_progress": Row(SEES_ALL, STAFF_BUT_ALL, about=REPORT),
    "quality:report_paper": Row("", STAFF, about=REPORT | {"file_format": "exe"}),
    "quality:report_move": Row(OFFICE, STAFF_BUT_ALL, method="post", about=REPORT | {"move": "adopt"}),
}


def action_objects(unit, people) -> dict:
    """The contributor's action in a follow-up that the process owner runs, with evidence and a check."""
    follow_up = FollowUpFactory(unit=unit, academic_year=2024, owner=people["process_owner"])
    action = ActionFactory(follow_up=follow_up, unit=unit, owner=people["contributor"])
    earlier = ActionFactory(unit=unit, process=follow_up.process)
    return {
        "acted_on": follow_up.pk,
        "quality_action": action.pk,
        "evidence": EvidenceFactory(action=action, kept_by=people["contributor"]).pk,
        "action_check": earlier.checks.create(follow_up=follow_up).pk,
    }


def quality_objects(unit, people) -> dict:
    """What the addresses are about, by the names the rows use."""
    text = ReportBlockFactory(report=QualityReportFactory(kept_by=people["quality_officer"]))
    version = ProcessVersionFactory()
    indicator = IndicatorFactory(code="asked", kind="file")
    collected = FollowUpFactory(unit=unit, version=version, academic_year=2025, state="collecting")
    talk = dialogue_objects(collected)
    data = {
        **talk,
        "indicator": indicator.code,
        "criterion": CriterionFactory().pk,
        "objective": ObjectiveFactory().pk,
        "collected_follow_up": collected.pk,
    }
    data |= action_objects(unit, people) | review_objects(unit, people)
    return data | {"process_version": version.pk, "quality_draft": text.report_id, "report_text": text.pk}


def dialogue_objects(follow_up) -> dict:
    """A step, a meeting with a participant and a statement, a finding."""
    participant = DialogueParticipantFactory(meeting=DialogueMeetingFactory(follow_up=follow_up), group="staff")
    agreed = AgreedStatement.objects.create(meeting=participant.meeting, text="Read earlier.")
    return {
        "quality_step": FollowUpStepFactory(follow_up=follow_up, kind="dialogue").pk,
        "dialogue_meeting": participant.meeting_id,
        "dialogue_participant": participant.pk,
        "agreed_statement": agreed.pk,
        "quality_finding": FindingFactory(follow_up=follow_up).pk,
    }


def review_objects(unit, people) -> dict:
    """A review in which the external reviewer takes part, and somebody else was invited."""
    review = ReviewFactory(unit=unit, academic_year=2025, state="collecting")
    reviewer = ReviewerFactory(follow_up=review, user=people["external_reviewer"], state="accepted")
    finding = FindingFactory(follow_up=review, reviewer=reviewer, number=1)
    invited = invite_reviewer(ReviewerFactory(follow_up=review), actor=people["quality_officer"])
    about = {"external_review": review.pk, "reviewer": invited.pk, "review_finding": finding.pk}
    return about | {"review_token": token_of(invited)}
