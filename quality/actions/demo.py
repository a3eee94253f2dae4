"""What became of the demonstration's actions: in every state, with notes and evidence; one is carried along for years.

Called for each follow-up as soon as it is adopted, so that the next one carries over what is still open then.
"""

from datetime import date, timedelta

from accounts.demo_accounts import demo_email
from accounts.models import User
from agreements.demo_days import states_since
from core.demo_documents import pdf
from core.demo_history import as_if_on, date_by_history
from quality.actions.carrying import check_result
from quality.actions.moves import move_action
from quality.actions.services import add_action, change_action, note_progress
from quality.enums import ActionState, Effort
from quality.evidence.services import add_evidence
from quality.models import Action, ActionCheck, ActionNote, Evidence, FollowUp
from reference.academic_years import AcademicYear

LATE_BY = timedelta(days=40)
MINUTES = (
    "Present: programme managers, two student representatives.",
    "What was agreed in the dialogue was gone through.",
)
RESULT = "Done as planned; the minutes show what was agreed."
PROGRESS = "About half of it is done; the rest waits for the new platform."


def work_on_actions(follow_up: FollowUp, today: date, officer: User):
    """The oldest actions are verified but for one, which drags on; younger ones wait to be verified, or are begun."""
    back = AcademicYear.of(today).first_year - follow_up.academic_year
    actions = list(follow_up.actions.select_related("owner", "follow_up").order_by("pk"))
    for place, action in enumerate(actions):
        day = min(action.due_on - timedelta(days=30), today) if action.due_on else today
        if back >= 3 and place == 1:
            _drags_on(action, officer, today)
        elif back == 2 and place == 1:
            _is_cancelled(action, officer, day)
        elif back >= 2:
            _is_verified(action, officer, day)
        elif place == 0:
            _is_reported(action, day)
        elif place == 1:
            _is_begun(action, day)


def look_at_results(follow_up: FollowUp, officer: User, on: date):
    """What is seen in a later cycle of what the last one closed."""
    closed = follow_up.carried.filter(action__state=ActionState.VERIFIED)
    for check in closed.select_related("action", "follow_up"):
        with as_if_on(on):
            check_result(check, actor=officer, result="It holds: nobody has gone back to the old way.")


def plan_by_hand(today: date, officer: User):
    """Of this year: one that lacks its day and its person, and evidence that nobody has looked at for a while."""
    this_year = AcademicYear.of(today).first_year
    open_ones = FollowUp.objects.open().filter(academic_year=this_year).select_related("process", "unit", "version")
    if follow_up := open_ones.filter(process__code="QU-1", unit__code="DIDA").first():
        runs, helper = (User.objects.get(email=demo_email(name)) for name in ("process-owner", "contributor"))
        with as_if_on(today - timedelta(days=30)):
            planned = {"actor": runs, "follow_up": follow_up, "today": today - timedelta(days=30)}
            add_action(**planned, title="Compare answers of campus and distance groups", effort=Effort.MEDIUM)
            soon = today + timedelta(days=12)
            add_action(**planned, title="Ask first-year students in October", owner=helper, due_on=soon)
            add_evidence(
                follow_up,
                actor=runs,
                title="How course evaluations are asked",
                link="https://example.org/course-evaluations",
                review_on=today - timedelta(days=9),
                today=today - timedelta(days=30),
            )


def clocks_by_history():
    """After the past was put back: the instants that services take from the clock."""
    date_by_history(Action, "created_at", pgh_label="insert")
    date_by_history(Action, "done_on", done_on__isnull=False)
    date_by_history(Action, "verified_at", verified_at__isnull=False)
    date_by_history(ActionNote, "written_at", pgh_label="insert")
    date_by_history(ActionCheck, "checked_at", checked_at__isnull=False)
    date_by_history(Evidence, "created_at", pgh_label="insert")
    for key, since in states_since(Action).items():
        Action.objects.filter(pk=key).update(state_since=since)


def _is_begun(action: Action, day: date):
    with as_if_on(day - timedelta(days=90)):
        move_action(action, "start", actor=action.owner)
    with as_if_on(day - timedelta(days=50)):
        note_progress(action, actor=action.owner, text=PROGRESS)


def _is_reported(action: Action, day: date) -> Action:
    _is_begun(action, day)
    with as_if_on(day):
        minutes = pdf("minutes.pdf", f"Minutes: {action.title}"[:60], list(MINUTES))
        add_evidence(action, actor=action.owner, upload=minutes, title="Minutes of the meeting in which it was agreed")
        return move_action(action, "finish", actor=action.owner, result=RESULT)


def _is_verified(action: Action, officer: User, day: date):
    reported = _is_reported(action, day)
    with as_if_on(day + timedelta(days=14)):
        move_action(reported, "verify", actor=officer)


def _is_cancelled(action: Action, officer: User, day: date):
    with as_if_on(day - timedelta(days=60)):
        move_action(action, "cancel", actor=officer, note="The student union does this already, and better.")


def _drags_on(action: Action, officer: User, today: date):
    """Begun, put off, and overdue again; its evidence is out of date."""
    _is_begun(action, action.due_on)
    with as_if_on(action.due_on):
        change_action(action, actor=officer, due_on=today - LATE_BY, today=action.due_on)
        add_evidence(
            action,
            actor=action.owner,
            title="Where courses tell what came of evaluations",
            link="https://example.org/courses/what-came-of-it",
            review_on=today - timedelta(days=20),
            today=action.due_on,
        )
    with as_if_on(today - timedelta(days=70)):
        note_progress(action, actor=action.owner, text="Eleven courses of seventeen. The place for it comes in spring.")
