"""The demonstration's partners: real institutions with the facts of the charter list, contacts named by role.

``demo_data/institutions.csv`` holds names, cities and codes, and no person.
"""

import csv
from pathlib import Path

from django.contrib.auth import get_user_model

from accounts.demo_accounts import demo_email
from core.demo import builds_demo
from core.search_text import fold
from partners.demo_assessments import build_assessments
from partners.demo_mergers import build_mergers
from partners.enums import ContactRole
from partners.letters.demo import build_mailings
from partners.models import Contact, Institution
from partners.requests.demo import build_requests
from partners.services import create_institution, save_contact
from reference.loading import load_reference
from reference.places import locate

INSTITUTIONS = Path(__file__).parent / "demo_data" / "institutions.csv"
PLAIN = (
    "erasmus_code",
    "name",
    "native_name",
    "legal_name",
    "kind",
    "city",
    "website",
    "pic",
    "oid",
    "charter_number",
    "status",
)
DATES = ("charter_starts_on", "charter_ends_on")

CONTACTS = [
    ("International office", ContactRole.INTERNATIONAL_OFFICE, "exchange"),
    ("Institutional Erasmus coordinator", ContactRole.COORDINATOR, "erasmus"),
    ("Nominations desk", ContactRole.NOMINATIONS, "nominations"),
]


@builds_demo(floor=4)
def build() -> str:
    officer = get_user_model().objects.get(email=demo_email("officer"))
    known = set(Institution.objects.exclude(erasmus_code="").values_list("erasmus_code", flat=True))
    with INSTITUTIONS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["erasmus_code"] not in known]
    for row in rows:
        institution = _institution(row, officer)
        if not institution.is_home:
            _contacts(institution, officer)
    load_reference()  # a demonstration that is built anew has emptied the rules of this room, too
    further = f"{build_assessments()}, {build_mergers(officer)}, {build_requests(officer)}, {build_mailings(officer)}"
    return f"{len(rows)} partners with {Contact.objects.count()} contacts, {further}"


def _institution(row: dict, officer) -> Institution:
    place = locate(row["city"], row["country"])
    fields = {name: row[name] for name in PLAIN} | {name: row[name] or None for name in DATES}
    if place:
        fields |= {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "coordinates_precision": place.precision,
        }
    return create_institution(
        actor=officer,
        aliases=row["aliases"].split(";"),
        country_id=row["country"],
        **fields,
    )


def _contacts(institution: Institution, officer):
    """One contact for a small partner, three for a large one; always a role, never a person."""
    place = fold(institution.city).replace(" ", "-")
    for name, role, mailbox in CONTACTS[: 1 + institution.pk % len(CONTACTS)]:
        contact = Contact(institution=institution, name=name, role=role, email=f"{mailbox}.{place}@example.org")
        save_contact(contact, actor=officer)
