"""The decision to forget people whose time has come, the work of it, and the protocol that stays."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.enums import JobState
from core.errors import PortalError, RightMissing
from core.jobs import Progress, job_kind, start_job
from core.models import Job
from mobility.models import Forgetting, Participant
from mobility.people.clearing import forget
from mobility.people.due import people_to_forget
from reminders.nightly import StepReport

ANONYMISE = "mobility.anonymise_participant"
MOST = 500
AT_ONCE = 50
LONGEST_REASON = 500


@transaction.atomic
def decide(keys: Collection[int], *, actor, reason: str) -> Forgetting:
    """Begin to forget the people ``keys``, as far as they are still due; the job works on as a ``Forgetting`` says.

    Of two who decide on the same person at once the second finds nobody due: one protocol tells of each person.
    Raises ``RightMissing``, ``ValidationError`` without a reason, ``PortalError`` where nobody is due any more.
    """
    if not actor.has_perm(ANONYMISE):
        raise RightMissing(_("Only the international office decides on what is kept."))
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say why, in at most %(count)d characters.") % {"count": LONGEST_REASON}})
    if len(keys) > MOST:
        raise PortalError(_("At most %(count)d at a time: choose fewer.") % {"count": MOST})
    list(Participant.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    due = list(people_to_decide_on().filter(pk__in=keys).values_list("pk", flat=True))
    if not due:
        raise PortalError(_("None of them is due any more: nothing was done."))
    return Forgetting.objects.create(
        decided_by=actor,
        decided_by_name=str(actor)[:200],
        reason=reason.strip(),
        keys=due,
        job=start_job("mobility.forget", actor=actor),
    )


def people_to_decide_on():
    """Whoever is due and of whom no decision is being carried out."""
    working = Forgetting.objects.exclude(job__state__in=JobState.finished).exclude(job=None)
    return people_to_forget().exclude(pk__in=[key for keys in working.values_list("keys", flat=True) for key in keys])


@job_kind("mobility.forget")
def _forget_job(job: Job, progress: Progress) -> dict:
    """Forget everybody of the decision who is still due by then; repeated after a fault it does what is left."""
    decision = Forgetting.objects.filter(job=job).first()
    if decision is None:
        return {}
    for start in range(0, len(decision.keys), AT_ONCE):
        _forget_some(decision, decision.keys[start : start + AT_ONCE], job.started_by)
        progress(min(start + AT_ONCE, len(decision.keys)), len(decision.keys))
    return {"forgotten": decision.forgotten_count}


@transaction.atomic
def _forget_some(decision: Forgetting, keys: list[int], actor):
    """The rows are locked before they are asked again: a stay that was added since keeps its person."""
    list(Participant.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    people = list(people_to_forget().filter(pk__in=keys))
    if not people:
        return
    decision.stay_count += forget(people, actor=actor, note=decision.reason)
    decision.forgotten_count += len(people)
    decision.save(update_fields=["stay_count", "forgotten_count"])


def tell_who_is_due(on: date) -> StepReport:
    """The nightly step: it says how many wait for a decision, and forgets nobody by itself."""
    report = StepReport("mobility.people_to_forget")
    count = people_to_forget(on).count()
    if count:
        report.remark(
            lambda: (
                ngettext(
                    "%(count)s person may be forgotten: the office decides.",
                    "%(count)s people may be forgotten: the office decides.",
                    count,
                )
                % {"count": count}
            )
        )
    return report
