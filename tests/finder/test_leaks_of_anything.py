"""Whatever is drafted, noted, filed or known of people: none of it is in any public answer.

``test_leaks`` has one row of everything; here hypothesis draws which private things there are, in which states, and
what stands in them. Each example is a register of its own, rolled back when every public address has been read.
"""

from dataclasses import dataclass
from itertools import product

import pytest
from django.db import transaction
from django.db.models import EmailField, Model, URLField
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from accounts.models import Unit, User
from agreements.enums import AgreementState, Visibility
from agreements.models import Agreement, Document
from cooperation.activities.enums import ActivityState
from finder.current import forget
from finder.models import GuidelineFile
from mobility.bips.enums import BipState
from mobility.enums import MobilityState
from mobility.models import ApplicationRound, Bip, ParticipantReport, ReportAnswer, ReportQuestion
from mobility.reports.enums import ReportState
from networks.models import JointOffer, Network
from partners.models import Institution
from tests.agreements.factories import AgreementFactory, DocumentFactory, EntryFactory
from tests.cooperation.factories import ActivityFactory, NamedPersonFactory, OutputFactory
from tests.core.comments.factories import CommentFactory
from tests.finder.factories import GuidelineFactory, GuidelineFileFactory
from tests.finder.planting import PLANTED_WORD, Words, paper, plant, text_columns
from tests.finder.public_answers import IN_BOTH_LANGUAGES, answers_everywhere, numbers_of
from tests.mobility.factories import ApplicationRoundFactory, BipFactory, BipPartnerFactory, MobilityFactory
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkContactFactory,
    NetworkDocumentFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)
from tests.partners.factories import ContactFactory

pytestmark = pytest.mark.django_db

HAVE_A_PAGE = (Institution, Document, GuidelineFile, ApplicationRound, Bip, Network, JointOffer)
NEVER_SHOWN = [state for state in AgreementState if state not in AgreementState.concluded]


@dataclass(frozen=True)
class Site:
    """What is published, and who works behind it."""

    partner: Institution
    agreement: Agreement
    network: Network
    unit: Unit
    person: User


def a_draft(site, draw) -> list[Model]:
    """An agreement that is not concluded, or not marked; its files may be marked for everybody."""
    hidden = [*product(NEVER_SHOWN, (True, False)), *product(AgreementState.concluded, (False,))]
    state, is_published = draw(some.sampled_from(hidden))
    made = {"responsible_unit": site.unit, "coordinator": site.person, "partners": [site.partner]}
    agreement = AgreementFactory(state=state, is_published=is_published, **made)
    return [agreement, *agreement.parties.all(), DocumentFactory(agreement=agreement, visibility=Visibility.PUBLIC)]


def a_note(site, draw) -> list[Model]:
    about = draw(some.sampled_from([site.agreement, site.partner, site.network]))
    return [EntryFactory(agreement=site.agreement), CommentFactory(about=about, author=site.person)]


def a_private_document(site, draw) -> list[Model]:
    visibility = draw(some.sampled_from([Visibility.OFFICE, Visibility.STAFF]))
    return [
        DocumentFactory(agreement=site.agreement, visibility=visibility),
        NetworkDocumentFactory(network=site.network, readers=draw(some.sampled_from(["office", "staff"]))),
    ]


def a_contact(site, draw) -> list[Model]:
    return [ContactFactory(institution=site.partner), NetworkContactFactory(network=site.network, user=site.person)]


def a_participant(site, draw) -> list[Model]:
    """Somebody of ours there, in any state, with a report that is not let through, or not yet."""
    stay = MobilityFactory(unit=site.unit, partner=site.partner, state=draw(some.sampled_from(MobilityState)))
    unread = [state for state in ReportState if state is not ReportState.SHOWN]
    report = ParticipantReport.objects.create(
        mobility=stay,
        audience="student",
        state=draw(some.sampled_from(unread)),
        may_be_shown=draw(some.booleans()),
        to_address="x@example.org",
        token_hash=str(stay.pk),
        expires_at=timezone.now(),
    )
    question = ReportQuestion.objects.get(code="words")
    return [stay, stay.participant, ReportAnswer.objects.create(report=report, question=question, text="x"), report]


def a_network(site, draw) -> list[Model]:
    """One that is not shown, whatever its offers say; or an offer of a shown one that is not."""
    network = draw(some.sampled_from([site.network, None])) or NetworkFactory()
    offer = JointOfferFactory(network=network, is_published=network != site.network and draw(some.booleans()))
    JointOfferPartnerFactory(offer=offer, institution=site.partner)
    if network == site.network:
        return [offer]
    return [network, offer, NetworkMembershipFactory(network=network, institution=site.partner)]


def a_text_to_come(site, draw) -> list[Model]:
    """A guideline with its file, a round and a BIP that nobody may read yet."""
    guideline = GuidelineFactory(unit=site.unit, is_published=False)
    state, is_published = draw(some.sampled_from([(BipState.CANCELLED, True), (BipState.PLANNED, False)]))
    bip = BipFactory(unit=site.unit, state=state, is_published=is_published)
    BipPartnerFactory(bip=bip, institution=site.partner)
    return [guideline, GuidelineFileFactory(guideline=guideline), ApplicationRoundFactory(unit=site.unit), bip]


def an_activity(site, draw) -> list[Model]:
    """One that is only planned, or that is not shown, with a result and people."""
    state, is_published = draw(some.sampled_from([(ActivityState.PLANNED, True), (ActivityState.HELD, False)]))
    made = {"unit": site.unit, "partners": [site.partner], "told_en": "x"}
    activity = ActivityFactory(state=state, is_published=is_published, **made)
    return [activity, OutputFactory(activity=activity), NamedPersonFactory(activity=activity)]


THINGS = (a_draft, a_note, a_private_document, a_contact, a_participant, a_network, a_text_to_come, an_activity)
anything = some.text(some.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def write_into(row: Model, words: Words, draw):
    """A private word and whatever else into every column of text, and into the file."""
    values = {}
    for column in text_columns(row):
        word = words.private_word(f"{row._meta.label}.{column.name}")
        shapes = {URLField: f"https://{word}.example/", EmailField: f"{word}@example.org"}
        values[column.name] = shapes.get(type(column), word + draw(anything))[: column.max_length]
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    if isinstance(row, Document | GuidelineFile):
        row.file = paper(words.private_word(f"file of {row._meta.label}"))
        row.save(update_fields=["file"])


@pytest.fixture
def site(offer, lodz, unit, coordinator, us):
    """A published partner in a published network."""
    network = NetworkFactory(is_published=True)
    NetworkMembershipFactory(network=network, institution=lodz)
    ReportQuestion.objects.create(code="words", audience="student", position=1, kind="text", wording_en="x")
    return Site(lodz, offer(lodz, coordinator=coordinator), network, unit, coordinator)


# An example reads the whole site: one that fails is told as it was drawn, for making it smaller takes too long.
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=some.data())
def test_nothing_private_is_in_any_public_answer_whatever_there_is(data, site, monkeypatch):
    monkeypatch.setattr("finder.views.open_data.MOST_A_MINUTE", 10**9)
    monkeypatch.setattr("finder.views.limits.MOST_OF_A_PLACE", 10**9)
    words = Words()
    shown = {site.partner, site.agreement, site.network}
    with transaction.atomic():
        for row in shown:
            plant(row, words, shown)
        for thing in data.draw(some.lists(some.sampled_from(THINGS), min_size=2, max_size=6)):
            for row in thing(site, data.draw):
                write_into(row, words, data.draw)
        forget()
        seen = set()
        language = data.draw(some.sampled_from(IN_BOTH_LANGUAGES))
        for address, text in answers_everywhere(numbers_of(HAVE_A_PAGE), (language,)):
            found = set(PLANTED_WORD.findall(text))
            assert not {words.private[word] for word in found if word in words.private}, address
            seen |= found
        assert seen, "the site shows nothing, so nothing could leak"
        transaction.set_rollback(True)
