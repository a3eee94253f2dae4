"""A trainee has a learning agreement of its own form: organisation, programme, undertakings, certificate."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError
from mobility.enums import Activity, MobilityState
from mobility.learning.contents import content_of
from mobility.learning.enums import ChangeReason, VersionState
from mobility.learning.links import ask_to_sign
from mobility.learning.paper import learning_agreement_pdf
from mobility.learning.results import note_results
from mobility.learning.sections import sections_of
from mobility.learning.traineeships.writing import note_certificate, save_traineeship
from mobility.learning.writing import begin_learning_agreement, propose_change, save_component, update_version
from mobility.models import LearningAgreementVersion, Traineeship
from tests.agreements.factories import home
from tests.mobility.factories import MobilityFactory, SchemeFactory, StayStepFactory, StepKindFactory
from tests.mobility.learning.test_signing import sign_by_all

pytestmark = pytest.mark.django_db

PROGRAMME = {
    "title": "Data of the Baltic",
    "mentor_name": "Jan Lis",
    "mentor_email": "jan@p.example.org",
    "hours_per_week": Decimal(38),
    "tasks": "Measures, cleans, shows.",
    "outcomes": "Knows the sea.",
    "monitoring": "A talk every week.",
    "evaluation": "A report.",
    "recognition": "embedded",
    "ects": Decimal("15.0"),
}


@pytest.fixture
def trainee(unit, coordinator):
    home()
    scheme = SchemeFactory(code="bilateral", name_en="Bilateral exchange", rules="")
    given = {"unit": unit, "coordinator": coordinator, "scheme": scheme, "activity": Activity.TRAINEESHIP}
    return MobilityFactory(state=MobilityState.ACCEPTED, **given)


@pytest.fixture
def version(trainee, coordinator):
    version = begin_learning_agreement(trainee, actor=coordinator)
    update_version(version, actor=coordinator, partner_signer="Ewa Nowak", partner_email="ewa@p.example.org")
    return LearningAgreementVersion.objects.get(pk=version.pk)


def headings(version):
    return [section.heading for section in sections_of(content_of(fresh(version)).values)]


def fresh(version):
    return LearningAgreementVersion.objects.for_page().get(pk=version.pk)


def test_what_is_missing_is_said_before_anybody_signs(version, coordinator):
    with pytest.raises(PortalError, match="not described yet"):
        ask_to_sign(version, actor=coordinator)
    save_traineeship(version, actor=coordinator, **PROGRAMME | {"mentor_name": "", "tasks": ""})
    with pytest.raises(PortalError, match="lacks: Mentor, Programme of the traineeship"):
        ask_to_sign(version, actor=coordinator)
    with pytest.raises(PortalError, match="no components"):
        save_component(version, actor=coordinator, kind="studied", title="Databases", ects=6)


def test_it_is_signed_by_all_three_with_its_own_tables_and_stays_so(version, coordinator):
    row = save_traineeship(version, actor=coordinator, **PROGRAMME)
    sign_by_all(version, coordinator)
    version.refresh_from_db()
    assert version.state == VersionState.SIGNED_ALL
    assert version.content["traineeship"]["tasks"] == "Measures, cleans, shows."
    assert headings(version) == [
        "The trainee",
        "The sending institution",
        "The receiving organisation",
        "The mobility",
        "Table A: programme of the traineeship",
        "Table B: what the sending institution undertakes",
        "Insurance of the trainee",
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Traineeship.objects.filter(pk=row.pk).update(tasks="Something else")
    assert learning_agreement_pdf(fresh(version)).startswith(b"%PDF")


def test_a_change_says_why_and_shows_what_was(version, coordinator):
    save_traineeship(version, actor=coordinator, **PROGRAMME)
    sign_by_all(version, coordinator)
    change = propose_change(version.agreement, actor=coordinator)
    with pytest.raises(ValidationError) as refused:
        save_traineeship(change, actor=coordinator, hours_per_week=Decimal(30))
    assert "change_reason" in refused.value.error_dict
    save_traineeship(change, actor=coordinator, hours_per_week=Decimal(30), change_reason=ChangeReason.TIMETABLE)
    changed = sections_of(content_of(fresh(change)).values)[-1]
    assert changed.heading == "Table A2: changes during the mobility"
    assert changed.rows == [["Working hours a week", "38", "30"], ["Reason", "", "Conflict in the timetable"]]


def test_the_certificate_completes_it_and_contradictions_are_refused(version, coordinator):
    save_traineeship(version, actor=coordinator, **PROGRAMME)
    given = {"actor": coordinator, "certificate_on": timezone.localdate(), "ects_recognised": Decimal(15)}
    with pytest.raises(PortalError, match="all three have signed"):
        note_certificate(version, **given)
    sign_by_all(version, coordinator)
    with pytest.raises(PortalError, match="certificate"):
        note_results(version, actor=coordinator, transcript_on=None, rows={})
    for wrong, field in (
        ({"certificate_on": timezone.localdate() + timedelta(days=1)}, "certificate_on"),
        ({"is_passed": False}, "is_recognised"),
        ({"is_recognised": False}, "not_recognised_because"),
    ):
        with pytest.raises(ValidationError) as refused:
            note_certificate(version, **given | wrong)
        assert field in refused.value.error_dict
    step = StayStepFactory(mobility=version.stay, kind=StepKindFactory(code="traineeship-certificate"))
    assert note_certificate(version, **given).state == VersionState.COMPLETED
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()


def test_forms_keep_what_was_typed_and_are_for_trainees_alone(version, trainee, coordinator, browser_of):
    browser = browser_of(coordinator)
    form = reverse("mobility:learning_traineeship", args=[trainee.pk, 1])
    typed = {"organisation": "Stacja Morska", "tasks": "Measures", "hours_per_week": "99"}
    refused = browser.post(form, typed).content.decode()
    assert "Measures" in refused
    assert "60" in refused  # hours at most
    assert browser.post(form, typed | {"hours_per_week": "38"}).status_code == 302
    assert Traineeship.objects.get().organisation == "Stacja Morska"
    page = browser.get(reverse("mobility:learning_detail", args=[trainee.pk])).content.decode()
    assert "Stacja Morska" in page
    assert "Not verified" in page
    assert "Add a component" not in page
    LearningAgreementVersion.objects.filter(pk=version.pk).update(kind="long_term")
    assert browser.get(form).status_code == 404
