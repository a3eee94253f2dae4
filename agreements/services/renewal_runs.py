"""Several agreements renewed in one go: at once while they are few, else by the worker, in sets."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, RenewalRun
from agreements.services.agreements import ADD
from agreements.services.evaluations import SKIP
from agreements.services.renewals import Renewed, renew_agreements
from core.enums import JobState
from core.errors import PortalError, RightMissing
from core.jobs import Progress, is_lost, job_kind, silent, start_job
from core.models import Job

JOB = "agreements.renew_many"
FEW = 10  # so many are made while the person waits
MOST = 500
AT_ONCE = 25  # in one transaction: what others wait for, and what is done anew after a crash


def start_renewals(keys: Collection[int], *, actor, form: UUID, skip_evaluations_because: str = "") -> RenewalRun:
    """Renew the agreements of ``keys`` that ``actor`` may read; a ``form`` that was sent before gives its earlier run.

    What cannot be renewed is told in the outcome and hinders no other. Raises ``RightMissing`` for somebody who
    makes no agreements at all, and ``PortalError`` where nothing, or too much, was chosen.
    """
    if not actor.has_perm(ADD):
        raise RightMissing(_("You do not have the right to make agreements."))
    keys = list(dict.fromkeys(keys))
    if len(keys) > MOST:
        raise PortalError(_("At most %(most)d agreements can be renewed in one go.") % {"most": MOST})
    visible = set(Agreement.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    keys = [key for key in keys if key in visible]
    if not keys:
        raise PortalError(_("Choose at least one agreement."))
    if skip_evaluations_because and not actor.has_perm(SKIP):
        raise RightMissing(_("Only the office may skip evaluations."))
    run, is_new = _begin(keys, actor, form, skip_evaluations_because)
    if is_new and run.job is None:
        carry_out(run)
    return run


@transaction.atomic
def _begin(keys, actor, form: UUID, reason: str) -> tuple[RenewalRun, bool]:
    given = {"agreements": keys, "started_by": actor, "skip_evaluations_because": reason}
    run, is_new = RenewalRun.objects.get_or_create(form=form, defaults=given)
    if run.started_by_id != actor.pk:
        raise PortalError(_("This page was confirmed by somebody else. Begin anew."))
    if is_new and len(keys) > FEW:
        run.job = start_job(JOB, actor=actor)
        run.save(update_fields=["job"])
    return run, is_new


@job_kind(JOB)
def _work(job: Job, progress: Progress) -> dict:
    run = RenewalRun.objects.select_related("started_by").get(job=job)
    if run.started_by is None:
        raise PortalError(_("Whoever asked for it is no colleague any more."))
    carry_out(run, progress)
    return {"renewed": sum(row["is_new"] for row in run.outcome)}


def carry_out(run: RenewalRun, progress: Progress = silent):
    """Renew what the run asks for and has not dealt with; begun anew after a crash, it goes on where it was."""
    done = {row["agreement"] for row in run.outcome}
    left = [key for key in run.agreements if key not in done]
    for start in range(0, len(left), AT_ONCE):
        _renew(run, left[start : start + AT_ONCE])
        progress(len(run.agreements) - len(left) + min(start + AT_ONCE, len(left)), len(run.agreements))
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])


@transaction.atomic
def _renew(run: RenewalRun, keys: list[int]):
    """Some of its agreements and the entries that tell of them: all or nothing. One that is gone has no entry."""
    renewed = {
        row.agreement.pk: row
        for row in renew_agreements(keys, actor=run.started_by, skip_evaluations_because=run.skip_evaluations_because)
    }
    run.outcome += [_entry(renewed[key]) for key in keys if key in renewed]
    run.save(update_fields=["outcome"])


def _entry(renewed: Renewed) -> dict:
    return {
        "agreement": renewed.agreement.pk,
        "draft": renewed.draft.pk if renewed.draft else None,
        "is_new": renewed.is_new,
        "sentence": str(renewed.error.sentence) if renewed.error else "",
    }


def is_at_work(run: RenewalRun) -> bool:
    """Whether the worker has still to finish it."""
    job = run.job
    return run.finished_at is None and job is not None and job.state not in JobState.finished and not is_lost(job)


def runs_of(user):
    """The runs ``user`` started: nobody else sees them."""
    return RenewalRun.objects.filter(started_by=user).select_related("job")
