"""Agreements as tests need them: whole, with partners and search text, in any state."""

import io

import factory
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from agreements.enums import AgreementKind, AgreementState, DocumentKind, EntryKind, MobilityKind, Visibility
from agreements.letters.reading import placeholders_of
from agreements.models import (
    Agreement,
    Condition,
    Document,
    Evaluation,
    LetterTemplate,
    LetterTemplateVersion,
    NegotiationEntry,
    Party,
    Signature,
)
from agreements.search_text import prepare_for_search
from partners.models import Institution
from tests.partners import factories as partners
from tests.reference.factories import CountryFactory, LanguageFactory
from tests.word_files import word


class InstitutionFactory(partners.InstitutionFactory):
    """A partner in Poland."""

    name = factory.Sequence(lambda number: f"Partner University {number}")
    country = factory.SubFactory(CountryFactory, iso2="PL", iso3="POL", name_en="Poland", name_sv="Polen")
    city = "Kraków"


def home() -> Institution:
    """The university whose portal this is, once."""
    known = Institution.objects.filter(erasmus_code=settings.HOME_INSTITUTION).first()
    return known or InstitutionFactory(
        name="Blekinge Institute of Technology",
        erasmus_code=settings.HOME_INSTITUTION,
        city="Karlskrona",
        country=CountryFactory(),
    )


class AgreementFactory(DjangoModelFactory):
    """An active MoC of the unit with one partner; ``partners`` names others, ``responsible_unit`` is always given."""

    kind = AgreementKind.MOC
    title = factory.Sequence(lambda number: f"Agreement {number}")
    state = AgreementState.ACTIVE

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    @factory.post_generation
    def partners(self, create, institutions, **kwargs):
        Party.objects.create(agreement=self, institution=home(), is_home=True)
        for position, institution in enumerate(institutions or [InstitutionFactory()], start=1):
            Party.objects.create(agreement=self, institution=institution, position=position)
        prepare_for_search(self)
        self.save()


class ConditionFactory(DjangoModelFactory):
    """We send two students a year to the first partner."""

    kind = MobilityKind.STUDENT_STUDIES
    people_per_year = 2
    sender = factory.LazyFunction(home)
    receiver = factory.LazyAttribute(lambda condition: condition.agreement.partner_parties[0].institution)

    class Meta:
        model = Condition


class DocumentFactory(DjangoModelFactory):
    """A small text for those who keep the agreement."""

    title = factory.Sequence(lambda number: f"Document {number}")
    kind = DocumentKind.OTHER
    visibility = Visibility.OFFICE
    original_name = "note.txt"
    content_type = "text/plain"
    size = 5
    sha256 = "0" * 64
    file = factory.LazyFunction(lambda: ContentFile(b"paper", name="note.txt"))

    class Meta:
        model = Document


class EntryFactory(DjangoModelFactory):
    """A note of today."""

    kind = EntryKind.NOTE
    on = factory.LazyFunction(timezone.localdate)
    text = "They will come back to us."

    class Meta:
        model = NegotiationEntry


class EvaluationFactory(DjangoModelFactory):
    """Asked for, of an agreement of ``agreement__responsible_unit``, and not written yet."""

    agreement = factory.SubFactory(AgreementFactory)
    asked_at = factory.LazyFunction(timezone.now)
    due_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = Evaluation


class SignatureFactory(DjangoModelFactory):
    """Signed by somebody, a while ago."""

    name = "Somebody"
    signed_on = "2026-01-15"

    class Meta:
        model = Signature


def all_signed(agreement):
    """Every party has signed."""
    for party in agreement.parties.all():
        SignatureFactory(party=party)


class LetterTemplateFactory(DjangoModelFactory):
    """A free letter in English with one version; ``text`` is what its Word file says."""

    name = factory.Sequence(lambda number: f"Letter {number}")
    purpose = "free"
    language = factory.SubFactory(LanguageFactory)

    class Meta:
        model = LetterTemplate
        skip_postgeneration_save = True

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        content = word(extracted or "Dear {{ partner_name }}")
        LetterTemplateVersion.objects.create(
            template=self,
            file=ContentFile(content, name="letter.docx"),
            original_name="letter.docx",
            content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            size=len(content),
            sha256=f"{self.pk:064}",
            placeholders=placeholders_of(io.BytesIO(content)),
        )
