"""A bulk edit is made, and undone: each as one act in one transaction, once, whoever presses how often."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.bulk.enums import BulkOutcome, BulkState
from core.bulk.kinds import kind_named
from core.bulk.models import BulkEdit, BulkRow
from core.bulk.preparing import BATCH, MOST_AT_ONCE
from core.bulk.writing import RowGone, write_row
from core.enums import JobState
from core.errors import PortalError
from core.jobs import Progress, is_lost, job_kind, silent, start_job
from core.models import Job


@transaction.atomic
def carry_out(edit: BulkEdit, *, actor) -> BulkEdit:
    """Make the planned changes; the rows that changed since the preview are left, and named.

    Pressed twice, it is done once: the second press finds it done. Many rows are left to the worker.
    """
    locked = _locked(edit, actor)
    if locked.state == BulkState.PREPARED:
        _begin(locked, BulkState.RUNNING, locked.rows.filter(outcome=BulkOutcome.PLANNED), "bulk.carry_out", _make)
    return locked


@transaction.atomic
def undo(edit: BulkEdit, *, actor) -> BulkEdit:
    """Take the change back on every row that nobody changed since; the others are left, and named.

    Raises ``PortalError`` when the time for it is over.
    """
    locked = _locked(edit, actor)
    if locked.state == BulkState.DONE and not locked.can_be_undone:
        raise PortalError(_("A bulk edit can be undone for 24 hours. These are over."))
    if locked.can_be_undone:
        _begin(locked, BulkState.UNDOING, locked.rows.filter(outcome=BulkOutcome.DONE), "bulk.undo", _take_back)
    return locked


def _locked(edit: BulkEdit, actor) -> BulkEdit:
    return (
        BulkEdit.objects.select_for_update(of=("self",)).select_related("started_by").get(pk=edit.pk, started_by=actor)
    )


def _begin(edit: BulkEdit, state: str, rows, job: str, act):
    if rows.count() <= MOST_AT_ONCE:
        act(edit, silent)
        return
    edit.state, edit.job = state, start_job(job, actor=edit.started_by)
    edit.save(update_fields=["state", "job"])


@transaction.atomic
def _make(edit: BulkEdit, progress: Progress):
    rows = list(edit.rows.filter(outcome=BulkOutcome.PLANNED).order_by("object_id"))
    kind = kind_named(edit.kind)
    with history.many_at_once(len(rows), note=edit.note):
        for done, row in enumerate(rows, start=1):
            _attempt(row, BulkOutcome.DONE, BulkOutcome.REFUSED, partial(_written, kind, row, edit))
            progress(done, len(rows))
    _keep(edit, rows, BulkState.DONE, "done_at")


def _written(kind, row: BulkRow, edit: BulkEdit):
    row.written_at = write_row(kind, row, row.after, actor=edit.started_by, is_new=True)


@transaction.atomic
def _take_back(edit: BulkEdit, progress: Progress):
    rows = list(edit.rows.filter(outcome=BulkOutcome.DONE).order_by("object_id"))
    kind = kind_named(edit.kind)
    with history.many_at_once(len(rows), note=edit.note, is_undone=True):
        for done, row in enumerate(rows, start=1):
            _attempt(row, BulkOutcome.UNDONE, BulkOutcome.LEFT, partial(_restored, kind, row, edit))
            progress(done, len(rows))
    _keep(edit, rows, BulkState.UNDONE, "undone_at")


def _restored(kind, row: BulkRow, edit: BulkEdit):
    write_row(kind, row, row.before, actor=edit.started_by, is_new=False, version=row.written_at)


def _attempt(row: BulkRow, done: str, refused: str, act):
    """Do it in a savepoint of its own: what one row is refused touches no other."""
    try:
        with transaction.atomic():
            act()
    except RowGone as error:
        row.outcome, row.reason = BulkOutcome.LEFT, str(error.sentence)
    except ValidationError as error:
        row.outcome, row.reason = refused, " ".join(error.messages)
    except PortalError as error:
        row.outcome, row.reason = refused, str(error.sentence)
    else:
        row.outcome = done


def _keep(edit: BulkEdit, rows: list[BulkRow], state: str, instant: str):
    BulkRow.objects.bulk_update(rows, ["outcome", "reason", "written_at"], batch_size=BATCH)
    edit.state = state
    setattr(edit, instant, timezone.now())
    edit.save(update_fields=["state", instant])


@job_kind("bulk.carry_out")
def carry_out_by_job(job: Job, progress: Progress) -> dict:
    return _by_job(job, BulkState.RUNNING, _make, progress)


@job_kind("bulk.undo")
def undo_by_job(job: Job, progress: Progress) -> dict:
    return _by_job(job, BulkState.UNDOING, _take_back, progress)


@transaction.atomic
def _by_job(job: Job, state: str, act, progress: Progress) -> dict:
    edit = BulkEdit.objects.select_for_update(of=("self",)).select_related("started_by").get(job=job)
    if edit.state == state:
        act(edit, progress)
    return {"edit": edit.pk}


def failure_of(edit: BulkEdit) -> str:
    """Why the worker did not finish, in a sentence; "" while it works, and when it has."""
    if edit.state not in BulkState.working or edit.job is None:
        return ""
    if edit.job.state == JobState.FAILED:
        return edit.job.message
    return _("The work was interrupted. Nothing was changed.") if is_lost(edit.job) else ""
