"""Rows of the mobility room, made as its services make them."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.one_act_links import hash_of, new_nonce, token_of
from core.search_text import fold, fold_all
from mobility.bips.enums import BipRole
from mobility.enums import Activity, Direction, MobilityState, ProjectState, SchemeCode, Term
from mobility.grants.enums import Instalment, LineKind
from mobility.models import (
    Applicant,
    ApplicationRound,
    Bip,
    BipPartner,
    BudgetLine,
    EmergencyContact,
    GrantCalculation,
    GrantLine,
    GrantPayment,
    GrantProject,
    InclusionNeed,
    LearningAgreement,
    LearningAgreementVersion,
    LearningComponent,
    Mobility,
    NominationLink,
    NominationWindow,
    Participant,
    Scheme,
    SigningLink,
    StayDocument,
    StayStep,
    StepKind,
    SupportRequest,
    SupportScheme,
    Traineeship,
)
from mobility.projects.enums import BudgetPurpose
from mobility.support.enums import SupportKind
from tests.agreements.factories import InstitutionFactory


class SchemeFactory(DjangoModelFactory):
    """KA131 as it comes with the portal."""

    code = "ka131"
    name_en = "Erasmus+ within Europe (KA131)"
    rules = SchemeCode.KA131
    directions = factory.LazyFunction(lambda: list(Direction.values))
    activities = factory.LazyFunction(lambda: list(Activity.values))
    international_share = 20

    class Meta:
        model = Scheme
        django_get_or_create = ("code",)


class GrantProjectFactory(DjangoModelFactory):
    """A running KA131 project of call 2025; ``unit`` is always given."""

    scheme = factory.SubFactory(SchemeFactory)
    call_year = 2025
    number = factory.Sequence(lambda number: f"2025-1-SE01-KA131-HED-{number:09}")
    title = factory.Sequence(lambda number: f"Project {number}")
    state = ProjectState.RUNNING
    starts_on = date(2025, 6, 1)
    ends_on = date(2027, 7, 31)

    class Meta:
        model = GrantProject

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        project = model_class(*args, **kwargs)
        project.search_text = fold_all(project.number, project.title)
        project.save()
        return project


class ParticipantFactory(DjangoModelFactory):
    given_name = "Ada"
    family_name = factory.Sequence(lambda number: f"Lind {number}")
    email = factory.Sequence(lambda number: f"ada.{number}@example.org")

    class Meta:
        model = Participant


class MobilityFactory(DjangoModelFactory):
    """A student of ours nominated to a partner in Poland for an autumn term; ``unit`` is always given."""

    participant = factory.SubFactory(ParticipantFactory)
    scheme = factory.SubFactory(SchemeFactory)
    direction = Direction.OUTGOING
    activity = Activity.STUDIES
    state = MobilityState.NOMINATED
    partner = factory.SubFactory(InstitutionFactory)
    academic_year = 2026
    term = Term.AUTUMN
    eqf_level = 6
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 1, 18)

    class Meta:
        model = Mobility

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        mobility = model_class(*args, **kwargs)
        person = mobility.participant
        mobility.search_text = fold_all(person.name, person.email, person.person_code, mobility.place)
        mobility.sort_key = fold(f"{person.family_name} {person.given_name}")
        mobility.save()
        return mobility


class EmergencyContactFactory(DjangoModelFactory):
    participant = factory.SubFactory(ParticipantFactory)
    name = "Eva Lind"
    phone = "+46 70 000 00 00"

    class Meta:
        model = EmergencyContact


class InclusionNeedFactory(DjangoModelFactory):
    class Meta:
        model = InclusionNeed


class BudgetLineFactory(DjangoModelFactory):
    """10,000 euro for outgoing students; ``project`` is always given."""

    purpose = BudgetPurpose.STUDENTS
    granted = Decimal("10000.00")

    class Meta:
        model = BudgetLine


class BipFactory(DjangoModelFactory):
    """A programme we coordinate and receive, a week in March; ``unit`` is always given."""

    title = factory.Sequence(lambda number: f"Programme {number}")
    role = BipRole.COORDINATING_RECEIVING
    academic_year = 2026
    call_year = 2025
    scheme = factory.SubFactory(SchemeFactory, code="bip", name_en="Blended intensive programme")
    ects = 3
    starts_on = date(2027, 3, 8)
    ends_on = date(2027, 3, 12)
    virtual_starts_on = date(2027, 2, 1)
    virtual_ends_on = date(2027, 2, 26)
    virtual_together = "Weekly meetings"

    class Meta:
        model = Bip

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        bip = model_class(*args, **kwargs)
        bip.search_text = fold_all(bip.title, bip.place, bip.agency_id)
        bip.save()
        return bip


class BipPartnerFactory(DjangoModelFactory):
    """Five students; ``bip`` is always given."""

    institution = factory.SubFactory(InstitutionFactory)
    planned_students = 5

    class Meta:
        model = BipPartner


class SupportSchemeFactory(DjangoModelFactory):
    """Two programmes a year, five places each."""

    code = "local"
    name_en = "Local support"
    first_year = 2024
    programmes_a_year = 2
    places_each = 5
    contribution = Decimal("2000.00")
    fund = Decimal("5000.00")

    class Meta:
        model = SupportScheme
        django_get_or_create = ("code",)


class SupportRequestFactory(DjangoModelFactory):
    """``bip`` is always given."""

    scheme = factory.SubFactory(SupportSchemeFactory)
    kind = SupportKind.PROGRAMME
    purpose = "To begin it"
    is_announced = True

    class Meta:
        model = SupportRequest


class GrantCalculationFactory(DjangoModelFactory):
    """4 months and 18 days at 510 euro a month; ``mobility__unit`` is always given."""

    mobility = factory.SubFactory(MobilityFactory)
    call_year = 2025
    country_group = "3"
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 1, 18)
    days = 138
    total = Decimal("2346.00")
    public_total = Decimal("2346.00")
    facts = "x"

    class Meta:
        model = GrantCalculation


class GrantLineFactory(DjangoModelFactory):
    """``calculation`` is always given."""

    position = 0
    kind = LineKind.INDIVIDUAL
    rule = "KA131-31"
    words = factory.LazyFunction(lambda: {"en": "138 days × 510.00 € a month ÷ 30"})
    rate = Decimal("510.00")
    unit = "EUR/month"
    source = "W27"
    confidence = "sourced"
    amount = Decimal("2346.00")

    class Meta:
        model = GrantLine


class GrantPaymentFactory(DjangoModelFactory):
    """The first instalment; ``calculation__mobility__unit`` is always given."""

    calculation = factory.SubFactory(GrantCalculationFactory)
    mobility = factory.SelfAttribute("calculation.mobility")
    instalment = Instalment.FIRST
    amount = Decimal("1642.20")
    paid_on = date(2026, 8, 20)

    class Meta:
        model = GrantPayment


class NominationWindowFactory(DjangoModelFactory):
    """Open all year, for the autumn of 2026."""

    academic_year = 2026
    term = Term.AUTUMN
    opens_on = date(2026, 1, 1)
    closes_on = date(2099, 12, 31)
    first_day = date(2026, 9, 1)
    last_day = date(2027, 1, 18)

    class Meta:
        model = NominationWindow
        django_get_or_create = ("academic_year", "term")


class NominationLinkFactory(DjangoModelFactory):
    """``unit`` and ``institution`` are always given."""

    window = factory.SubFactory(NominationWindowFactory)
    scheme = factory.SubFactory(SchemeFactory)
    to_name = "Maria Nowak"
    nonce = factory.LazyFunction(new_nonce)
    token_hash = factory.LazyAttribute(lambda link: hash_of(token_of("mobility.nominations", link.nonce)))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))

    class Meta:
        model = NominationLink


class ApplicationRoundFactory(DjangoModelFactory):
    """Open since a week and for a week, for studies in the autumn of 2026; ``unit`` is always given."""

    name_en = factory.Sequence(lambda number: f"Round {number}")
    scheme = factory.SubFactory(SchemeFactory)
    academic_year = 2026
    term = Term.AUTUMN
    first_day = date(2026, 9, 1)
    last_day = date(2027, 1, 18)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=7))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))

    class Meta:
        model = ApplicationRound


class ApplicantFactory(DjangoModelFactory):
    """``round`` is always given."""

    rank = factory.Sequence(lambda number: number + 1)
    given_name = "Ida"
    family_name = factory.Sequence(lambda number: f"Berg {number}")
    email = factory.Sequence(lambda number: f"ida.{number}@example.org")
    eqf_level = 6

    class Meta:
        model = Applicant


class LearningAgreementVersionFactory(DjangoModelFactory):
    """A draft of the stay ``agreement__mobility``, which is always given."""

    agreement = factory.SubFactory("tests.mobility.factories.LearningAgreementFactory")
    number = 1
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 1, 18)
    partner_signer = "Ewa Nowak"
    partner_email = "ewa@p.example.org"

    class Meta:
        model = LearningAgreementVersion


class LearningAgreementFactory(DjangoModelFactory):
    class Meta:
        model = LearningAgreement


class LearningComponentFactory(DjangoModelFactory):
    """``version`` is always given."""

    kind = "studied"
    title = "Bazy danych"
    ects = Decimal("6.0")

    class Meta:
        model = LearningComponent


class TraineeshipFactory(DjangoModelFactory):
    """``version`` is always given."""

    organisation = "Stacja Morska"
    title = "Data of the Baltic"
    mentor_name = "Jan Lis"
    mentor_email = "jan@p.example.org"

    class Meta:
        model = Traineeship


class SigningLinkFactory(DjangoModelFactory):
    """The student's, unless ``role`` says otherwise; ``version`` is always given."""

    role = "student"
    to_name = "Ada Lind"
    to_address = "ada@example.org"
    nonce = factory.LazyFunction(new_nonce)
    token_hash = factory.LazyAttribute(lambda link: hash_of(token_of("mobility.learning", link.nonce)))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))

    class Meta:
        model = SigningLink


class StepKindFactory(DjangoModelFactory):
    """Asked of everybody going out, a week after the first day."""

    code = factory.Sequence(lambda number: f"step-{number}")
    name_en = factory.Sequence(lambda number: f"Step {number}")
    name_sv = factory.Sequence(lambda number: f"Steg {number}")
    directions = ("outgoing",)
    offset_days = 7

    class Meta:
        model = StepKind


class StayDocumentFactory(DjangoModelFactory):
    """A certificate as a PDF; ``mobility`` is always given."""

    kind = "arrival"
    title = "Certificate of arrival"
    original_name = "arrival.pdf"
    content_type = "application/pdf"
    size = 4
    sha256 = "0" * 64
    file = factory.django.FileField(filename="arrival.pdf", data=b"%PDF")

    class Meta:
        model = StayDocument


class StayStepFactory(DjangoModelFactory):
    """``mobility`` is always given."""

    kind = factory.SubFactory(StepKindFactory)
    due_on = date(2026, 9, 8)

    class Meta:
        model = StayStep
