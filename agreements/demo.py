"""The demonstration's agreements: of every kind and in every state, with dates around today.

The partners are real, the agreements are invented. They go through the services with the people who would
do it, so every history reads like sentences.
"""

from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from agreements.amendments.demo import amend
from agreements.bulk.demo import tag_the_baltic
from agreements.creating.demo import begin_one
from agreements.creating.families import asks_for_its_parent
from agreements.demo_days import REGISTER_KEPT_SINCE, DemoDays, begin_with_their_first_day, clocks_by_history
from agreements.demo_letters import build_letters
from agreements.demo_negotiation import entries_up_to_now, write_the_log
from agreements.demo_renewals import build_renewals
from agreements.demo_rows import LANGUAGES_OF_INCOMING, DemoRow, demo_rows
from agreements.demo_walk import PATHS, DemoWalk
from agreements.enums import AgreementKind, AgreementState, DocumentKind, Visibility
from agreements.models import Agreement, NumberSeries
from agreements.registry.numbers import give_number
from agreements.services.agreements import PartyValues, create_agreement, publish_agreement
from agreements.services.conditions import ConditionValues, LanguageValues, save_condition
from agreements.services.documents import attach_document
from agreements.services.endings import end_agreement
from agreements.workflow import agreement_workflow
from core.demo import builds_demo
from core.demo_documents import pdf
from core.demo_history import put_the_past_back
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

WITHOUT_MEMORANDUM = "Agreed with one of their schools; the university makes no memoranda."

S = AgreementState
PATTERN = "BTH-4.1.6-{number:04}-{year}"
PUBLIC_SHEET_EVERY = 6  # so many published agreements have a public document


@builds_demo(floor=5)
def build() -> str:
    with override("en"):
        desk = DemoDesk()
        use_the_series()
        for place, row in enumerate(demo_rows(timezone.localdate())):
            desk.enter(row, DemoDays(row, place))
        amend(desk)
        tag_the_baltic(desk.officer)
        build_letters(desk.officer)
        build_renewals(desk)
        begin_one(desk)
    # As if the register had been kept for a year: the steps of its deadlines are owed.
    Agreement.objects.update(created_at=timezone.now() - REGISTER_KEPT_SINCE)
    put_the_past_back()
    begin_with_their_first_day()
    clocks_by_history()
    return f"{Agreement.objects.count()} agreements"


def use_the_series():
    """What is approved is numbered by itself, as the administrators of the demonstration have it."""
    NumberSeries.objects.filter(code="agreements").update(is_active=True, pattern=PATTERN, is_local=True)


class DemoDesk(DemoWalk):
    """Enters rows one after the other as the office and the departments would."""

    def __init__(self):
        super().__init__({person.email: person for person in User.objects.all()})
        self.home = home_institution()
        self.units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
        self.institutions = {}
        for institution in Institution.objects.all():
            self.institutions[institution.name] = self.institutions[institution.erasmus_code] = institution
        self.languages = Language.objects.in_bulk()
        self.frameworks: dict[int, Agreement] = {}
        self.number = 0

    def enter(self, row: DemoRow, days: DemoDays):
        partners = [self.institutions[name] for name in row.partner.split("|")]
        coordinator = self.coordinator_of(row.unit)
        log = entries_up_to_now(*row.turn_and_since) if row.turn_and_since else []
        earlier = [entry for entry in log if entry.day <= days.submitted and not row.is_signed]
        with days.on(min([days.created, *(entry.day - timedelta(days=3) for entry in earlier)])):
            agreement = self.draft(row, partners, coordinator)
        write_the_log(agreement, earlier, days, actor=coordinator)
        is_barred = "approve" in PATHS[row.state] and agreement_workflow.unmet("approve", agreement)
        bring = self.bring_in if is_barred else partial(self.walk, coordinator=coordinator)
        agreement = bring(row=row, agreement=agreement, days=days)
        with days.on(days.when_it_holds):
            self.follow_up(row, agreement)
        write_the_log(agreement, log[len(earlier) :], days, actor=coordinator)
        if agreement.state == S.ACTIVE and days.has_run_out:
            with days.on(row.ends_on + timedelta(days=1)):
                end_agreement(agreement, actor=None)
        if agreement.is_framework and len(partners) == 1:
            self.frameworks[partners[0].pk] = agreement

    def draft(self, row: DemoRow, partners, coordinator) -> Agreement:
        agreement = self.create(row, partners, coordinator)
        if number := self.old_number(row):
            agreement = give_number(agreement, actor=self.officer, number=number, note="As in the paper register.")
        self.add_conditions(row, agreement, partners[0], coordinator)
        if row.state in AgreementState.unfinished:
            self.attach_draft(agreement)
        return agreement

    def follow_up(self, row: DemoRow, agreement):
        """What is put into the folder, and on the site, once it holds."""
        if row.review_on:
            kept = {"visibility": Visibility.STAFF, "review_on": row.review_on}
            self.attach(agreement, "Annex: courses and contacts", DocumentKind.ANNEX, **kept)
        if row.public == "yes" and agreement.pk % PUBLIC_SHEET_EVERY == 0:
            self.attach(agreement, "Fact sheet for exchange students", DocumentKind.OTHER, visibility=Visibility.PUBLIC)
        if row.public == "yes":
            publish_agreement(agreement, actor=self.officer, is_published=True)

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


def title(kind: str, partner: Institution, unit: Unit) -> str:
    """How an office would call it: the kind, the partner, and the subject where a department keeps it."""
    label = "Erasmus+ agreement" if kind == AgreementKind.ERASMUS else AgreementKind(kind).label
    subject = unit.name_en.removeprefix("Department of ")
    return f"{label} with {partner.name}" + (f": {subject}" if subject != unit.name_en else "")
