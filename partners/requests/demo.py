"""Requests in the demonstration: one in each state, two of them by colleagues, one that should have been answered."""

from dataclasses import dataclass
from datetime import timedelta

import pgtrigger
from django.utils import timezone

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from core import history
from core.comments.services import write_comment
from partners.enums import InstitutionKind, InstitutionStatus
from partners.models import Institution, PartnershipRequest
from partners.requests.answers import offered_answer
from partners.requests.receiving import confirm, prepare_for_search, propose
from partners.requests.triage import Answer, NewPartner, accept, decline, move
from reference.models import Country


@dataclass(frozen=True)
class Stranger:
    """Somebody at an organisation that is nobody's, who asks."""

    organisation: str
    country: str
    city: str
    purposes: tuple[str, ...]
    subject_areas: str
    message: str
    person: str = "Head of international relations"
    language: str = "en"


STRANGERS = {
    "unconfirmed": Stranger("Lakeside College", "CA", "Kingston", ("students",), "Game design", "Two students a year?"),
    "received": Stranger(
        "Institute of Technology of the Highlands", "NP", "Kathmandu", ("students", "staff"), "Software engineering",
        "We teach in English and could take four of your students each spring, with housing on the campus.",
    ),
    "in_triage": Stranger(
        "Baltic School of Spatial Planning", "LT", "Klaipeda", ("research", "network"), "Spatial planning",
        "We are looking for a Swedish partner for a proposal on coastal towns; the deadline is in March.",
    ),
    "accepted": Stranger(
        "Cordillera University of Applied Sciences", "CL", "Valdivia", ("students", "memorandum"), "Mechanics",
        "After our visit last autumn we would like to make an agreement for students in mechanical engineering.",
    ),
    "declined": Stranger(
        "College of Fine Arts by the Bridge", "HU", "Pecs", ("students",), "Painting",
        "Would you take students of painting for a semester?", "Vice-rector", "sv",
    ),
    "withdrawn": Stranger("Maritime Academy of the Isles", "GR", "Chios", ("internship",), "Navigation", "For two?"),
    "spam": Stranger("Best Diplomas Ltd", "MT", "Nowhere", ("other",), "", "Cheap diplomas, all fields, fast!!!"),
}  # fmt: skip


def build_requests(officer) -> str:
    """A sentence on what was made; nothing where there are requests already."""
    if not PartnershipRequest.objects.exists():
        rows = {state: _asks(stranger, is_confirmed=state != "unconfirmed") for state, stranger in STRANGERS.items()}
        _triage(rows, officer)
        _colleagues(officer)
    return f"{PartnershipRequest.objects.count()} requests for partnerships"


def _asks(stranger: Stranger, *, is_confirmed: bool) -> PartnershipRequest:
    """As the form keeps it, without the mail."""
    mailbox = stranger.city.lower()
    row = PartnershipRequest(
        organisation=stranger.organisation,
        country=Country.objects.get(pk=stranger.country),
        city=stranger.city,
        purposes=list(stranger.purposes),
        subject_areas=stranger.subject_areas,
        message=stranger.message,
        person_name=stranger.person,
        person_role="International office",
        person_email=f"{mailbox}@example.org",
        language=stranger.language,
        consented_at=timezone.now(),
    )
    prepare_for_search(row)
    with history.action("request.receive"):
        row.save()
    return confirm(row) if is_confirmed else row


def _triage(rows: dict[str, PartnershipRequest], officer):
    late = move(rows["in_triage"], "take_up", actor=officer)
    _days_ago(late, 36)
    _days_ago(rows["received"], 4)
    asked = rows["accepted"]
    facts = {"name": asked.organisation, "country": asked.country, "city": asked.city, "kind": "higher_education"}
    unit = Unit.objects.get(code="DIMA")
    answer = Answer(*offered_answer(asked, accepted=True).values())
    accept(asked, actor=officer, partner=NewPartner(facts), unit=unit, keep_contact=True, answer=answer)
    decline(rows["declined"], actor=officer, answer=Answer(*offered_answer(rows["declined"], accepted=False).values()))
    move(rows["withdrawn"], "withdraw", actor=officer, note="They wrote that they have found another partner.")
    move(rows["spam"], "mark_spam", actor=officer)


def _colleagues(officer):
    """The coordinator of computing proposes a partner we know, and one we do not."""
    coordinator = User.objects.get(email=demo_email("coordinator"))
    unit = Unit.objects.get(code="DIDA")
    prospects = Institution.objects.filter(status=InstitutionStatus.PROSPECT, kind=InstitutionKind.HIGHER_EDUCATION)
    known = prospects.filter(requests__isnull=True).order_by("sort_key").first()
    plan = {"purposes": ["students", "research"], "subject_areas": "Software engineering", "level": "master"}
    if known is not None:
        facts = {"organisation": known.name, "country": known.country, "city": known.city, "institution": known}
        goals = "Our master students ask for more places in English; two of us write papers with them."
        row = propose(actor=coordinator, unit=unit, goals=goals, people_out=4, people_in=4, **facts, **plan)
        write_comment(row, actor=officer, text="Do they teach whole semesters in English?")
    propose(
        actor=coordinator,
        unit=unit,
        organisation="University of the Fjords",
        country=Country.objects.get(pk="IS"),
        city="Akureyri",
        goals="A summer school together every second year.",
        purposes=["staff", "network"],
        person_name="Dean of studies",
        person_email="dean@example.org",
    )


def _days_ago(row: PartnershipRequest, days: int):
    """As if it had come in so many days ago; no deed of anybody's."""
    received = timezone.now() - timedelta(days=days)
    due = row.answer_due_on - timedelta(days=days)
    with pgtrigger.ignore("partners.PartnershipRequest:update_update"):
        PartnershipRequest.objects.filter(pk=row.pk).update(
            created_at=received, received_at=received, state_since=received, answer_due_on=due
        )
