"""The long works: both imports from files made here, the export, the sweep over every watched date."""

import csv
import tempfile
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import xlsxwriter
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, RenewalRun
from agreements.services.renewal_runs import carry_out
from benchmarks.measuring import measure_once, measure_page
from benchmarks.seeding import made_up_code
from core.imports.importer import importer_named
from core.imports.runs import rehearse
from core.spreadsheets.reading import read_table_file
from partners.models import Institution

CHARTER_HEADINGS = (
    "Proposal number", "Erasmus Code", "PIC", "OID", "Legal Name", "Street", "Post Cd", "City", "Country Cd",
    "Website Url", "Erasmus Eche Start", "Erasmus Eche End",
)  # fmt: skip


def bulk_figures(client, officer):
    export = f"{reverse('agreements:agreement_export')}?format=xlsx"
    yield measure_once("export of every listed agreement, XLSX", lambda: _export(client, export), rows=100_000)
    yield measure_page(
        client,
        "export of some 10,000 rows, XLSX",
        f"{export}&kind=moc&kind=mou",
        rows=100_000,
        promise=(3_000.0, 3_000.0),
        times=3,
    )
    yield measure_once("renewal of fifty agreements", lambda: _renew(officer, 50), rows=50, promise=3_000)
    with tempfile.TemporaryDirectory() as folder:
        charter = write_charter_list(Path(folder) / "charter.xlsx", 6_142)
        register = write_register(Path(folder) / "register.csv", 10_000)
        for run in ("first", "again"):
            yield measure_once(
                f"charter import, {run}",
                lambda: _command("import_eche", charter, commit=True),
                rows=6_142,
                promise=20_000,
            )
        yield measure_once(
            "register rehearsal", lambda: _command("import_agreements", register), rows=10_000, promise=15_000
        )
        conditions = write_conditions(Path(folder) / "conditions.csv", 10_000)
        yield measure_once(
            "rehearsal of conditions", lambda: _rehearsal("conditions", conditions), rows=10_000, promise=15_000
        )
    on = timezone.localdate() + timedelta(days=3)
    for run in ("first", "again"):
        yield measure_once(
            f"sweep of every watched date, {run}",
            lambda: _command("sweep_reminders", on=on.isoformat()),
            rows=100_000,
            promise=5_000,
        )


def _renew(officer, count: int):
    """Successors of agreements with conditions, as the worker makes them."""
    concluded = Agreement.objects.filter(state="active", starts_on__isnull=False, ends_on__lt="2029-01-01")
    keys = concluded.filter(conditions__isnull=False).order_by("pk").values_list("pk", flat=True).distinct()[:count]
    run = RenewalRun.objects.create(form=uuid4(), agreements=list(keys), started_by=officer)
    carry_out(run)
    return f"{sum(row['is_new'] for row in run.outcome)} made"


def _export(client, address):
    response = client.get(address)
    return f"{len(response.getvalue()):,} bytes"


def _command(name, *arguments, **options):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # a fresh connection is not what is measured
    said = StringIO()
    call_command(name, *arguments, verbosity=0, stdout=said, stderr=said, **options)
    return said.getvalue().strip().rpartition("\n")[2]


def _rehearsal(name: str, path: str) -> str:
    importer, table = importer_named(name), read_table_file(path)
    counts = rehearse(importer, table, importer.propose(table)).counts()
    return ", ".join(f"{count:,} {action}" for action, count in counts.items() if count)


def write_conditions(path: Path, count: int) -> str:
    """Two conditions of each draft, with fields and languages, as another system exports them."""
    drafts = Agreement.objects.filter(state="draft").order_by("pk").values_list("pk", flat=True)[: count // 2]
    headings = ("Agreement in the portal", "Direction", "Mobility type", "Academic year", "Number of students")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*headings, "ISCED code", "Level of studies", "Language of instruction", "Blended"])
        for number in range(count):
            kind, draft = ("SMP", "STT")[number % 2], drafts[number // 2 % len(drafts)]
            row = [draft, "out", kind, "2026/27 – 2028/29", number % 5 + 1, "0613, 0714", "6, 7", "English B2", "no"]
            writer.writerow(row)
    return str(path)


def write_charter_list(path: Path, count: int) -> str:
    """A workbook of the charter list's shape."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Report 2")
    sheet.write_row(1, 0, CHARTER_HEADINGS)
    for number in range(count):
        code, pic = made_up_code(500_000 + number), f"{100_000_000 + number}"
        sheet.write_row(
            number + 2, 0, (str(number), code, pic, f"E{10_000_000 + number}", f"UNIVERSITY NUMBER {number}")
        )
        sheet.write_row(number + 2, 5, ("Main street 1", "371 79", "Karlskrona", "SE", "www.example.org"))
        sheet.write_datetime(number + 2, 10, timezone.datetime(2021, 1, 1))
        sheet.write_datetime(number + 2, 11, timezone.datetime(2029, 12, 31))
    book.close()
    return str(path)


def write_register(path: Path, count: int) -> str:
    """A register as a person keeps it, about institutions that the benchmark has."""
    partners = list(Institution.objects.select_related("country").order_by("pk")[1:2001])
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Code", "Partner university", "Centre / faculty", "Country", "Programmes", "Valid until"])
        for number in range(count):
            partner = partners[number % len(partners)]
            faculty = f"Faculty {number // 2000}"
            writer.writerow([partner.erasmus_code, partner.name, faculty, partner.country.name_en, "ERASMUS+", "2028"])
    return str(path)
