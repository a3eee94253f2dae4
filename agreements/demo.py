"""The demonstration's agreements: of every kind and in every state, with dates around today.

The partners are real, the agreements are invented. They go through the services with the people who would
do it, so every history reads like sentences.
"""

from datetime import timedelta

import pgtrigger
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.enums import Role
from accounts.models import Unit, User
from agreements.amendments.demo import amend
from agreements.bulk.demo import tag_the_baltic
from agreements.creating.demo import begin_one
from agreements.creating.families import asks_for_its_parent
from agreements.demo_endings import STOPS
from agreements.demo_letters import build_letters
from agreements.demo_negotiation import write_the_log
from agreements.demo_renewals import build_renewals
from agreements.demo_rows import LANGUAGES_OF_INCOMING, DemoRow, demo_rows
from agreements.enums import AgreementKind, AgreementState, ApprovalState, DocumentKind, Visibility
from agreements.models import Agreement, ApprovalRound, NumberSeries
from agreements.registry.numbers import give_number
from agreements.services.agreements import PartyValues, create_agreement, move_agreement, publish_agreement
from agreements.services.approvals import waiting_step
from agreements.services.conditions import ConditionValues, LanguageValues, save_condition
from agreements.services.documents import attach_document
from agreements.services.signatures import SignatureValues, record_signatures
from agreements.workflow import agreement_workflow
from core import history
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

HEADS = {
    "BTH": "vice-chancellor",
    "FC": "dean",
    "FE": "dean-engineering",
    "DIDA": "head-computing",
}
KEPT = {"submit", "withdraw"}
DECISIONS = {"send_back", "reject"}
STEPS_DONE = {("NL ENSCHED01", "mou"): 1, ("D  BREMEN01", "erasmus"): 1}  # in review, so far
GOOD = "Two of our teachers have worked with them for years; we want this."
WITHOUT_MEMORANDUM = "Agreed with one of their schools; the university makes no memoranda."
BY_A_SUBSTITUTE = "RS BELGRAD02"

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
SENT_BACK = ("submit", "send_back")  # a draft with a note was sent back with it
NEEDS_THE_NOTE = {"send_back", "reject", "suspend", "give_notice", "end", "withdraw"}
PATTERN = "BTH-4.1.6-{number:04}-{year}"
PUBLIC_SHEET_EVERY = 6  # so many published agreements have a public document


@builds_demo(floor=5)
def build() -> str:
    with override("en"):
        desk = DemoDesk()
        use_the_series()
        for row in demo_rows(timezone.localdate()):
            desk.enter(row)
        amend(desk)
        tag_the_baltic(desk.officer)
        build_letters(desk.officer)
        build_renewals(desk)
        begin_one(desk)
    # As if the register had been kept for a year: the steps of its deadlines are owed.
    Agreement.objects.update(created_at=timezone.now() - timedelta(days=365))
    for waiting, agreement in enumerate(Agreement.objects.filter(state__in=S.unfinished).order_by("pk")):
        since = timezone.now() - timedelta(days=waiting * 5 % 23, hours=3)
        Agreement.objects.filter(pk=agreement.pk).update(state_since=since)
        put_the_steps_back_to(agreement, since)
    return f"{Agreement.objects.count()} agreements"


def use_the_series():
    """What is approved is numbered by itself, as the administrators of the demonstration have it."""
    NumberSeries.objects.filter(code="agreements").update(is_active=True, pattern=PATTERN, is_local=True)


def put_the_steps_back_to(agreement: Agreement, since):
    """As if each step had been decided in two days, and the one that waits had been asked on the day."""
    rounds = ApprovalRound.objects.filter(agreement=agreement)
    for step in agreement.approvals.filter(decided_at__isnull=False):
        agreement.approvals.filter(pk=step.pk).update(decided_at=since - timedelta(days=2 * (4 - step.position)))
    agreement.approvals.filter(state=ApprovalState.WAITING).update(since=since)
    rounds.update(opened_at=since - timedelta(days=9))


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
        coordinator = self.coordinator_of(row.unit)
        agreement = self.create(row, partners, coordinator)
        if number := self.old_number(row):
            agreement = give_number(agreement, actor=self.officer, number=number, note="As in the paper register.")
        self.add_conditions(row, agreement, partners[0], coordinator)
        self.add_papers(row, agreement)
        is_barred = "approve" in PATHS[row.state] and agreement_workflow.unmet("approve", agreement)
        agreement = self.bring_in(row, agreement) if is_barred else self.walk(row, agreement, coordinator)
        if row.public == "yes":
            publish_agreement(agreement, actor=self.officer, is_published=True)
        if row.turn_and_since:
            turn, since = row.turn_and_since
            write_the_log(agreement, turn=turn, since=since, actor=coordinator)
        if agreement.is_framework and len(partners) == 1:
            self.frameworks[partners[0].pk] = agreement

    def coordinator_of(self, unit_code: str) -> User:
        return self.people[demo_email(KEEPERS.get(unit_code, "officer"))]

    def create(self, row: DemoRow, partners, coordinator) -> Agreement:
        unit = self.units[row.unit]
        parent = self.frameworks.get(partners[0].pk) if row.kind in AgreementKind.specific else None
        lacks_one = parent is None and asks_for_its_parent(row.kind, [partner.pk for partner in partners])
        return create_agreement(
            actor=coordinator,
            parties=[PartyValues(partner, row.partner_unit if len(partners) == 1 else "") for partner in partners],
            kind=row.kind,
            title=row.title or title(row.kind, partners[0], unit),
            responsible_unit=unit,
            coordinator=coordinator,
            parent=parent,
            no_parent_because=WITHOUT_MEMORANDUM if lacks_one else "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_open_ended=row.ends_on is None,
            tuition_waived={"yes": True, "no": False}.get(row.waiver),
            **row.terms_of_ending,
        )

    def old_number(self, row: DemoRow) -> str:
        """What was approved before this year came with its number; what is approved now gets the next of the series."""
        if row.state not in AgreementState.registered or row.starts_on is None or row.starts_on >= row.today:
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

    def bring_in(self, row: DemoRow, agreement) -> Agreement:
        """Agreed before its partner was restricted: it comes in the state it had in the old register."""
        with pgtrigger.ignore("agreements.Agreement:state_edges"), history.action("imported", actor=self.officer):
            Agreement.objects.filter(pk=agreement.pk).update(state=row.state)
        agreement.refresh_from_db()
        return agreement

    def walk(self, row: DemoRow, agreement, coordinator: User) -> Agreement:
        path = SENT_BACK if row.state == S.DRAFT and row.note else PATHS[row.state]
        for move in path:
            if move == "activate" and agreement.state == S.ACTIVE:
                continue  # begun already, so the last signature made it active
            note = row.note if move in NEEDS_THE_NOTE else ""
            if move == "approve":
                agreement = self.approve(row, agreement)
            elif move == "sign":
                agreement = self.sign(row, agreement)
            elif move in STOPS:
                agreement = STOPS[move](agreement, row, actor=self.officer)
            else:
                agreement = move_agreement(agreement, move, actor=self.actor(move, agreement, coordinator), note=note)
        for _step in range(STEPS_DONE.get((row.partner, row.kind), 0) if row.state == S.IN_REVIEW else 0):
            agreement = move_agreement(agreement, "approve", actor=self.decider(agreement), note=GOOD)
        return agreement

    def actor(self, move: str, agreement, coordinator: User) -> User:
        if move in DECISIONS:
            return self.decider(agreement)
        return coordinator if move in KEPT else self.officer

    def approve(self, row: DemoRow, agreement) -> Agreement:
        """Every step by whoever is asked; one of them is away, and a substitute decides."""
        while agreement.state == S.IN_REVIEW:
            decider = self.decider(agreement)
            if row.partner == BY_A_SUBSTITUTE and decider.email == demo_email("dean-engineering"):
                decider = self.people[demo_email("dean")]
            agreement = move_agreement(agreement, "approve", actor=decider)
        return agreement

    def sign(self, row: DemoRow, agreement) -> Agreement:
        """Ourselves today, the partners before; with the copy in the folder it is signed by itself."""
        last = row.today - timedelta(days=4)
        given = {
            party.pk: SignatureValues(
                name="Vice-chancellor" if party.is_home else "Rector",
                signed_on=row.today if party.is_home else last,
                function="Signs for the university",
                place="Karlskrona" if party.is_home else party.institution.city,
            )
            for party in agreement.parties.select_related("institution")
        }
        return record_signatures(agreement, actor=self.officer, given=given)

    def decider(self, agreement) -> User:
        """Who is asked at the step the agreement waits at."""
        step = waiting_step(agreement)
        return self.officer if step.role == Role.OFFICER else self.people[demo_email(HEADS[step.unit.code])]


def title(kind: str, partner: Institution, unit: Unit) -> str:
    """How an office would call it: the kind, the partner, and the subject where a department keeps it."""
    label = "Erasmus+ agreement" if kind == AgreementKind.ERASMUS else AgreementKind(kind).label
    subject = unit.name_en.removeprefix("Department of ")
    return f"{label} with {partner.name}" + (f": {subject}" if subject != unit.name_en else "")
