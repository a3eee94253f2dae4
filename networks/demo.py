"""The demonstration's networks: three real ones, their members as sources tell of them, and a joint offer.

``demo_data/members.csv`` says of each membership where it is written. Made up are: who of us looks after a network, its
documents, the fee and the end of our membership of the Baltic University Programme, and of the micro-module the seven
that give it, its credits and its days.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from django.utils import timezone
from django.utils.text import slugify

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from core.demo import builds_demo
from core.demo_documents import pdf
from networks.enums import CountKind, DayPrecision, NetworkKind, OfferKind, Readers
from networks.models import Network
from networks.services.contacts import add_contact
from networks.services.counts import add_count
from networks.services.documents import add_document
from networks.services.memberships import add_member, change_member
from networks.services.networks import add_network, change_network
from networks.services.offers import add_offer
from partners.enums import InstitutionStatus
from partners.models import Institution
from partners.services import create_institution
from reference.models import Language
from reference.places import locate

MEMBERS = Path(__file__).parent / "demo_data" / "members.csv"
MONTH, YEAR = DayPrecision.MONTH, DayPrecision.YEAR
COUNTED = ("kind", "number", "is_about", "counted_on", "precision", "source")
GIVING = 7  # universities that give the micro-module together


@dataclass(frozen=True)
class Plan:
    """A network with what is known of it; each of ``counts`` in the order of ``COUNTED``."""

    fields: dict
    counts: tuple = ()
    contacts: tuple[tuple[str, str, str], ...] = ()  # account, the unit's code, what for
    documents: tuple[tuple[str, str], ...] = ()  # title, who may read it


PLANS = {
    "BUP": Plan(
        {
            "kind": NetworkKind.THEMATIC,
            "name_en": "Baltic University Programme",
            "name_sv": "Östersjöuniversitetet",
            "website": "https://www.balticuniv.uu.se",
            "description_en": "Universities around the Baltic Sea that teach sustainable development together.",
            "description_sv": "Lärosäten runt Östersjön som tillsammans undervisar om hållbar utveckling.",
            "source": "W75 W76",
        },
        counts=(
            (CountKind.PARTICIPANTS, 90, True, date(2021, 1, 1), YEAR, "W75"),
            (CountKind.PARTICIPANTS, 116, False, date(2025, 4, 1), MONTH, "W76"),
            (CountKind.COUNTRIES, 10, False, date(2025, 4, 1), MONTH, "W76"),
        ),
        contacts=(("officer", "IO", "member of the board"),),
        documents=(("Statutes of the programme", Readers.STAFF), ("Notes from the annual meeting", Readers.OFFICE)),
    ),
    "Bauhaus4EU": Plan(
        {
            "kind": NetworkKind.ALLIANCE,
            "name_en": "Bauhaus4EU",
            "starts_on": date(2025, 1, 1),
            "funding": "Erasmus+, European Universities",
            "funding_amount": Decimal(14_400_000),
            "funding_starts_on": date(2025, 1, 1),
            "funding_ends_on": date(2028, 12, 31),
            "description_en": "Ten universities in nine countries that build a European university together.",
            "description_sv": "Tio lärosäten i nio länder som tillsammans bygger ett europeiskt universitet.",
            "source": "W70 W71 W72",
        },
        counts=(
            (CountKind.STUDENTS, 124_000, True, date(2025, 1, 1), YEAR, "W70 W71"),
            (CountKind.ASSOCIATED, 67, False, date(2025, 1, 1), YEAR, "W70 W71"),
        ),
        contacts=(("officer", "IO", "alliance coordination"), ("coordinator", "DIDA", "courses and students")),
        documents=(("Consortium agreement", Readers.OFFICE),),
    ),
    "ECIU": Plan(
        {
            "kind": NetworkKind.ALLIANCE,
            "name_en": "ECIU University",
            "website": "https://www.eciu.eu",
            "description_en": "Challenge-based learning and micro-modules across universities of technology.",
            "description_sv": "Utmaningsbaserat lärande och mikromoduler vid flera tekniska lärosäten.",
            "source": "W73 W74",
        },
    ),
}


@builds_demo(floor=6)
def build() -> str:
    officer = User.objects.get(email=demo_email("officer"))
    with MEMBERS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for short_name, members in groupby(rows, key=lambda row: row["network"]):
        network = _network(short_name, PLANS[short_name], officer)
        for row in members:
            _member(network, row, officer)
    _micro_module(Network.objects.get(short_name="ECIU"), officer)
    _what_ends(Network.objects.get(short_name="BUP"), officer)
    return f"{Network.objects.count()} networks with {len(rows)} memberships"


def _network(short_name: str, plan: Plan, officer: User) -> Network:
    network = add_network(actor=officer, short_name=short_name, is_published=True, **plan.fields)
    for count in plan.counts:
        add_count(network, actor=officer, **dict(zip(COUNTED, count, strict=True)))
    for account, unit, task in plan.contacts:
        person = User.objects.get(email=demo_email(account))
        add_contact(network, actor=officer, user=person, unit=Unit.objects.get(code=unit), task=task)
    for title, readers in plan.documents:
        add_document(network, actor=officer, upload=_file(network, title), title=title, readers=readers)
    return network


def _member(network: Network, row: dict, officer: User):
    add_member(
        network,
        actor=officer,
        institution=_institution(row, officer),
        role=row["role"],
        role_note=row["role_note"],
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        is_confirmed=row["is_confirmed"] == "yes",
        source=", ".join(said for said in (row["source"], row["as_of"]) if said),
    )


def _institution(row: dict, officer: User) -> Institution:
    """The partner of the code or the name; one we do not know comes in as listed."""
    known = Institution.objects.unmerged()
    found = known.filter(erasmus_code=row["erasmus_code"]) if row["erasmus_code"] else known.filter(name=row["name"])
    if institution := found.first():
        return institution
    place = locate(row["city"], row["country"])
    where = {"latitude": place.latitude, "longitude": place.longitude, "coordinates_precision": place.precision}
    return create_institution(
        actor=officer,
        aliases=[row["acronym"]],
        name=row["name"],
        native_name=row["native_name"],
        city=row["city"],
        country_id=row["country"],
        status=InstitutionStatus.LISTED,
        **(where if place else {}),
    )


def _file(network: Network, title: str):
    lines = [network.name_en, "Made for the demonstration."]
    return pdf(f"{slugify(title)}.pdf", title, lines)


def _what_ends(network: Network, officer: User):
    """A fee in the coming weeks, and a membership of ours to be renewed by the end of next year."""
    today = timezone.localdate()
    change_network(network, actor=officer, fee_amount=Decimal(2500), fee_due_on=today + timedelta(weeks=5))
    for membership in network.memberships.ours():
        change_member(membership, actor=officer, until=date(today.year + 1, 12, 31))


def _micro_module(network: Network, officer: User):
    """Applied for in the coming weeks, whenever the demonstration is built."""
    today = timezone.localdate()
    members = network.memberships.for_list().filter(role="member")[:GIVING]
    add_offer(
        network,
        actor=officer,
        partners=[membership.institution for membership in members],
        kind=OfferKind.MICRO_MODULE,
        title_en="Intercultural Competences",
        title_sv="Interkulturell kompetens",
        description_en="Seven universities teach in mixed online groups how to work across cultures.",
        description_sv="Sju lärosäten undervisar i blandade grupper på nätet om arbete över kulturgränser.",
        ects=Decimal(2),
        language=Language.objects.filter(code="en").first(),
        starts_on=today + timedelta(weeks=10),
        ends_on=today + timedelta(weeks=16),
        apply_from=today - timedelta(weeks=2),
        apply_by=today + timedelta(weeks=6),
        link="https://www.eciu.eu",
        is_published=True,
    )
