"""Whoever applied and got no place is forgotten in time; ranks and reasons stay, without a name."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from core.anonymise import emptied, forget_in_history
from mobility.models import Applicant
from mobility.people.due import Retention
from mobility.people.enums import KeptBecause
from mobility.rounds.enums import RoundState
from reminders.nightly import StepReport

PERSONAL = ("given_name", "family_name", "email", "person_code", "programme", "points")


def applicants_to_forget(on: date | None = None):
    """Those without a stay in rounds decided as long ago as a nomination that fell through is kept (LG-10)."""
    before = Retention.of_today(on).before(KeptBecause.FALLEN_THROUGH)
    if before is None:
        return Applicant.objects.none()
    named = ~Q(given_name="", family_name="")
    decided = {"round__state": RoundState.DECIDED, "round__state_since__date__lte": before}
    return Applicant.objects.filter(named, stay__isnull=True, **decided)


@transaction.atomic
def forget_applicants(on: date) -> StepReport:
    """The nightly step."""
    report = StepReport("mobility.applicants_forgotten")
    keys = list(applicants_to_forget(on).values_list("pk", flat=True))
    if keys:
        Applicant.objects.filter(pk__in=keys).update(**emptied(Applicant, PERSONAL))
        forget_in_history(Applicant, keys, PERSONAL)
        report.remark(lambda: _told(len(keys)))
    return report


def _told(count: int) -> str:
    words = ngettext(
        "%(count)s applicant without a place was forgotten.",
        "%(count)s applicants without a place were forgotten.",
        count,
    )
    return words % {"count": count}
