"""The register itself: numbers, exports for the archive, what is due, and the merging of two institutions."""

import time
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count
from django.urls import reverse

from agreements.models import Agreement, ArchiveExport, NumberSeries, RetentionRule
from agreements.registry.archive.exports import start_export
from agreements.registry.numbers import number_if_needed
from benchmarks.measuring import Figure, measure_once, measure_page
from core.jobs import carry_out
from partners.models import Institution
from partners.services.merging import merge_institutions

NUMBERS = 100
WRITTEN_OUT = 50


def registry_figures(client, officer, *, page: tuple[float, float], times: int) -> Iterator[Figure]:
    rows = Agreement.objects.count()
    for name in ("agreements", "contacts"):
        RetentionRule.objects.filter(pk=name).update(years=1, is_active=True)
    for name, address in {
        "archive and disposal": reverse("agreements:disposal_list"),
        "what is due for the archive": reverse("agreements:disposal_create", args=["agreements"]),
        "archive export: what would go in": f"{reverse('agreements:archive_create')}?kind=moc",
    }.items():
        yield measure_page(client, name, address, rows=rows, promise=page, times=times)
    yield measure_once(f"{NUMBERS:,} numbers, one transaction each", _number_some, rows=rows)
    yield measure_once(f"{WRITTEN_OUT} agreements written out for the archive", lambda: _write_out(officer), rows=rows)
    yield measure_once("two institutions merged", lambda: _merge(officer), rows=rows)


def _number_some() -> str:
    NumberSeries.objects.update_or_create(
        code="bench", defaults={"name_en": "Bench", "pattern": "BENCH-{number:05}-{year}", "position": 1}
    )
    keys = list(Agreement.objects.order_by("pk").values_list("pk", flat=True)[:NUMBERS])
    Agreement.objects.filter(pk__in=keys).update(number="")
    start = time.perf_counter()
    for key in keys:
        with transaction.atomic():
            number_if_needed(Agreement.objects.select_for_update().get(pk=key))
    return f"{1000 * (time.perf_counter() - start) / len(keys):.1f} ms each"


def _write_out(officer) -> str:
    keys = list(Agreement.objects.order_by("pk").values_list("pk", flat=True)[:WRITTEN_OUT])
    export = start_export(Agreement.objects.filter(pk__in=keys), actor=officer)
    carry_out(export.job.pk)
    export = ArchiveExport.objects.get(pk=export.pk)
    said = f"{export.size:,} bytes"
    export.file.delete()
    return said


def _merge(officer) -> str:
    busy = Institution.objects.exclude(erasmus_code="").annotate(count=Count("parties")).order_by("-count")[1:3]
    survivor, absorbed = busy
    merge_institutions(survivor, absorbed, actor=officer)
    return f"{absorbed.count} parties moved"
