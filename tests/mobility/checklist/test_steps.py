"""The checklist of a stay: laid out by its kind, due by its days, ticked off by people and by what happens."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from mobility.checklist.documents import attach_paper, certify_presence
from mobility.checklist.laying_out import lay_out_steps, lay_out_what_is_new
from mobility.checklist.services import not_needed, reopen, set_another_day, tick_off
from mobility.enums import MobilityState
from mobility.models import StayStep, StepKind
from mobility.stays.writing import change_stay
from reference.loading import load_table, supplied_tables
from reminders.sources import source
from tests.mobility.factories import MobilityFactory, StayDocumentFactory, StayStepFactory, StepKindFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def stay(unit, coordinator):
    return MobilityFactory(unit=unit, coordinator=coordinator, state=MobilityState.UNDER_WAY)


@pytest.fixture
def supplied(db):
    for table in supplied_tables():
        if table.model is StepKind:
            load_table(table)


def test_supplied_checklist_follows_kind_direction_and_length(stay, unit, supplied):
    short = MobilityFactory(unit=unit, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 14))
    teacher = MobilityFactory(unit=unit, activity="staff-teaching", ends_on=date(2026, 9, 5))
    comer = MobilityFactory(unit=unit, direction="incoming")
    lay_out_steps([stay, short, teacher, comer])
    found = {row: list(row.steps.values_list("kind__code", flat=True)) for row in (stay, short, teacher, comer)}
    assert found[stay] == [
        "nomination-sent",
        "host-acceptance",
        "learning-agreement",
        "grant-agreement",
        "ols-test",
        "emergency-contact",
        "arrival-certificate",
        "changes-agreed",
        "departure-certificate",
        "participant-survey",
        "own-report",
        "transcript",
        "recognition",
    ]
    assert "ols-test" not in found[short]  # KA131-59: over 14 days
    assert "mobility-agreement" in found[teacher]
    assert "learning-agreement" not in found[teacher]
    assert found[comer][0] == "letter-of-acceptance"
    assert stay.steps.get(kind__code="learning-agreement").due_on == date(2026, 8, 2)
    assert lay_out_steps([stay]) == 0


def test_days_follow_the_stay_and_a_day_of_ones_own_stays(stay, coordinator):
    by_start = StayStepFactory(mobility=stay, due_on=date(2026, 9, 8))
    by_end = StayStepFactory(mobility=stay, kind=StepKindFactory(anchor="end", offset_days=-2))
    own = set_another_day(StayStepFactory(mobility=stay), actor=coordinator, own_due_on=date(2026, 12, 24))
    change_stay(stay, actor=coordinator, starts_on=date(2026, 9, 3), ends_on=date(2027, 1, 20))
    days = [StayStep.objects.get(pk=step.pk).due_on for step in (by_start, by_end, own)]
    assert days == [date(2026, 9, 10), date(2027, 1, 18), date(2026, 12, 24)]
    assert set_another_day(own, actor=coordinator, own_due_on=None).due_on == date(2026, 9, 10)


def test_step_is_done_not_needed_or_open_and_each_says_who_and_why(stay, coordinator, outsider):
    step = StayStepFactory(mobility=stay)
    with pytest.raises(RightMissing):
        tick_off(step, actor=outsider)
    with pytest.raises(ValidationError):
        tick_off(step, actor=coordinator, on=timezone.localdate() + timedelta(days=1))
    done = tick_off(step, actor=coordinator, on=timezone.localdate())
    assert (done.done_by, done.is_open) == (coordinator, False)
    with pytest.raises(PortalError):
        not_needed(reopen(done, actor=coordinator), actor=coordinator, note=" ")
    assert not_needed(step, actor=coordinator, note="Swedish speaker").not_needed_because == "Swedish speaker"


def test_desk_watches_what_is_owed_alone(stay, unit, coordinator):
    step = StayStepFactory(mobility=stay, due_on=date(2026, 1, 1))
    StayStepFactory(mobility=stay, done_on=date(2026, 1, 1))
    StayStepFactory(mobility=MobilityFactory(unit=unit, state=MobilityState.CANCELLED), due_on=date(2026, 1, 1))
    watched = source("mobility.stay_step")
    row = watched.watched(watched.rows(timezone.localdate()).visible_to(coordinator)).get()
    assert (row[1], row[2], row[3]) == (step.pk, date(2026, 1, 1), coordinator.pk)
    assert watched.title_words(row[5]) == f"{step.kind.name_en} · {stay.participant.name}"


def test_certificate_sets_the_day_and_ticks_its_step_off(stay, coordinator):
    arrival = StayStepFactory(mobility=stay, kind=StepKindFactory(fulfilled_by="arrival"))
    pdf = SimpleUploadedFile("arrival.pdf", PDF)
    with pytest.raises(ValidationError):
        attach_paper(stay, actor=coordinator, upload=pdf, kind="arrival")
    with pytest.raises(ValidationError):
        certify_presence(stay, actor=coordinator, left_on=date(2026, 9, 30))
    with pytest.raises(PortalError):
        attach_paper(stay, actor=coordinator, upload=SimpleUploadedFile("a.pdf", b"MZ"), kind="other")
    paper = attach_paper(stay, actor=coordinator, upload=pdf, kind="arrival", certified_on=date(2026, 9, 3))
    stay.refresh_from_db()
    arrival.refresh_from_db()
    assert stay.arrived_on == date(2026, 9, 3)
    assert (arrival.done_on, arrival.document, arrival.due_on) == (date(2026, 9, 3), paper, date(2026, 9, 10))


@pytest.mark.parametrize("day", [date(2023, 9, 1), date(2027, 1, 19)])  # the stay is planned until 18 January 2027
def test_an_arrival_that_cannot_be_is_refused_before_its_file_is_kept(stay, coordinator, day, monkeypatch, settings):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 3, 1))
    before = sorted(Path(settings.MEDIA_ROOT).rglob("*.pdf"))
    with pytest.raises(ValidationError) as refused:
        attach_paper(stay, actor=coordinator, upload=SimpleUploadedFile("a.pdf", PDF), kind="arrival", certified_on=day)
    assert list(refused.value.error_dict) == ["certified_on"]
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*.pdf")) == before


def test_the_last_day_planned_is_not_put_before_a_certified_arrival(stay, coordinator):
    certify_presence(stay, actor=coordinator, arrived_on=date(2026, 9, 3))
    with pytest.raises(ValidationError, match="arrival is certified"):
        change_stay(stay, actor=coordinator, starts_on=date(2026, 8, 1), ends_on=date(2026, 9, 2))


def test_acceptance_is_the_answer_of_the_receiver(stay, coordinator):
    step = StayStepFactory(mobility=stay, kind=StepKindFactory(fulfilled_by="acceptance"))
    tick_off(step, actor=coordinator)
    stay.refresh_from_db()
    assert stay.partner_status == "verified"
    reopen(StayStep.objects.get(pk=step.pk), actor=coordinator)
    stay.refresh_from_db()
    assert stay.partner_status == "pending"


def test_night_lays_out_what_an_administrator_added(stay):
    StepKindFactory(code="new-one")
    lay_out_what_is_new(timezone.localdate())
    assert stay.steps.get().kind.code == "new-one"


@pytest.mark.parametrize(("who", "status"), [("coordinator", 200), ("outsider", 404)])
def test_page_and_papers_are_for_those_who_see_the_stay(stay, browser_of, request, who, status):
    StayStepFactory(mobility=stay)
    paper = StayDocumentFactory(mobility=stay)
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(reverse("mobility:step_list", args=[stay.pk])).status_code == status
    answer = browser.get(reverse("mobility:paper_download", args=[stay.pk, paper.pk]))
    assert answer.status_code == status
    assert b"".join(answer) == b"%PDF" or status == 404
    answer.close()


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_however_long_the_list(stay, coordinator, browser_of, count, django_assert_num_queries):
    for _number in range(count):
        StayStepFactory(mobility=stay)
    browser = browser_of(coordinator)
    browser.get(reverse("mobility:step_list", args=[stay.pk]))
    with django_assert_num_queries(8):
        browser.get(reverse("mobility:step_list", args=[stay.pk]))


def test_forms_of_a_step_write(stay, coordinator, browser_of):
    step = StayStepFactory(mobility=stay)
    browser = browser_of(coordinator)
    for name in ("step_done", "step_day"):
        assert browser.get(reverse(f"mobility:{name}", args=[stay.pk, step.pk])).status_code == 200
    slip = browser.post(reverse("mobility:step_day", args=[stay.pk, step.pk]), {"own_due_on": "9999-12-31"})
    assert "between 2000 and 2099" in slip.content.decode()
    browser.post(reverse("mobility:step_done", args=[stay.pk, step.pk]), {"done_on": timezone.localdate()})
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()
    attach = reverse("mobility:paper_attach", args=[stay.pk])
    upload = SimpleUploadedFile("arrival.pdf", PDF)
    refused = browser.post(attach, {"file": upload, "kind": "arrival"})
    assert "day that the certificate says" in refused.content.decode()
