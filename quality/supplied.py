"""The catalogue that comes with the portal, for ``load_reference``: processes, what they are, their steps, criteria."""

import csv
from pathlib import Path

from django.db.models import Exists, OuterRef

from quality.models import Criterion, Indicator, Objective, Process, ProcessStep, ProcessVersion
from reference.loading import Table, register

DATA = Path(__file__).parent / "data"


def processes() -> dict[str, int]:
    """Keys of the processes whose supplied version can stand: where its first year was changed here, it cannot."""
    with (DATA / "process_versions.csv").open(encoding="utf-8", newline="") as lines:
        supplied = {row["process"]: int(row["valid_from"]) for row in csv.DictReader(lines)}
    kept = ProcessVersion.objects.filter(is_local=True)
    known = Process.objects.annotate(is_kept=Exists(kept.filter(process=OuterRef("pk"))))
    present = set(versions())
    return {
        process.code: process.pk
        for process in known
        if not process.is_kept or f"{process.code}/{supplied.get(process.code)}" in present
    }


def versions() -> dict[str, int]:
    """Keys of the versions by "QU-1/2020"."""
    return _by_text(ProcessVersion.objects.all())


def versions_as_supplied() -> dict[str, int]:
    """Those that were not changed here: a version that was is kept whole, with its steps."""
    return _by_text(ProcessVersion.objects.filter(is_local=False))


def _by_text(rows) -> dict[str, int]:
    facts = rows.order_by().values_list("process__code", "valid_from", "pk")
    return {f"{code}/{first_year}": key for code, first_year, key in facts}


def processes_by_code() -> dict[str, int]:
    return dict(Process.objects.values_list("code", "pk"))


def indicators() -> dict[str, int]:
    return dict(Indicator.objects.values_list("code", "pk"))


register(
    Table("processes.csv", Process, ("code",), folder=DATA),
    Table(
        "process_versions.csv", ProcessVersion, ("process", "valid_from"), folder=DATA, refers={"process": processes}
    ),
    Table("process_steps.csv", ProcessStep, ("version", "kind"), folder=DATA, refers={"version": versions_as_supplied}),
    Table("criteria.csv", Criterion, ("version", "code"), folder=DATA),
    Table("indicators.csv", Indicator, ("code",), folder=DATA, refers={"process": processes_by_code}),
    Table("objectives.csv", Objective, ("indicator", "name_en"), folder=DATA, refers={"indicator": indicators}),
)
