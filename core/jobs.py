"""Long work of the worker: a row that pages can watch, and one task that carries any of it out.

A room registers what can be done (``@job_kind("import.rehearse")``), a service starts it after its
own change is committed. Progress lies in the cache: the work itself is one transaction, whose rows
nobody sees before its end.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from celery import current_app
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from core.enums import JobState
from core.errors import PortalError
from core.locks import is_held, lock_if_free
from core.models import Job

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
KINDS: dict[str, Callable[[Job, Progress], dict]] = {}
SECONDS_BETWEEN_REPORTS = 0.4
SECONDS_KEPT = 24 * 60 * 60
LONGEST_WAIT = timedelta(minutes=15)
LOCK_SPACE = 7301  # first half of the advisory lock of a job; the second is its number


def job_kind(name: str):
    """Register ``function(job, progress) -> result`` as the work of jobs of the kind ``name``."""

    def register(function):
        KINDS[name] = function
        return function

    return register


def start_job(kind: str, *, actor) -> Job:
    """A queued job, handed to the worker when the surrounding transaction is committed."""
    job = Job.objects.create(kind=kind, started_by=actor)
    transaction.on_commit(lambda: _hand_over(job))
    return job


def _hand_over(job: Job):
    try:
        current_app.send_task("core.tasks.run_job", [job.pk])
    except OperationalError:
        logger.exception("Job %s could not be handed to the queue", job.pk)
        _write(job, state=JobState.FAILED, message=_("The queue does not answer. Please try again later."))


def carry_out(job_id: int):
    """Do the work of a job and write how it ended. Never raises for what the person can be told.

    Delivered twice, it works once: a finished job is left alone, and of two workers only one gets
    the lock. A worker that was killed lets it go, and the job begins anew.
    """
    with lock_if_free(LOCK_SPACE, job_id) as alone:
        job = Job.objects.select_related("started_by").filter(pk=job_id).first()
        if not alone or job is None or job.state in JobState.finished:
            return
        with translation.override(job.started_by.language if job.started_by else None):
            _work(job)


def _work(job: Job):
    _write(job, state=JobState.RUNNING, started_at=timezone.now())
    try:
        result = KINDS[job.kind](job, reporter(job))
    except PortalError as error:
        _write(job, state=JobState.FAILED, message=str(error.sentence), finished_at=timezone.now())
    except Exception:
        logger.exception("Job %s of the kind %s failed", job.pk, job.kind)
        message = _(
            "Something went wrong in the portal itself. Nothing was changed; the administrators have been told."
        )
        _write(job, state=JobState.FAILED, message=message, finished_at=timezone.now())
    else:
        _write(job, state=JobState.DONE, result=result or {}, finished_at=timezone.now())


def _write(job: Job, **values):
    for name, value in values.items():
        setattr(job, name, value)
    job.save(update_fields=list(values))


def reporter(job: Job) -> Progress:
    """A ``progress(done, total)`` that may be called for each row: it writes now and then."""
    last = 0.0

    def progress(done: int, total: int):
        nonlocal last
        if time.monotonic() - last >= SECONDS_BETWEEN_REPORTS or done >= total:
            last = time.monotonic()
            cache.set(_key(job.pk), (done, total), SECONDS_KEPT)

    return progress


def progress_of(job: Job) -> tuple[int, int]:
    """How many of how many; (0, 0) while nobody knows."""
    return cache.get(_key(job.pk)) or (job.done_count, job.total_count or 0)


def is_lost(job: Job) -> bool:
    """Whether nobody will finish the job: never begun for long, or begun by a worker that is no more.

    A worker holds the job's lock while it works; the database lets it go when the worker dies.
    """
    if job.state == JobState.QUEUED:
        return timezone.now() - job.created_at > LONGEST_WAIT
    return job.state == JobState.RUNNING and not is_held(LOCK_SPACE, job.pk)


def silent(done: int, total: int):
    """The ``Progress`` of work nobody watches."""


def _key(job_id: int) -> str:
    return f"job-progress-{job_id}"
