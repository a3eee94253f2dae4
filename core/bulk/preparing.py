"""A bulk edit before it is made: every row is rehearsed by the code that will write it, and taken back at once."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.bulk.enums import BulkOutcome, BulkState
from core.bulk.kinds import BulkKind, kind_named
from core.bulk.models import BulkEdit, BulkRow
from core.bulk.writing import refused_or, write_row
from core.errors import PortalError, RightMissing
from core.jobs import Progress, job_kind, silent, start_job
from core.models import Job

MOST_ROWS = 5_000
MOST_AT_ONCE = 50  # more are left to the worker, with progress to watch
KEPT_FOR = timedelta(days=30)
BATCH = 500


@transaction.atomic
def prepare_edit(
    kind: BulkKind, keys: Iterable[int], *, wanted: dict, actor, note: str = "", query: str = ""
) -> BulkEdit:
    """Look at each object of ``keys`` and keep what the change would mean for it; nothing is changed.

    Many are rehearsed by the worker (state PREPARING until then). Raises ``PortalError`` where there is nothing to
    do. Objects the person may not change are among the rows, refused.
    """
    if not actor.has_perm(kind.right):
        raise RightMissing(_("You do not have the right to change these."))
    keys = sorted(set(keys))
    _refuse_too_few_or_many(keys, wanted)
    BulkEdit.objects.filter(started_by=actor, created_at__lt=timezone.now() - KEPT_FOR).delete()
    edit = BulkEdit.objects.create(
        kind=kind.name, wanted=wanted, note=note.strip()[:500], query=query, started_by=actor
    )
    _write_rows(edit, kind, keys)
    if len(keys) > MOST_AT_ONCE:
        edit.job = start_job("bulk.prepare", actor=actor)
        edit.save(update_fields=["job"])
    else:
        rehearse(edit, kind, silent)
    return edit


def _refuse_too_few_or_many(keys: list[int], wanted: dict):
    if not wanted:
        raise PortalError(_("Choose at least one change."))
    if not keys:
        raise PortalError(_("Tick at least one row first."))
    if len(keys) > MOST_ROWS:
        sentence = ngettext(
            "At most %(most)s row can be changed at once. Narrow the list by a filter.",
            "At most %(most)s rows can be changed at once. Narrow the list by a filter.",
            MOST_ROWS,
        )
        raise PortalError(sentence % {"most": MOST_ROWS})


def _write_rows(edit: BulkEdit, kind: BulkKind, keys: list[int]):
    for start in range(0, len(keys), BATCH):
        found = kind.fetched().in_bulk(keys[start : start + BATCH])
        BulkRow.objects.bulk_create(_row(edit, kind, obj) for _key, obj in sorted(found.items()))


def _row(edit: BulkEdit, kind: BulkKind, obj) -> BulkRow:
    before = kind.values(obj, edit.wanted)
    after = kind.changed(before, edit.wanted)
    return BulkRow(
        edit=edit,
        object_id=obj.pk,
        label=kind.label(obj)[:400],
        outcome=BulkOutcome.UNCHANGED if after == before else BulkOutcome.PLANNED,
        before=before,
        after=after,
        seen_at=obj.updated_at,
    )


def rehearse(edit: BulkEdit, kind: BulkKind, progress: Progress):
    """Write each row and take it back, to know what would be refused and why."""
    rows = list(edit.rows.filter(outcome=BulkOutcome.PLANNED).order_by("object_id"))
    for done, row in enumerate(rows, start=1):
        if reason := refused_or(partial(_write_and_take_back, kind, row, edit)):
            row.outcome, row.reason = BulkOutcome.REFUSED, reason
        progress(done, len(rows))
    BulkRow.objects.bulk_update(rows, ["outcome", "reason"], batch_size=BATCH)
    edit.state = BulkState.PREPARED
    edit.save(update_fields=["state"])


def _write_and_take_back(kind: BulkKind, row: BulkRow, edit: BulkEdit):
    with transaction.atomic():
        write_row(kind, row, row.after, actor=edit.started_by, is_new=True)
        transaction.set_rollback(True)


@job_kind("bulk.prepare")
def prepare_by_job(job: Job, progress: Progress) -> dict:
    edit = BulkEdit.objects.select_related("started_by").get(job=job)
    if edit.state == BulkState.PREPARING:
        rehearse(edit, kind_named(edit.kind), progress)
    return {"edit": edit.pk}
