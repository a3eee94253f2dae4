"""The demonstration's follow-ups: earlier years adopted, one skipped, this year's in every state of the way."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.demo_accounts import demo_email
from accounts.models import User
from agreements.demo_days import states_since
from core.demo_history import as_if_on
from quality.actions.demo import look_at_results, work_on_actions
from quality.actions.services import add_action
from quality.dialogues.agenda import proposed_agenda
from quality.dialogues.services import add_participants, plan_meeting, record_meeting
from quality.dialogues.statements import add_statement
from quality.enums import Area, ProcessKind, StepKind, TalkGroup
from quality.findings.services import add_finding
from quality.followups.demo_words import AGREED, FOUND, NOT_BEGUN, PEOPLE, SUMMED_UP
from quality.followups.services import ask_for_step, change_follow_up, finish_step, move_follow_up
from quality.indicators.demo import fill_follow_up
from quality.models import FollowUp
from reference.academic_years import AcademicYear

SKIPPED = ("QV-1", "FE")  # last year
WITH_FINDINGS = {("QU-1", "DIDA"), ("QU-2a", "FC"), ("QU-2a", "FE")}
TO_ADOPT, IN_DIALOGUE = ("QU-2a", "FE"), ("QU-2a", "FC")  # of this year
DAYS_FOR_ACTIONS = 220
ASKED = 3  # findings that ask for an action, of one follow-up


@dataclass
class Days:
    """When the steps of one follow-up were done: as they were due, and never after ``today``."""

    follow_up: FollowUp
    today: date

    def of(self, kind: str) -> date:
        step = self.follow_up.steps.filter(kind=kind).first()
        return min(step.due_on, self.today) if step else self.today

    @property
    def first(self) -> date:
        return min(self.follow_up.year.starts_on, self.today)


def build_follow_ups(today: date, officer: User) -> int:
    """Returns how many were adopted. External reviews are not ours (``quality.reviews``)."""
    this_year = AcademicYear.of(today).first_year
    follow_ups = FollowUp.objects.filter(version__kind=ProcessKind.FOLLOW_UP, academic_year__lte=this_year)
    rows = follow_ups.select_related("process", "version", "unit", "owner")
    for row in rows.order_by("academic_year", "process__position", "unit__code"):
        _build(row, today, officer, is_of_this_year=row.academic_year == this_year)
    return FollowUp.objects.adopted().count()


def date_states():
    """State and instant as history tells it, once the past was put back."""
    for key, since in states_since(FollowUp).items():
        FollowUp.objects.filter(pk=key).update(state_since=since)


def _build(row: FollowUp, today: date, officer: User, *, is_of_this_year: bool):
    place, days = (row.process.code, row.unit.code), Days(row, today)
    if place == SKIPPED and row.academic_year == AcademicYear.of(today).first_year - 1:
        with as_if_on(days.first + timedelta(days=40)):
            move_follow_up(row, "skip", actor=officer, note=NOT_BEGUN)
        return
    if row.owner_id is None:
        return
    _begin(row, days, officer)
    if not is_of_this_year:
        _walk(row, days, officer)
        look_at_results(row, officer, days.of(StepKind.DIALOGUE))
        with as_if_on(days.of(StepKind.ADOPTION)):
            move_follow_up(row, "adopt", actor=officer, on=days.of(StepKind.ADOPTION))
        work_on_actions(row, today, officer)
    elif place == TO_ADOPT:
        _walk(row, days, officer)
        plan = row.steps.get(kind=StepKind.ACTION_PLAN)
        with as_if_on(today):
            finish_step(plan, actor=officer, on=today)
    elif place == IN_DIALOGUE:
        _collect(row, days, officer)
        with as_if_on(today):
            _plan_meeting(row, officer, today + timedelta(days=9))


def _begin(row: FollowUp, days: Days, officer: User):
    with as_if_on(days.first):
        move_follow_up(row, "begin", actor=officer)
        if (row.process.code, row.unit.code) == ("QU-1", "DIDA"):
            helper = User.objects.get(email=demo_email("contributor"))
            ask_for_step(row.steps.get(kind=StepKind.COLLECT), actor=officer, person=helper)


def _collect(row: FollowUp, days: Days, officer: User):
    day = days.of(StepKind.COLLECT)
    with as_if_on(day):
        row.refresh_from_db(fields=["state"])
        fill_follow_up(row)
        move_follow_up(row, "open_dialogue", actor=officer, on=day)


def _walk(row: FollowUp, days: Days, officer: User):
    """From collecting to the action plan, with all that is said and found on the way."""
    _collect(row, days, officer)
    day = days.of(StepKind.DIALOGUE)
    with as_if_on(day):
        meeting = _plan_meeting(row, officer, day)
        came = list(meeting.participants.values_list("pk", flat=True))
        record_meeting(meeting, actor=officer, came=came, notes=SUMMED_UP, today=day)
        for text in AGREED[Area(row.process.area)]:
            add_statement(meeting, actor=officer, text=text)
        move_follow_up(row, "plan_actions", actor=officer, on=day)
    with as_if_on(day + timedelta(days=min(7, (days.today - day).days))):
        change_follow_up(row, actor=officer, summary=SUMMED_UP)
        if (row.process.code, row.unit.code) in WITH_FINDINGS:
            _find(row, day, officer)


def _plan_meeting(row: FollowUp, officer: User, day: date):
    title = f"Dialogue: {row.version.title}, {row.unit}"
    place, agenda = "J1620, Karlskrona", proposed_agenda(row)
    words = {"title": title[:200], "place": place, "agenda": agenda}
    meeting = plan_meeting(row, actor=officer, meets_on=day, kept_by=row.owner, **words)
    for group, names in PEOPLE.items():
        add_participants(meeting, actor=officer, group=group, names=names)
    add_participants(meeting, actor=officer, group=TalkGroup.MANAGEMENT, people=[row.owner])
    return meeting


def found_in(row: FollowUp) -> tuple:
    """A strength, and three things to do: others in each year and unit."""
    strength, *asking = FOUND[Area(row.process.area)]
    first = (row.academic_year * ASKED + sum(map(ord, row.process.code + row.unit.code))) % len(asking)
    return strength, *(asking + asking)[first : first + ASKED]


def _find(row: FollowUp, day: date, officer: User):
    helper = User.objects.get(email=demo_email("contributor"))
    for kind, category, text, action in found_in(row):
        finding = add_finding(row, actor=officer, kind=kind, category=category, text=text)
        if action:
            due_on = day + timedelta(days=DAYS_FOR_ACTIONS)
            add_action(actor=officer, finding=finding, title=action, owner=helper, due_on=due_on, today=day)
