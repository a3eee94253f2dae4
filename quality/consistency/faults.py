"""What does not fit together in the quality system, each as one question (QA-06: unclear responsibility)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from quality.enums import ActionState, FindingKind, FollowUpState, TalkGroup
from quality.models import (
    Action,
    DialogueMeeting,
    DialogueParticipant,
    Evidence,
    Finding,
    FollowUp,
    FollowUpStep,
    ProcessUnit,
    ProcessVersion,
    QualityReport,
)
from quality.querysets import CATALOGUE, VIEW, WRITE_REPORT
from reference.academic_years import AcademicYear

SOON = timedelta(days=60)  # a step needs its person before it is due
VERIFIED_WITHIN = timedelta(days=30)
YEARS_BACK = 3  # beyond which nobody mends a cycle any more


def concerning(user):
    """Follow-ups whose faults ``user`` sees to: their own, or all for the quality office and auditors."""
    return FollowUp.objects.all() if user.rights.everywhere(VIEW) else FollowUp.objects.editable_by(user)


def _of(user, rows):
    """``rows`` of those follow-ups; the office needs no list of them."""
    if user.rights.everywhere(VIEW):
        return rows
    return rows.filter(follow_up__in=concerning(user).order_by().values("pk"))


def _keeps(user, right: str) -> bool:
    return user.rights.everywhere(right) or user.rights.everywhere(VIEW)


def without_owner(user):
    return concerning(user).open().filter(owner__isnull=True).for_list()


def steps_without_person(user):
    """Due soon or already, and asked of nobody."""
    rows = FollowUpStep.objects.to_do().filter(person__isnull=True, due_on__lte=timezone.localdate() + SOON)
    return _of(user, rows).select_related("follow_up__process", "follow_up__unit").order_by("due_on", "pk")


def dialogues_without_students(user):
    students = DialogueParticipant.objects.filter(meeting=OuterRef("pk"), group=TalkGroup.STUDENTS, came=True)
    rows = DialogueMeeting.objects.filter(~Exists(students), is_held=True, follow_up__state__in=FollowUpState.open)
    return _of(user, rows).select_related("follow_up__process", "follow_up__unit").order_by("meets_on", "pk")


def findings_without_actions(user):
    """They ask for something, nothing is agreed, and nobody says why not."""
    actions = Action.objects.filter(finding=OuterRef("pk")).exclude(state=ActionState.CANCELLED)
    due = (FollowUpState.PLANNING_ACTIONS, FollowUpState.ADOPTED)
    rows = Finding.objects.filter(
        ~Exists(actions), kind__in=FindingKind.asks_for_action, no_action_because="", follow_up__state__in=due
    )
    return _of(user, rows).select_related("follow_up__process", "follow_up__unit").order_by("follow_up", "number")


def actions_concerning(user):
    """Open actions whose faults ``user`` sees to."""
    if user.rights.everywhere(VIEW):
        return Action.objects.open()
    return (Action.objects.open().editable_by(user) | Action.objects.open().filter(owner=user)).order_by()


def actions_without_date(user):
    return actions_concerning(user).filter(due_on__isnull=True).for_list().order_by("pk")


def actions_without_owner(user):
    return actions_concerning(user).filter(owner__isnull=True).for_list().soonest_first()


def actions_long_unverified(user):
    since = timezone.now() - VERIFIED_WITHIN
    return actions_concerning(user).filter(state=ActionState.DONE, state_since__lt=since).for_list().order_by("pk")


def evidence_out_of_date(user):
    rows = Evidence.objects.visible_to(user).out_of_date()
    if not user.rights.everywhere(VIEW):
        rows = rows.filter(kept_by=user)
    return rows.select_related("action", "follow_up__process", "follow_up__unit").order_by("review_on", "pk")


def skipped_cycles(user):
    """Planned for a year that is over, and never begun."""
    this_year = AcademicYear.current().first_year
    rows = concerning(user).filter(state=FollowUpState.PLANNED, academic_year__lt=this_year)
    return rows.filter(academic_year__gte=this_year - YEARS_BACK).for_list().order_by("academic_year", "pk")


def processes_without_accountable(user):
    return _valid_now(user).filter(accountable__isnull=True)


def processes_without_units(user):
    units = ProcessUnit.objects.filter(version=OuterRef("pk"))
    return _valid_now(user).filter(~Exists(units))


def _valid_now(user):
    if not _keeps(user, CATALOGUE):
        return ProcessVersion.objects.none()
    valid = ProcessVersion.objects.valid_in(AcademicYear.current().first_year)
    return valid.select_related("process").order_by("process__position", "process__code")


def report_missing(user) -> list[AcademicYear]:
    """The last academic year, where nobody has begun its report although something of it was followed up."""
    last = AcademicYear.current().previous
    if not _keeps(user, WRITE_REPORT) or not FollowUp.objects.of_year(last.first_year).exists():
        return []
    return [] if QualityReport.objects.filter(academic_year=last.first_year).exists() else [last]
