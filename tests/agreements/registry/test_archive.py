"""Agreements written out for the archive: what is in the parcel, and that it can be checked."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Membership
from agreements.models import Agreement, ArchiveExport
from agreements.registry.archive.exports import MOST_AGREEMENTS, drop_old_parcels, start_export
from agreements.registry.archive.naming import document_name, plain
from agreements.services.agreements import move_agreement, update_agreement
from agreements.services.documents import attach_document
from core.enums import JobState
from core.errors import PortalError, RightMissing
from core.jobs import carry_out
from tests.agreements.factories import (
    AgreementFactory,
    ConditionFactory,
    DocumentFactory,
    InstitutionFactory,
    SignatureFactory,
)

FOLDER = "BTH-1.2.1-0029-2014_"


def made(agreements, actor) -> ArchiveExport:
    export = start_export(agreements, actor=actor)
    carry_out(export.job.pk)
    export = ArchiveExport.objects.select_related("job").get(pk=export.pk)
    assert (export.job.state, export.job.message) == (JobState.DONE, "")
    return export


def unpacked(export) -> dict[str, bytes]:
    with export.file.open("rb") as file, zipfile.ZipFile(file) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def attached(
    agreement, actor, content=b"%PDF-1.4 signed", title="Signed copy: Łódź/Växjö", name="../../etc/passwd.pdf"
):
    return attach_document(agreement, actor=actor, upload=SimpleUploadedFile(name, content), title=title)


@pytest.fixture
def whole(registered, officer):
    """With conditions, a signature, two versions of a document and a history."""
    ConditionFactory(agreement=registered)
    SignatureFactory(party=registered.parties.first(), name="Ada Rector")
    attached(registered, officer)
    attached(registered, officer, content=b"%PDF-1.4 signed again")
    update_agreement(registered, actor=officer, title="Exchange with Łódź, Київ and 北京")
    return Agreement.objects.get(pk=registered.pk)


def test_the_parcel_holds_everything_of_the_agreement(whole, officer):
    export = made(Agreement.objects.filter(pk=whole.pk), officer)
    files = unpacked(export)
    folder = f"{FOLDER}{whole.pk}"
    assert sorted(files) == sorted(
        [
            f"{folder}/agreement.json",
            f"{folder}/agreement.pdf",
            f"{folder}/documents/01_Signed-copy-Lodz-Vaxjo_v1.pdf",
            f"{folder}/documents/02_Signed-copy-Lodz-Vaxjo_v2.pdf",
            f"{folder}/history.csv",
            f"{folder}/history.json",
            f"{folder}/history.txt",
            "READ-ME.txt",
            "SHA256SUMS",
        ]
    )
    assert files[f"{folder}/documents/02_Signed-copy-Lodz-Vaxjo_v2.pdf"] == b"%PDF-1.4 signed again"
    assert files[f"{folder}/agreement.pdf"].startswith(b"%PDF-1.7")
    assert b"pdfaid" in files[f"{folder}/agreement.pdf"]
    facts = json.loads(files[f"{folder}/agreement.json"])
    assert (facts["title"], facts["number"]) == ("Exchange with Łódź, Київ and 北京", "BTH-1.2.1-0029-2014")
    headings = [section["heading"] for section in facts["sections"]]
    assert headings == ["Facts", "Parties", "Conditions", "Signatures", "Documents"]
    assert "Ada Rector" in files[f"{folder}/agreement.json"].decode()
    assert export.problems == []


def test_the_checksums_hold(whole, officer, tmp_path):
    export = made(Agreement.objects.filter(pk=whole.pk), officer)
    with export.file.open("rb") as file, zipfile.ZipFile(file) as parcel:
        parcel.extractall(tmp_path)
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == sum(path.is_file() for path in tmp_path.rglob("*")) - 1
    with export.file.open("rb") as file:
        assert export.sha256 == hashlib.file_digest(file, "sha256").hexdigest()


def test_the_history_is_there_three_times_and_whole(whole, officer):
    files = unpacked(made(Agreement.objects.filter(pk=whole.pk), officer))
    folder = f"{FOLDER}{whole.pk}"
    story = files[f"{folder}/history.txt"].decode()
    assert "International officer changed it" in story
    assert "    Title: Exchange with Lodz → Exchange with Łódź, Київ and 北京" in story
    rows = list(csv.reader(io.StringIO(files[f"{folder}/history.csv"].decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["When", "Who", "What", "Reason", "Field", "Before", "After"]
    assert rows[-1][4:] == ["Title", "Exchange with Lodz", "Exchange with Łódź, Київ and 北京"]
    events = json.loads(files[f"{folder}/history.json"])
    assert events[-1]["context"]["actor_name"] == "International officer"
    assert {event["table"] for event in events} >= {"agreements.Agreement", "agreements.Document", "agreements.Party"}


def test_approvals_and_their_notes_are_in_it(memorandum, chief, dean, rector, officer):
    for person in (chief, dean, rector):
        move_agreement(memorandum, "approve", actor=person, note=f"Yes, says {person.name}")
    files = unpacked(made(Agreement.objects.filter(pk=memorandum.pk), officer))
    facts = next(json.loads(content) for name, content in files.items() if name.endswith("agreement.json"))
    steps = next(section["rows"] for section in facts["sections"] if section["heading"] == "Approval")
    assert [row[0] for row in steps] == ["1.1", "1.2", "1.3"]
    assert [row[5] for row in steps] == [f"Yes, says {person.name}" for person in (chief, dean, rector)]


def test_a_lost_or_changed_file_is_told_and_hinders_nothing(registered, officer):
    lost, changed = attached(registered, officer, title="Lost"), attached(registered, officer, title="Changed")
    lost.file.storage.delete(lost.file.name)
    with changed.file.storage.open(changed.file.name, "wb") as file:
        file.write(b"something else")
    export = made(Agreement.objects.filter(pk=registered.pk), officer)
    assert export.problems == [
        "“Lost” of “Exchange with Lodz”: the file is not in the store.",
        "“Changed” of “Exchange with Lodz”: the file is not the one that was attached.",
    ]
    files = unpacked(export)
    assert "the file is not in the store" in files["READ-ME.txt"].decode()
    assert f"{FOLDER}{registered.pk}/documents/02_Changed_v1.pdf" in files


def test_a_cell_of_the_table_never_runs_as_a_formula(registered, officer):
    update_agreement(registered, actor=officer, title="=1+1")
    files = unpacked(made(Agreement.objects.filter(pk=registered.pk), officer))
    assert ";'=1+1\n" in files[f"{FOLDER}{registered.pk}/history.csv"].decode()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Łódź – Växjö", "Lodz-Vaxjo"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x\ny", "C-x-y"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("北京大学", "BeiJingDaXue"),
        ("a" * 300, "a" * 60),
    ],
)
def test_names_are_plain(text, name):
    assert plain(text) == name


def test_a_strange_ending_is_left_off(registered):
    document = DocumentFactory(agreement=registered, title="Note", original_name="note.p\nf")
    assert document_name(1, document) == "01_Note_v1"


def test_the_paper_is_set_whatever_is_written(unit, officer):
    nasty = 'Ünïcödé "quotes" #let x = 1 \\ [brackets] $math$ `raw` 北京 😀 עברית \u202e \u0007 ﷽ <script>'
    partner = InstitutionFactory(name=nasty[:80])
    agreement = AgreementFactory(responsible_unit=unit, title=nasty, remarks=nasty * 50, partners=[partner])
    ConditionFactory(agreement=agreement, terms=nasty * 20)
    assert made(Agreement.objects.filter(pk=agreement.pk), officer).is_ready


def test_many_go_in_one_parcel_and_the_right_to_read_counts(unit, officer, browser_of):
    for number in range(3):
        AgreementFactory(responsible_unit=unit, title=f"Same title {number % 2}")
    export = made(Agreement.objects.all(), officer)
    assert export.count == 3
    assert len({name.partition("/")[0] for name in unpacked(export)} - {"READ-ME.txt", "SHA256SUMS"}) == 3


def test_an_agreement_that_went_meanwhile_is_told(unit, officer):
    first, second = (AgreementFactory(responsible_unit=unit) for _one in range(2))
    export = start_export(Agreement.objects.all(), actor=officer)
    ArchiveExport.objects.filter(pk=export.pk).update(agreements=[first.pk, second.pk, 999_999])
    carry_out(export.job.pk)
    export.refresh_from_db()
    assert export.problems == ["1 agreement is missing: it went, or its right to be read did."]


@pytest.mark.parametrize("who", ["coordinator", "reader", "auditor", "head", "administrator"])
def test_nobody_but_the_office_writes_out(request, registered, who):
    with pytest.raises(RightMissing):
        start_export(Agreement.objects.all(), actor=request.getfixturevalue(who))
    assert not ArchiveExport.objects.exists()


def test_who_lost_the_right_meanwhile_gets_nothing(registered, officer):
    export = start_export(Agreement.objects.all(), actor=officer)
    Membership.objects.filter(user=officer).delete()
    carry_out(export.job.pk)
    export.refresh_from_db()
    assert (export.job.state, bool(export.file)) == (JobState.FAILED, False)


def test_none_and_too_many_are_refused(unit, officer, monkeypatch):
    with pytest.raises(PortalError, match="no agreement to write out"):
        start_export(Agreement.objects.all(), actor=officer)
    assert MOST_AGREEMENTS == 2000
    monkeypatch.setattr("agreements.registry.archive.exports.MOST_AGREEMENTS", 1)
    AgreementFactory(responsible_unit=unit), AgreementFactory(responsible_unit=unit)
    with pytest.raises(PortalError, match="At most 1 agreements"):
        start_export(Agreement.objects.all(), actor=officer)


def test_a_file_goes_after_its_day(registered, officer):
    export = made(Agreement.objects.all(), officer)
    storage, name = export.file.storage, export.file.name
    drop_old_parcels(timezone.localdate())
    assert storage.exists(name)
    ArchiveExport.objects.update(kept_until=timezone.now() - timedelta(minutes=1))
    drop_old_parcels(timezone.localdate())
    export.refresh_from_db()
    assert (storage.exists(name), bool(export.file), export.count) == (False, False, 1)


def test_a_large_document_is_read_in_pieces(registered, officer):
    content = b"%PDF-" + b"x" * (1024 * 1024)
    document = DocumentFactory(
        agreement=registered, title="Large", original_name="large.pdf", sha256=hashlib.sha256(content).hexdigest()
    )
    document.file.save("large.pdf", ContentFile(content))
    export = made(Agreement.objects.all(), officer)
    assert (export.problems, export.size < len(content) // 4) == ([], True)
