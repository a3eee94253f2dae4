"""The way of one spreadsheet: uploaded, mapped, rehearsed, confirmed, imported. Every write to ``ImportRun``."""

import io
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.enums import ImportState, JobState
from core.errors import PortalError, RightMissing
from core.imports.importer import Importer, importer_named, importers_for
from core.imports.mapping import Mapping
from core.imports.plans import Plan
from core.imports.profiles import save_profile
from core.jobs import Progress, is_lost, job_kind, silent, start_job
from core.models import ImportRun, Job
from core.spreadsheets.reading import read_table, refuse_size
from core.spreadsheets.table import Table
from core.spreadsheets.writing import write_xlsx

LOCK_SPACE = 7302  # first half of the advisory lock that lets one import of a kind write at a time
WORKING = (ImportState.REHEARSING, ImportState.IMPORTING)
OPEN_STATES = (ImportState.UPLOADED, ImportState.REHEARSED, ImportState.FAILED)


def rehearse(
    importer: Importer, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress = silent
) -> Plan:
    """What an import would do. Writes nothing. Raises ``MappingIncomplete`` or another ``PortalError``."""
    importer.check(table, mapping)
    return importer.plan(table, mapping, file_name=file_name, progress=progress)


@transaction.atomic
def import_table(
    importer: Importer, table: Table, mapping: Mapping, *, actor, file_name: str = "", progress: Progress = silent
) -> Plan:
    """Take in the good rows, all or none of them, and return what was done. The plan is made again:
    since the rehearsal the register may have changed."""
    _require(importer, actor)
    _one_at_a_time(importer)
    importer = importer.of(actor)
    plan = rehearse(importer, table, mapping, file_name=file_name, progress=_share(progress, 0, 2))
    with history.action("imported", actor=actor, note=file_name, right=importer.right):
        importer.carry_out(plan, actor=actor, progress=_share(progress, 1, 2))
    return plan


def runs_visible_to(user):
    """Imports of the kinds that ``user`` may make, of personal kinds their own."""
    importers = importers_for(user)
    shared = [importer.name for importer in importers if not importer.is_personal]
    personal = [importer.name for importer in importers if importer.is_personal]
    reach = Q(importer__in=shared) | Q(importer__in=personal, started_by=user)
    return ImportRun.objects.filter(reach).select_related("job", "started_by")


def start_run(*, importer: Importer, upload, actor, options: dict[str, str] | None = None) -> ImportRun:
    """Keep an uploaded file that can be read as a table, with the mapping we propose for it and ``options`` over it.

    Raises ``PortalError`` for a file that cannot be used; nothing is kept then. An import without a
    mapping goes on to its rehearsal at once.
    """
    _require(importer, actor)
    refuse_size(upload.size)
    name = PurePath(str(upload.name).replace("\\", "/").replace("\x00", "")).name[:200]
    data = upload.read()
    table = read_table(data)
    mapping = importer.propose(table, file_name=name)
    mapping.options |= options or {}
    if not importer.has_mapping:
        importer.check(table, mapping)
    with transaction.atomic():
        run = ImportRun(importer=importer.name, original_name=name, mapping=mapping.as_json(), started_by=actor)
        run.file.save(name, ContentFile(data), save=False)
        run.save()
        return run if importer.has_mapping else _begin(run, ImportState.REHEARSING, "import.rehearse", actor)


@transaction.atomic
def rehearse_run(run: ImportRun, *, actor, mapping: Mapping, save_as: str = "", is_shared: bool = False) -> ImportRun:
    """Keep the person's mapping, under a name if they gave one, and begin the rehearsal."""
    locked = _locked(run, actor, *OPEN_STATES)
    importer, table = importer_named(run.importer), table_of(locked)
    importer.check(table, mapping)
    locked.mapping = mapping.as_json()
    locked.save(update_fields=["mapping"])
    if save_as.strip():
        save_profile(importer, save_as, mapping, actor=actor, headings=table.columns, is_shared=is_shared)
    return _begin(locked, ImportState.REHEARSING, "import.rehearse", actor)


@transaction.atomic
def confirm_run(run: ImportRun, *, actor) -> ImportRun:
    """Begin the import of what the rehearsal showed."""
    locked = _locked(run, actor, ImportState.REHEARSED)
    return _begin(locked, ImportState.IMPORTING, "import.carry_out", actor)


@transaction.atomic
def discard_run(run: ImportRun, *, actor) -> ImportRun:
    """Give up a file that has not been imported; the file itself is deleted."""
    locked = _locked(run, actor, *OPEN_STATES)
    locked.state = ImportState.DISCARDED
    names = [file.name for file in (locked.file, locked.refused_file) if file]
    locked.report, locked.refused_file = {}, ""
    locked.save(update_fields=["state", "report", "refused_file"])
    transaction.on_commit(lambda: [locked.file.storage.delete(name) for name in names])
    return locked


def table_of(run: ImportRun) -> Table:
    """The table of the stored file."""
    with run.file.open("rb") as file:
        return read_table(file.read())


@job_kind("import.rehearse")
def _rehearsal_job(job: Job, progress: Progress):
    run = ImportRun.objects.filter(job=job).first()
    if run is None:  # given up for lost in the meantime, and begun anew
        return {}
    table = table_of(run)
    importer = importer_named(run.importer).of(run.started_by)
    plan = rehearse(importer, table, _mapping(run), file_name=run.original_name, progress=progress)
    _finish(run, plan, table, ImportState.REHEARSED)
    return plan.counts()


@job_kind("import.carry_out")
def _import_job(job: Job, progress: Progress):
    run = ImportRun.objects.filter(job=job).first()
    if run is None:
        return {}
    table = table_of(run)
    with transaction.atomic():
        plan = import_table(
            importer_named(run.importer),
            table,
            _mapping(run),
            actor=job.started_by,
            file_name=run.original_name,
            progress=progress,
        )
        _finish(run, plan, table, ImportState.IMPORTED)
    return plan.counts()


def _mapping(run: ImportRun) -> Mapping:
    return Mapping.from_json(run.mapping)


def _finish(run: ImportRun, plan: Plan, table: Table, state: str):
    run.state = state
    run.report = plan.as_report() | {"encoding": table.encoding, "sheet": table.sheet, "heading_row": table.heading_row}
    run.finished_at = timezone.now()
    if plan.refused_rows:
        name = f"{PurePath(run.original_name).stem}-{_('refused')}.xlsx"
        run.refused_file.save(name, ContentFile(refused_rows_file(plan, table)), save=False)
    else:
        run.refused_file = ""
    run.save(update_fields=["state", "report", "finished_at", "refused_file"])


def refused_rows_file(plan: Plan, table: Table) -> bytes:
    """A workbook of the refused rows as the person wrote them, with their numbers and a column of reasons."""
    reasons = {row.number: row.reasons for row in plan.refused_rows}
    stream = io.BytesIO()
    write_xlsx(
        stream,
        [_("Reasons"), _("Row of the file"), *table.columns],
        (
            ["\n".join(reasons[row.number]), row.number, *(row[column] for column in table.columns)]
            for row in table.rows
            if row.number in reasons
        ),
        sheet=_("Refused rows"),
    )
    return stream.getvalue()


def _begin(run: ImportRun, state: str, kind: str, actor) -> ImportRun:
    run.state = state
    run.job = start_job(kind, actor=actor)
    run.save(update_fields=["state", "job"])
    return run


def _locked(run: ImportRun, actor, *states) -> ImportRun:
    """The run read again under a lock, in one of the states; of two clicks the second is refused."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    _require(importer_named(locked.importer), actor)
    state = state_of(locked)
    if state not in states:
        shown = ImportState(state).label
        raise PortalError(_("This is not possible now: the import is in the state “%(state)s”.") % {"state": shown})
    return locked


def state_of(run: ImportRun) -> str:
    """Where the run stands: failed when its job failed or was lost, whatever the job was about to write."""
    if run.state in WORKING and run.job and (run.job.state == JobState.FAILED or is_lost(run.job)):
        return ImportState.FAILED
    return run.state


def _require(importer: Importer, actor):
    if actor is not None and not actor.has_perm(importer.right):
        raise RightMissing(_("You do not have the right to make this import."))


def _one_at_a_time(importer: Importer):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK_SPACE, importer.name])


def _share(progress: Progress, part: int, parts: int) -> Progress:
    """Let one of several stretches of work report as its share of the whole."""

    def report(done: int, total: int):
        progress(part * total + done, parts * total)

    return report
