"""The demonstration's external review: of a department's education, last year, with everything up to its actions."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.demo_accounts import demo_email
from accounts.models import User
from core.demo_history import as_if_on, as_if_written, at_work
from quality.actions.services import add_action
from quality.dialogues.services import add_participants, plan_meeting, record_meeting
from quality.enums import FindingKind, StepKind
from quality.findings.services import change_finding
from quality.followups.demo import Days
from quality.followups.services import change_follow_up, finish_step, move_follow_up
from quality.indicators.demo import fill_follow_up
from quality.models import FollowUp, Reviewer
from quality.reviews.answering import accept, state_conflict
from quality.reviews.demo_words import ANSWER, CONFLICT, FOUND, MET, NOTES, REPORT, REVIEWERS, SECTION, SUMMARY
from quality.reviews.inviting import invite_reviewer, name_reviewer
from quality.reviews.reporting import hand_in_report, respond, write_finding
from quality.reviews.self_evaluation import criteria_of, give_to_reviewers, write_section
from reference.academic_years import AcademicYear
from reminders.models import OutgoingMail

REVIEWED = ("QU-7a", "DIDA")
DAYS_TO_ANSWER, DAYS_FOR_ACTIONS = 6, 300
ADOPTED_AFTER_YEAR = timedelta(days=60)  # before the quality report of the year


def build_reviews(today: date, officer: User) -> int:
    """Returns how many reviews were carried through: one, where the catalogue has it last year."""
    code, unit = REVIEWED
    reviews = FollowUp.objects.filter(process__code=code, unit__code=unit, owner__isnull=False)
    last_year = AcademicYear.of(today).first_year - 1
    related = ("process", "version", "unit", "owner")
    review = reviews.select_related(*related).filter(academic_year=last_year, state="planned").first()
    if review is None:
        return 0
    days = Days(review, today)
    with as_if_on(days.first):
        move_follow_up(review, "begin", actor=officer)
    reviewers = _invite(review, days, officer)
    _evaluate_itself(review, days, officer)
    _be_found(review, days, officer, reviewers)
    _answer(review, days, officer)
    return 1


def date_mails():
    """What was written to reviewers and of them, as of the day it was written on."""
    for row in Reviewer.objects.select_related("follow_up__review"):
        given = row.follow_up.review.self_evaluation_sent_on if hasattr(row.follow_up, "review") else None
        told = {
            "reviewer": row.invited_at,
            "reviewer-answered": row.answered_at,
            "self-evaluation": at_work(given) if given else None,
        }
        for room, at in told.items():
            mails = OutgoingMail.objects.filter(message_id__startswith=f"<{room}.{row.pk}.")
            if at is not None:
                mails.update(day=timezone.localdate(at), created_at=at, sent_at=at)


def _invite(review: FollowUp, days: Days, officer: User) -> list[Reviewer]:
    """Four are asked; one of them states a conflict of interest. Returns those who take part."""
    asked, taking_part = min(days.of(StepKind.REVIEWERS), days.today), []
    answered = min(asked + timedelta(days=DAYS_TO_ANSWER), days.today)
    for name, email, affiliation, role in REVIEWERS:
        with as_if_on(asked):
            fields = {"name": name, "email": email, "affiliation": affiliation, "role": role}
            invited = invite_reviewer(name_reviewer(review, actor=officer, **fields), actor=officer)
        with as_if_on(answered):
            if name in CONFLICT:
                state_conflict(invited, words=CONFLICT[name])
            else:
                taking_part.append(accept(invited))
        ends = at_work(asked + timedelta(days=30))
        as_if_written(invited, invited_at=at_work(asked), answered_at=at_work(answered), expires_at=ends)
    review.refresh_from_db()
    with as_if_on(answered):
        finish_step(review.steps.get(kind=StepKind.REVIEWERS), actor=officer, on=answered)
    return taking_part


def _evaluate_itself(review: FollowUp, days: Days, officer: User):
    review.refresh_from_db(fields=["state"])
    with as_if_on(days.of(StepKind.COLLECT)):
        fill_follow_up(review)
    day = days.of(StepKind.SELF_EVALUATION)
    with as_if_on(day):
        for criterion in (None, *criteria_of(review)):
            text = SECTION.format(criterion=criterion) if criterion else SUMMARY
            write_section(review, actor=officer, criterion=criterion, text=text)
        give_to_reviewers(review, actor=officer, on=day)
        move_follow_up(review, "open_dialogue", actor=officer, on=days.of(StepKind.COLLECT))


def _be_found(review: FollowUp, days: Days, officer: User, reviewers: list[Reviewer]):
    """The reviewers meet everybody, write what they find and hand it in."""
    day, reported = days.of(StepKind.DIALOGUE), days.of(StepKind.REVIEW_REPORT)
    with as_if_on(day):
        meeting = plan_meeting(review, actor=officer, title="Visit of the reviewers", meets_on=day, place="Karlskrona")
        for group, names in MET.items():
            add_participants(meeting, actor=officer, group=group, names=names)
        came = list(meeting.participants.values_list("pk", flat=True))
        record_meeting(meeting, actor=officer, came=came, notes=NOTES, today=day)
    review.refresh_from_db()
    criteria = list(criteria_of(review))
    with as_if_on(reported):
        for place, (kind, category, text, _answer_to_it, _action) in enumerate(FOUND):
            reviewer, criterion = reviewers[place % len(reviewers)], criteria[place % len(criteria)]
            about = {"kind": kind, "category": category, "criterion": criterion, "text": text}
            write_finding(review, actor=reviewer.user, **about)
        hand_in_report(review, actor=reviewers[0].user, summary=REPORT, on=reported)
        move_follow_up(review, "plan_actions", actor=officer, on=day)


def _answer(review: FollowUp, days: Days, officer: User):
    """Finding by finding and as a whole; each recommendation leads to an action."""
    review.refresh_from_db()
    helper, day = User.objects.get(email=demo_email("contributor")), days.of(StepKind.RESPONSE)
    with as_if_on(day):
        for finding, (*_found, answer, action) in zip(review.findings.order_by("number"), FOUND, strict=True):
            change_finding(finding, actor=officer, response=answer)
            if finding.kind in FindingKind.asks_for_action:
                due_on = day + timedelta(days=DAYS_FOR_ACTIONS)
                add_action(actor=officer, finding=finding, title=action, owner=helper, due_on=due_on, today=day)
        respond(review, actor=officer, response=ANSWER, on=day)
    adopted = min(days.of(StepKind.ADOPTION), review.year.ends_on + ADOPTED_AFTER_YEAR)
    with as_if_on(adopted):
        change_follow_up(review, actor=officer, summary=REPORT)
        finish_step(review.steps.get(kind=StepKind.ACTION_PLAN), actor=officer, on=adopted)
        move_follow_up(review, "adopt", actor=officer, on=adopted)
