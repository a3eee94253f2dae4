"""Parcels for the archive: asked for by the office, made by the worker, kept for a day."""

import hashlib
import tempfile
from datetime import date, timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement, ArchiveExport
from agreements.registry.archive.naming import folder_of
from agreements.registry.archive.parcel import Parcel
from core.errors import PortalError, RightMissing
from core.jobs import Progress, job_kind, start_job
from core.models import Job
from reminders.nightly import StepReport

ARCHIVE = "agreements.archive_agreement"
MOST_AGREEMENTS = 2000
KEPT = timedelta(days=1)
ROWS_AT_ONCE = 50


@transaction.atomic
def start_export(agreements, *, actor) -> ArchiveExport:
    """Ask the worker for a parcel of ``agreements`` (a queryset); only what the actor may read comes into it.

    Raises ``RightMissing``, and ``PortalError`` where there are none or more than ``MOST_AGREEMENTS``.
    """
    if not actor.has_perm(ARCHIVE):
        raise RightMissing(_("Only the international office writes agreements out for the archive."))
    keys = list(agreements.visible_to(actor).order_by("pk").values_list("pk", flat=True)[: MOST_AGREEMENTS + 1])
    if sentence := why_not(len(keys)):
        raise PortalError(sentence)
    job = start_job("agreements.archive", actor=actor)
    return ArchiveExport.objects.create(started_by=actor, agreements=keys, job=job, original_name=_name(keys))


def why_not(count: int) -> str:
    """Why so many agreements cannot be written out in one go; "" where they can."""
    if not count:
        return _("There is no agreement to write out: take off a filter.")
    if count > MOST_AGREEMENTS:
        return _("At most %(count)d agreements at a time: narrow the list.") % {"count": MOST_AGREEMENTS}
    return ""


def _name(keys: list[int]) -> str:
    day = f"{timezone.localdate():%Y-%m-%d}"
    if len(keys) == 1:
        return f"{folder_of(Agreement.objects.only('number', 'title').get(pk=keys[0]))}_{day}.zip"
    return f"agreements-{len(keys)}_{day}.zip"


@job_kind("agreements.archive")
def make_parcel(job: Job, progress: Progress) -> dict:
    """The work of the worker. Rights are asked again: they may have gone since."""
    export = ArchiveExport.objects.select_related("started_by").get(job=job)
    actor = export.started_by
    if not actor.has_perm(ARCHIVE):
        raise RightMissing(_("Only the international office writes agreements out for the archive."))
    readable = Agreement.objects.visible_to(actor).filter(pk__in=export.agreements)
    total = readable.count()
    with tempfile.TemporaryFile() as stream:
        with Parcel(stream, actor=actor) as parcel:
            parcel.problems += _left_out(len(export.agreements) - total)
            parcel.write(_each(readable), total=total, progress=progress)
        stream.seek(0)
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        _keep(export, stream, sha256=sha256, problems=parcel.problems)
    return {"agreements": total}


def _each(agreements):
    """Some at a time, with all that the paper says of them."""
    whole = agreements.for_detail().select_related("parent", "predecessor", "coordinator", "responsible_unit")
    return whole.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE)


def _left_out(count: int) -> list[str]:
    if not count:
        return []
    return [
        ngettext(
            "%(count)d agreement is missing: it went, or its right to be read did.",
            "%(count)d agreements are missing: they went, or their right to be read did.",
            count,
        )
        % {"count": count}
    ]


def _keep(export: ArchiveExport, stream, *, sha256: str, problems: list[str]):
    stream.seek(0, 2)
    export.size, export.sha256, export.problems = stream.tell(), sha256, problems
    export.kept_until = timezone.now() + KEPT
    stream.seek(0)
    export.file.save(export.original_name, File(stream), save=False)
    export.save(update_fields=["file", "size", "sha256", "problems", "kept_until"])


def drop_old_parcels(on: date) -> StepReport:
    """Every night: files past their day go; that there was an export stays to be seen."""
    report = StepReport("agreements.archive_exports")
    for export in ArchiveExport.objects.exclude(file="").filter(kept_until__lt=timezone.now()):
        export.file.delete(save=False)
        export.file = ""
        export.save(update_fields=["file"])
    return report
