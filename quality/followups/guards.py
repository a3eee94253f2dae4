"""What must hold before a follow-up, or one of its steps, goes on: a sentence for the person, or nothing."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quality.enums import ActionState, FindingKind, ReportState, StepKind, TalkGroup
from quality.indicators.asking import missing_indicators
from quality.models import QualityReport
from reference.academic_years import AcademicYear

MOST_NAMED = 3


def has_somebody_responsible(follow_up):
    """QA-06: nothing of the quality system is begun that nobody answers for."""
    if follow_up.owner_id:
        return None
    return _("Nobody is responsible for it yet: name somebody first.")


def required_values_are_there(follow_up):
    """Every indicator that is needed before the dialogue has its value."""
    missing = list(missing_indicators(follow_up))
    if not missing:
        return None
    names = ", ".join(f"“{indicator.name}”" for indicator in missing[:MOST_NAMED])
    if more := len(missing) - MOST_NAMED if len(missing) > MOST_NAMED else 0:
        names = _("%(names)s and %(count)s more") % {"names": names, "count": more}
    text = ngettext(
        "A value that the dialogue needs is missing: %(names)s.",
        "Values that the dialogue needs are missing: %(names)s.",
        len(missing),
    )
    return text % {"names": names}


def dialogue_has_been_held(follow_up):
    """With students, or with the reason why without them (QA-02)."""
    if not follow_up.steps.filter(kind=StepKind.DIALOGUE).exists():
        return None
    held = follow_up.meetings.filter(is_held=True)
    if not held.exists():
        return _("No dialogue has been held yet: record the meeting under “Dialogue”.")
    with_students = Q(participants__group=TalkGroup.STUDENTS, participants__came=True)
    if not held.filter(with_students | ~Q(without_students_because="")).exists():
        return _("No student took part in the dialogue: meet them, or say at the meeting why they do not.")
    return None


def every_group_was_met(follow_up):
    """An external review talks with management, staff, students and reviewers (QA-02), or says why not with one."""
    if not follow_up.is_review or groups_not_met_because(follow_up):
        return None
    held = follow_up.meetings.filter(is_held=True)
    met = set(held.filter(participants__came=True).values_list("participants__group", flat=True))
    if held.exclude(without_students_because="").exists():
        met.add(TalkGroup.STUDENTS)
    missing = [str(TalkGroup(group).label) for group in TalkGroup.met_in_reviews if group not in met]
    if not missing:
        return None
    text = _("Nobody was met yet of: %(groups)s. Meet them, or say under “Report and answer” why not.")
    return text % {"groups": ", ".join(missing)}


def groups_not_met_because(follow_up) -> str:
    """The reason somebody gave; "" where there is none."""
    review = getattr(follow_up, "review", None)
    return review.groups_not_met_because if review else ""


def findings_lead_somewhere(follow_up):
    """Every recommendation and requirement has an action, or says why nothing is done."""
    asking = follow_up.findings.filter(kind__in=FindingKind.asks_for_action, no_action_because="")
    count = asking.exclude(actions__isnull=False).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s finding has no action: plan one, or say why nothing is done.",
        "%(count)s findings have no action: plan one for each, or say why nothing is done.",
        count,
    )
    return text % {"count": count}


def actions_are_complete(follow_up):
    """Every action that is to be done has somebody responsible and a day (QA-09)."""
    to_do = follow_up.actions.filter(state__in=ActionState.to_do)
    count = to_do.filter(Q(owner__isnull=True) | Q(due_on__isnull=True)).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s action lacks somebody responsible or a day to be done by.",
        "%(count)s actions lack somebody responsible or a day to be done by.",
        count,
    )
    return text % {"count": count}


def report_of_its_year_is_open(follow_up):
    """What an adopted quality report says of it does not change any more (QA-05)."""
    adopted = QualityReport.objects.filter(academic_year=follow_up.academic_year, state=ReportState.ADOPTED)
    if not adopted.exists():
        return None
    year = AcademicYear(follow_up.academic_year)
    return _("The quality report of %(year)s is adopted: what stands in it does not change any more.") % {"year": year}
