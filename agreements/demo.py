"""The demonstration's agreements: of every kind and in every state, with dates around today.

The partners are real, the agreements are invented. They go through the services with the people who would
do it, so every history reads like sentences.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from agreements.demo_rows import LANGUAGES_OF_INCOMING, DemoRow, demo_rows
from agreements.enums import AgreementKind, AgreementState, DocumentKind, Visibility
from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, move_agreement, pass_turn, publish_agreement
from agreements.services.conditions import ConditionValues, LanguageValues, save_condition
from agreements.services.documents import attach_document
from core.demo import builds_demo
from core.demo_documents import pdf
from partners.models import Institution
from partners.services import home_institution
from reference.models import IscedField, Language

KEEPERS = {
    "DIDA": "coordinator",
    "DIPT": "coordinator-software",
    "DIMA": "outsider",
    "DITM": "coordinator-mathematics",
    "DIEK": "coordinator-economics",
    "DIFP": "coordinator-planning",
    "DIHA": "coordinator-health",
}

S = AgreementState
TO_SIGNED = ("submit", "approve", "sign")
PATHS = {
    S.DRAFT: (),
    S.IN_REVIEW: ("submit",),
    S.APPROVED: ("submit", "approve"),
    S.REJECTED: ("submit", "reject"),
    S.SIGNED: TO_SIGNED,
    S.ACTIVE: (*TO_SIGNED, "activate"),
    S.SUSPENDED: (*TO_SIGNED, "activate", "suspend"),
    S.NOTICE_GIVEN: (*TO_SIGNED, "activate", "give_notice"),
    S.ENDED: (*TO_SIGNED, "activate", "end"),
    S.WITHDRAWN: ("submit", "withdraw"),
}
NEEDS_THE_NOTE = {"reject", "suspend", "give_notice", "end", "withdraw"}
PUBLIC_SHEET_EVERY = 6  # so many published agreements have a public document


@builds_demo(floor=5)
def build() -> str:
    with override("en"):
        desk = DemoDesk()
        for row in demo_rows(timezone.localdate()):
            desk.enter(row)
    # As if the register had been kept for a year: the steps of its deadlines are owed.
    Agreement.objects.update(created_at=timezone.now() - timedelta(days=365))
    for waiting, agreement in enumerate(Agreement.objects.filter(state__in=S.unfinished).order_by("pk")):
        since = timezone.now() - timedelta(days=waiting * 5 % 23, hours=3)
        Agreement.objects.filter(pk=agreement.pk).update(state_since=since)
    return f"{Agreement.objects.count()} agreements"


@dataclass
class Keepers:
    """Who does what for one unit."""

    coordinator: User
    head: User


class DemoDesk:
    """Enters rows one after the other as the office and the departments would."""

    def __init__(self):
        self.home = home_institution()
        self.units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
        self.people = {person.email: person for person in User.objects.all()}
        self.officer = self.people[demo_email("officer")]
        self.institutions = {}
        for institution in Institution.objects.all():
            self.institutions[institution.name] = self.institutions[institution.erasmus_code] = institution
        self.languages = Language.objects.in_bulk()
        self.frameworks: dict[int, Agreement] = {}
        self.number = 0

    def enter(self, row: DemoRow):
        partners = [self.institutions[name] for name in row.partner.split("|")]
        keepers = self.keepers(row.unit)
        agreement = self.create(row, partners, keepers.coordinator)
        self.add_conditions(row, agreement, partners[0], keepers.coordinator)
        self.add_papers(row, agreement)
        agreement = self.walk(row, agreement, keepers)
        if row.public == "yes":
            publish_agreement(agreement, actor=self.officer, is_published=True)
        if row.turn_and_since:
            turn, since = row.turn_and_since
            pass_turn(agreement, actor=keepers.coordinator, turn=turn, on=since)
        if agreement.is_framework and len(partners) == 1:
            self.frameworks[partners[0].pk] = agreement

    def keepers(self, unit_code: str) -> Keepers:
        faculty = unit_code if unit_code in {"FC", "FE"} else getattr(self.units[unit_code].parent, "code", "")
        head = {"FC": "dean", "FE": "dean-engineering"}.get(faculty, "vice-chancellor")
        coordinator = KEEPERS.get(unit_code, "officer")
        return Keepers(self.people[demo_email(coordinator)], self.people[demo_email(head)])

    def create(self, row: DemoRow, partners, coordinator) -> Agreement:
        unit = self.units[row.unit]
        parent = self.frameworks.get(partners[0].pk) if row.kind in AgreementKind.specific else None
        return create_agreement(
            actor=coordinator,
            parties=[PartyValues(partner, row.partner_unit if len(partners) == 1 else "") for partner in partners],
            kind=row.kind,
            title=row.title or title(row.kind, partners[0], unit),
            number=self.next_number(row),
            responsible_unit=unit,
            coordinator=coordinator,
            parent=parent,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_open_ended=row.ends_on is None,
            tuition_waived={"yes": True, "no": False}.get(row.waiver),
            **row.terms_of_ending,
        )

    def next_number(self, row: DemoRow) -> str:
        """Only what was approved is entered in the register."""
        if row.state not in AgreementState.registered:
            return ""
        self.number += 1
        return f"BTH-4.1.6-{200 + 7 * self.number:04d}-{min(row.starts_on, row.today).year}"

    def add_conditions(self, row: DemoRow, agreement, partner, coordinator):
        for values in row.conditions:
            for sender, receiver, languages in (
                (self.home, partner, row.languages.split()),
                (partner, self.home, LANGUAGES_OF_INCOMING),
            ):
                given = ConditionValues(
                    {**values, "sender": sender, "receiver": receiver},
                    isced_fields=tuple(IscedField.objects.filter(code__in=row.fields.split())),
                    languages=tuple(self.language(written) for written in languages),
                )
                save_condition(agreement, actor=coordinator, given=given)

    def language(self, written: str) -> LanguageValues:
        code, _colon, level = written.partition(":")
        return LanguageValues(self.languages[code], level)

    def add_papers(self, row: DemoRow, agreement):
        """What lies in the folder of such an agreement."""
        if "sign" in PATHS[row.state]:
            self.attach(agreement, "Signed copy", DocumentKind.SIGNED_COPY)
        if row.review_on:
            kept = {"visibility": Visibility.STAFF, "review_on": row.review_on}
            self.attach(agreement, "Annex: courses and contacts", DocumentKind.ANNEX, **kept)
        if row.state in AgreementState.unfinished:
            self.attach_draft(agreement)
        if row.public == "yes" and agreement.pk % PUBLIC_SHEET_EVERY == 0:
            self.attach(agreement, "Fact sheet for exchange students", DocumentKind.OTHER, visibility=Visibility.PUBLIC)

    def attach(self, agreement, name: str, kind: str, **fields):
        lines = [agreement.title, f"Number: {agreement.number}", "Invented for the demonstration of the portal."]
        upload = pdf(f"{slugify(name)}.pdf", name, lines)
        language = self.languages["en"]
        attach_document(
            agreement, actor=self.officer, upload=upload, title=name, kind=kind, language=language, **fields
        )

    def attach_draft(self, agreement):
        text = f"{agreement.title}\n\nDraft of the demonstration; nothing in it binds anybody.\n"
        upload = ContentFile(text.encode(), name="draft.txt")
        attach_document(agreement, actor=self.officer, upload=upload, title="Draft text", kind=DocumentKind.DRAFT)

    def walk(self, row: DemoRow, agreement, keepers: Keepers) -> Agreement:
        actors = {
            "submit": keepers.coordinator,
            "withdraw": keepers.coordinator,
            "approve": keepers.head,
            "reject": keepers.head,
        }
        for move in PATHS[row.state]:
            note = row.note if move in NEEDS_THE_NOTE else ""
            agreement = move_agreement(agreement, move, actor=actors.get(move, self.officer), note=note)
        return agreement


def title(kind: str, partner: Institution, unit: Unit) -> str:
    """How an office would call it: the kind, the partner, and the subject where a department keeps it."""
    label = "Erasmus+ agreement" if kind == AgreementKind.ERASMUS else AgreementKind(kind).label
    subject = unit.name_en.removeprefix("Department of ")
    return f"{label} with {partner.name}" + (f": {subject}" if subject != unit.name_en else "")
