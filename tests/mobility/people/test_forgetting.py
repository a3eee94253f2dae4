"""Somebody is forgotten: the name is nowhere any more, the figures are what they were."""

import json
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection, models
from django.db.models import Count, Sum
from django.utils import timezone

from core import history
from core.errors import TransitionRefused
from core.imports.importer import IMPORTERS
from core.jobs import carry_out
from core.models import Comment, ImportRun, Job, SavedView
from mobility.enums import MobilityState
from mobility.models import LearningSignature, Mobility, Participant, PersonalExport, SensitiveReading
from mobility.people.clearing import forget
from mobility.people.deciding import decide
from mobility.people.forgetting import PERSONAL_ROWS
from mobility.people.own_data import own_data
from mobility.people.services import save_emergency_contact, save_inclusion_need
from mobility.stays.moves import move_stay
from mobility.stays.writing import change_person
from reminders.models import HandedThing, HandOver, Night, OutgoingMail
from tests.mobility.factories import (
    LearningAgreementVersionFactory,
    LearningComponentFactory,
    MobilityFactory,
    ParticipantFactory,
    StayDocumentFactory,
    StayStepFactory,
    TraineeshipFactory,
)

pytestmark = pytest.mark.django_db

# Columns of words about a stay or a participant that stay, and why.
STAYS = {
    "mobility.Mobility": {"host_name", "sort_key", "search_text"},  # a place; the others are written anew
    "mobility.LearningComponent": {"code", "title"},  # a course
    "mobility.LearningAgreementVersion": {"catalogue_url", "content_sha256"},
    "mobility.Traineeship": {"organisation", "department", "address", "website", "sector", "title", "graded_by"},
    "mobility.SigningLink": {"nonce", "token_hash"},
    "mobility.LearningSignature": {"content_sha256"},
    "mobility.StayDocument": {"content_type", "sha256"},
    "mobility.ParticipantReport": {"nonce", "token_hash"},
    "mobility.SensitiveReading": {"subject"},  # a word of our code
    "mobility.PersonalExport": {"made_by_name", "title", "filters", "columns"},  # of our lists; filters lose the name
    "mobility.GrantCalculation": {"country_group", "open_points", "facts"},
    "mobility.GrantLine": {"rule", "words", "origin", "unit", "source"},  # amounts with their ground
    "mobility.AllocationReason": {"words"},  # ranks alone
    "mobility.SupportRequest": {"purpose"},  # what a programme is for
}


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """What other tests leave in the media folder may name the person too."""
    settings.MEDIA_ROOT = tmp_path


def ways_to_a_participant() -> dict[type[models.Model], bool]:
    """Every model of ours from which foreign keys lead to a participant."""
    ours = [model for model in apps.get_models() if not hasattr(model, "pgh_tracked_model")]
    found, grew = {Participant}, True
    while grew:
        more = {
            model
            for model in ours
            if any(
                field.is_relation and field.many_to_one and field.related_model in found for field in model._meta.fields
            )
            or any(field.one_to_one and field.related_model in found for field in model._meta.fields)
        }
        grew = not more <= found
        found |= more
    return found


def test_every_word_about_a_person_is_forgotten_or_stays_for_a_reason():
    forgotten = {rows.model: {*rows.in_history} for rows in PERSONAL_ROWS}
    for model in ways_to_a_participant():
        words = {
            column.name
            for column in model._meta.concrete_fields
            if isinstance(column, models.CharField | models.TextField | models.FileField | models.JSONField)
            and not column.choices
        }
        unsorted = words - forgotten.get(model, set()) - STAYS.get(model._meta.label, set())
        assert not unsorted, f"{model._meta.label}: {unsorted}"


@pytest.fixture
def ada(old_stay, officer, rules_of_retention, unit):
    """Ada Zqvist, away long ago, whose name stands in every place it may stand in."""
    person = ParticipantFactory(
        given_name="Ada",
        family_name="Zqvist",
        email="zqvist@example.org",
        born_on=date(1990, 1, 2),
        person_code="ZQ-77",
    )
    stay = old_stay(participant=person, remarks="Zqvist is late", ects=30)
    change_person(person, actor=officer, given_name="Ada", family_name="Zqvist-Lind")
    change_person(person, actor=officer, given_name="Ada", family_name="Zqvist")
    save_emergency_contact(person, actor=officer, name="Eva Zqvist", phone="+46 70")
    save_inclusion_need(stay, actor=officer, has_need=True, needs="Zqvist needs a lift")
    learning_of(stay)
    with history.action("changed", actor=officer, note="Ada Zqvist asked for it"):
        stay.remarks = "more of zqvist"
        stay.save(update_fields=["remarks"])
    written_elsewhere(stay, officer)
    return person


def learning_of(stay):
    """Signed papers and files about the stay, which no trigger of the database may protect from being forgotten."""
    version = LearningAgreementVersionFactory(agreement__mobility=stay, provisions="Zqvist repeats it")
    LearningComponentFactory(version=version, is_automatic=False, instead="Zqvist writes an essay")
    TraineeshipFactory(
        version=version, tasks="Zqvist measures", mentor_name="Uncle Zqvist", change_words="Zqvist asked"
    )
    LearningSignature.objects.create(version=version, role="student", name="Ada Zqvist", content_sha256="0" * 64)
    type(version)._base_manager.filter(pk=version.pk).update(state="signed_student", content={"who": "Ada Zqvist"})
    StayDocumentFactory(mobility=stay, title="Letter of Zqvist", file__data=b"Zqvist")
    StayStepFactory(mobility=stay, not_needed_because="Zqvist has it")


def written_elsewhere(stay, officer):
    today = timezone.localdate()
    kind = ContentType.objects.get_for_model(Mobility)
    Comment.objects.create(content_type=kind, object_id=stay.pk, author=officer, text="Zqvist wrote to me")
    mail = {"day": today, "subject": "Your stay", "text": "Dear Zqvist", "html": "<p>Zqvist</p>"}
    OutgoingMail.objects.create(to_address="zqvist@example.org", message_id="1", search_text="zqvist", **mail)
    mail |= {"text": "Today: Ada Zqvist · Łódź", "html": "<p>Ada Zqvist</p>", "subject": "Ada Zqvist"}
    OutgoingMail.objects.create(recipient=officer, message_id="2", search_text="ada zqvist lodz", **mail)
    Night.objects.create(on=today, started_at=timezone.now(), report={"examples": [{"title": "Ada Zqvist · Łódź"}]})
    plan = HandOver.objects.create(person=officer, made_by=officer)
    HandedThing.objects.create(hand_over=plan, kind="x", key="1", title="Ada Zqvist · Łódź", receiver=officer)
    SavedView.objects.create(owner=officer, list_name="mobilities", name="Ada Zqvist", query="q=zqvist@example.org")
    Job.objects.create(kind="x", started_by=officer, result={"who": "zqvist@example.org"})
    PersonalExport.objects.create(made_by_name="x", title="x", filters="Search: Ada Zqvist", row_count=1)


def where_it_stands(word: str) -> list[str]:
    """Every column of every table, and every file of the media folder, in which ``word`` is."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'tsvector', 'ARRAY')"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE %s LIMIT 1', [f"%{word}%"])
            found += [f"{table}.{column}"] if cursor.fetchone() else []
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return found + [str(path) for path in files if word.lower().encode() in path.read_bytes().lower()]


def figures():
    return Mobility.objects.values("partner", "starts_on", "ends_on", "state").annotate(
        stays=Count("pk"), credits=Sum("ects")
    )


def test_the_name_is_in_no_table_and_no_file(ada, officer, django_capture_on_commit_callbacks):
    keeps = ParticipantFactory(given_name="Bo", family_name="Berg", email="bo@example.org")
    before = list(figures())
    stood = where_it_stands("zqvist")
    assert len(stood) > 25
    assert [place for place in stood if place.startswith("/")], "no file was made"
    with django_capture_on_commit_callbacks(execute=True):
        forget([ada], actor=officer, note="their time has come")
    assert where_it_stands("zqvist") == []
    assert where_it_stands("ZQ-77") == []
    assert list(figures()) == before
    ada.refresh_from_db()
    assert ada.anonymised_at is not None
    assert ada.born_on is None
    assert ada.name == "Anonymised"
    keeps.refresh_from_db()
    assert keeps.name == "Bo Berg"


def test_a_namesake_keeps_the_name_where_nothing_says_who_is_meant(ada, officer, django_capture_on_commit_callbacks):
    namesake = ParticipantFactory(given_name="Ada", family_name="Zqvist", email="other@example.org")
    pages = [each.get_absolute_url() for each in (ada.mobilities.get(), namesake)]
    told = {"day": timezone.localdate(), "recipient": officer, "kind": "handed_over", "subject": "x"}
    texts = [f"Ada Zqvist: https://portal.example.org{page}" for page in pages]
    mails = [OutgoingMail.objects.create(message_id=text, text=text, **told) for text in texts]
    with django_capture_on_commit_callbacks(execute=True):
        forget([ada], actor=officer, note="their time has come")
    said = [OutgoingMail.objects.get(pk=mail.pk).text for mail in mails]
    assert said == [f"–: https://portal.example.org{pages[0]}", texts[1]]
    namesake.refresh_from_db()
    assert namesake.name == "Ada Zqvist"
    assert where_it_stands("zqvist@example.org") == []


def test_files_of_imports_that_name_a_person_go_and_others_stay(ada, officer, django_capture_on_commit_callbacks):
    of_people = next(name for name, importer in IMPORTERS.items() if importer.right.startswith("mobility."))

    def run(text):
        file = ContentFile(text.encode(), name="x.csv")
        return ImportRun.objects.create(importer=of_people, original_name="x.csv", file=file, started_by=officer)

    theirs = run("Given name;Mail;Family name\nAda;a@example.org;Zqvist\nBo;b@example.org;Berg\n")
    other = run("Given name;Family name\nBo;Berg\nAda;Berg\n")
    with django_capture_on_commit_callbacks(execute=True):
        forget([ada], actor=officer, note="x")
    theirs.refresh_from_db(), other.refresh_from_db()
    assert not theirs.file
    assert other.file.storage.exists(other.file.name)
    assert where_it_stands("zqvist") == []


def test_the_decision_is_carried_out_for_those_who_are_due(ada, officer, unit):
    away = MobilityFactory(unit=unit).participant
    protocol = decide([ada.pk, away.pk], actor=officer, reason="Ten years are over")
    carry_out(protocol.job_id)
    protocol.refresh_from_db()
    assert (protocol.keys, protocol.forgotten_count, protocol.stay_count) == ([ada.pk], 1, 1)
    assert list(Participant.objects.filter(anonymised_at__isnull=False)) == [ada]


def test_a_stay_without_a_name_is_not_taken_up_again(ada, officer, unit):
    stay = MobilityFactory(unit=unit, participant=ada, state=MobilityState.CANCELLED)
    forget([ada], actor=officer, note="x")
    with pytest.raises(TransitionRefused, match="forgotten"):
        move_stay(stay, "reopen", actor=officer, note="They ask to go after all")


def test_a_stay_that_was_added_since_keeps_the_person(ada, officer, unit):
    protocol = decide([ada.pk], actor=officer, reason="x")
    MobilityFactory(unit=unit, participant=ada, state=MobilityState.NOMINATED)
    carry_out(protocol.job_id)
    protocol.refresh_from_db()
    assert protocol.forgotten_count == 0


def test_own_data_are_handed_out_by_the_office_and_recorded(ada, officer):
    with zipfile.ZipFile(BytesIO(own_data(ada, actor=officer))) as archive:
        data = json.loads(archive.read("data.json"))
        text = archive.read("data.txt").decode()
    assert data["participants"][0]["Family name"] == "Zqvist"
    assert data["inclusion needs"][0]["What is needed"] == "Zqvist needs a lift"
    assert "Telephone: +46 70" in text
    assert list(SensitiveReading.objects.values_list("reader", "participant", "subject")) == [
        (officer.pk, ada.pk, "own_data")
    ]
    assert PersonalExport.objects.filter(participant=ada, made_by=officer).count() == 1
