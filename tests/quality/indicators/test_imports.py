"""Values from a spreadsheet: the rows of one's own follow-ups, refused row by row, and nobody else's to see."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.imports.importer import importer_named
from core.imports.runs import import_table, rehearse, runs_visible_to, start_run
from core.spreadsheets.reading import read_table
from quality.enums import FollowUpState, IndicatorKind, ValueOrigin
from quality.models import IndicatorValue
from tests.quality.factories import FollowUpFactory, IndicatorFactory, IndicatorValueFactory

pytestmark = pytest.mark.django_db

HEADINGS = "Process;Enhet;Läsår;Indikator;Värde;Remark"


@pytest.fixture
def asked(rate, courses):
    IndicatorFactory(code="plan", kind=IndicatorKind.FILE)
    IndicatorFactory(code="abroad", computed_by="mobility.students_out")
    IndicatorFactory(code="said", kind=IndicatorKind.TEXT)


def table(*rows):
    return read_table("\n".join([HEADINGS, *rows]).encode())


def taken(person, *rows):
    """(action, reasons) of each row in the rehearsal."""
    importer, sheet = importer_named("quality-data").of(person), table(*rows)
    plan = rehearse(importer, sheet, importer.propose(sheet))
    return [(str(row.action), row.reasons) for row in plan.rows]


def test_rows_are_taken_refused_and_left_as_they_are(follow_up, process_owner, asked, rate, courses, other_unit):
    FollowUpFactory(unit=other_unit, academic_year=2026, state=FollowUpState.COLLECTING)
    IndicatorValueFactory(follow_up=follow_up, indicator=courses, number=12)
    follow_ups = "No follow-up of this process, unit and year is yours to fill in."
    told = taken(
        process_owner,
        "QU-1;DIDA;2026/27;rate;64,5;",
        "qu-1;Computer Science;2026-27;Courses given;12;",
        "QU-1;DIDA;2026/27;rate;50;",
        "QU-1;DIDA;2026/27;said;;",
        "QU-1;DIMA;2026/27;rate;5;",
        "QU-1;DIDA;next;rate;5;",
        "QU-1;DIDA;2026/27;unheard of;5;",
        "QU-1;DIDA;2026/27;plan;x;",
        "QU-1;DIDA;2026/27;abroad;5;",
    )
    assert told == [
        ("create", []),
        ("unchanged", []),
        ("refuse", ["Row 2 says it already."]),
        ("unchanged", []),
        ("refuse", [follow_ups]),
        ("refuse", ["“next” is not an academic year: write it as 2026/27."]),
        ("refuse", ["The follow-up does not ask for “unheard of”."]),
        ("refuse", ["A file is uploaded on the page of the follow-up."]),
        ("refuse", ["The portal computes this itself."]),
    ]


def test_a_share_over_a_hundred_is_refused_and_a_fraction_is_doubted(follow_up, process_owner, asked):
    (over,) = taken(process_owner, "QU-1;DIDA;2026/27;rate;140;")
    assert over == ("refuse", ["A share lies between 0 and 100 per cent."])
    importer, sheet = importer_named("quality-data").of(process_owner), table("QU-1;DIDA;2026/27;rate;0,64;")
    (row,) = rehearse(importer, sheet, importer.propose(sheet)).rows
    assert row.doubts == ["This is taken as 0.64 %: a share is written in per cent, not as a fraction."]


def test_what_is_imported_is_written_once_with_its_origin(follow_up, process_owner, asked, rate):
    importer, sheet = (
        importer_named("quality-data"),
        table("QU-1;DIDA;2026/27;rate;64,5;spring", "QU-1;X;2026/27;rate;1;"),
    )
    import_table(importer, sheet, importer.propose(sheet), actor=process_owner)
    value = IndicatorValue.objects.get()
    assert (value.number, value.note, value.origin) == (Decimal("64.5"), "spring", ValueOrigin.IMPORTED)
    assert taken(process_owner, "QU-1;DIDA;2026/27;rate;64.50 %;") == [("unchanged", [])]


def test_a_closed_follow_up_takes_nothing_in(follow_up, process_owner, asked):
    type(follow_up).objects.filter(pk=follow_up.pk).update(state=FollowUpState.IN_DIALOGUE)
    ((action, reasons),) = taken(process_owner, "QU-1;DIDA;2026/27;rate;5;")
    assert (action, len(reasons)) == ("refuse", 1)


def test_an_import_is_its_persons_alone(follow_up, process_owner, quality_officer, asked):
    text = f"{HEADINGS}\nQU-1;DIDA;2026/27;rate;64".encode()
    run = start_run(
        importer=importer_named("quality-data"), upload=SimpleUploadedFile("data.csv", text), actor=process_owner
    )
    assert list(runs_visible_to(process_owner)) == [run]
    assert not runs_visible_to(quality_officer).exists()


def test_the_template_names_what_is_asked_of_the_person(client, follow_up, process_owner, asked, courses, other_unit):
    FollowUpFactory(unit=other_unit, academic_year=2026, state=FollowUpState.COLLECTING)
    IndicatorValueFactory(follow_up=follow_up, indicator=courses, number=12)
    client.force_login(process_owner)
    answer = client.get(reverse("quality:indicator_template"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue()))
    rows = [tuple(row[:5]) for row in book.get_sheet_by_index(0).to_python()[1:]]
    assert sorted(row[3] for row in rows) == ["courses", "rate", "said"]
    assert {row[:3] for row in rows} == {("QU-1", "DIDA", "2026/27")}
    assert ("QU-1", "DIDA", "2026/27", "courses", 12) in rows
