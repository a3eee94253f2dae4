"""The demonstration's rounds: one decided with its protocol and a waiting list, one open now, one planned."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from accounts.models import Unit, User
from core.demo_history import as_if_on
from mobility.enums import Term
from mobility.models import AllocationRun, ApplicationRound, Scheme
from mobility.rounds.allocating import carry_out
from mobility.rounds.places import RoundPlaces, places_of_round
from mobility.rounds.proposing import Proposal
from mobility.rounds.services import Entry, begin_round, move_round, set_places, take_in_list
from partners.models import Institution
from reference.academic_years import AcademicYear

TO_SEND_EN = "A transcript of records, a letter of motivation of one page, and the courses you want to read there."
TO_SEND_SV = "Ett studieintyg, ett motivationsbrev på en sida och kurserna du vill läsa där."
PORTAL = "https://mobility.example.org/apply"
NAMES = (
    ("Ebba", "Lund"), ("Noor", "Aziz"), ("Oskar", "Fors"), ("Maja", "Dahl"), ("Filip", "Ek"), ("Sara", "Holm"),
    ("Ali", "Karimi"), ("Wilma", "Sjö"), ("Hugo", "Berg"), ("Signe", "Alm"),
)  # fmt: skip
NARROWED = "One place is kept for a student who deferred"


def build_rounds(today: date, officer: User) -> int:
    """Returns how many were made."""
    this = AcademicYear.of(today).first_year
    decided = _plan(officer, today, this, Term.SPRING, opens=-75, closes=-50, promised=-36)
    _decide(decided, officer, today)
    opened = _plan(officer, today, this + 1, Term.AUTUMN, opens=-10, closes=14, promised=35)
    with as_if_on(today - timedelta(days=10)):
        move_round(opened, "open", actor=officer)
    places = [place for place in places_of_round(opened) if place.places > 1]
    if places:
        reason = {"places": places[0].places - 1, "reason": NARROWED}
        set_places(opened, places[0].condition, actor=officer, **reason)
    _plan(officer, today, this + 1, Term.SPRING, opens=110, closes=131, promised=150)
    return 3


def _plan(officer, today: date, year: int, term: Term, **days: int) -> ApplicationRound:
    calendar_year = year if term == Term.AUTUMN else year + 1
    first, last = (date(year, 9, 1), date(year + 1, 1, 16)) if term == Term.AUTUMN else _spring(year)
    words = {Term.AUTUMN: ("autumn", "höstterminen"), Term.SPRING: ("spring", "vårterminen")}[term]
    moments = {name: today + timedelta(days=offset) for name, offset in days.items()}
    with as_if_on(min(today, moments["opens"]) - timedelta(days=20)):
        return begin_round(
            actor=officer,
            name_en=f"Studies abroad, {words[0]} {calendar_year}",
            name_sv=f"Utbytesstudier {words[1]} {calendar_year}",
            scheme=Scheme.objects.get(code="ka131"),
            academic_year=year,
            term=term,
            first_day=first,
            last_day=last,
            opens_at=_at(moments["opens"], time(9)),
            closes_at=_at(moments["closes"], time(23, 59)),
            promised_on=moments["promised"],
            to_send_en=TO_SEND_EN,
            to_send_sv=TO_SEND_SV,
            apply_address=PORTAL,
            is_published=True,
            unit=Unit.objects.get(code="BTH"),
            coordinator=officer,
        )


def _spring(year: int) -> tuple[date, date]:
    return date(year + 1, 1, 18), date(year + 1, 6, 6)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _decide(application_round: ApplicationRound, officer: User, today: date):
    """Ten applicants for few places, so that somebody waits."""
    with as_if_on(today - timedelta(days=75)):
        move_round(application_round, "open", actor=officer)
    with as_if_on(today - timedelta(days=49)):
        move_round(application_round, "close", actor=officer)
        wanted = sorted(places_of_round(application_round), key=lambda place: (place.left, place.condition.pk))
        take_in_list(application_round, _entries([place for place in wanted if place.left][:4]), actor=officer)
    with as_if_on(today - timedelta(days=40)):
        proposal = Proposal(application_round)
        if proposal.applicants:
            run = carry_out(application_round, actor=officer, fingerprint=proposal.fingerprint)
            AllocationRun.objects.filter(pk=run.pk).update(made_at=_at(today - timedelta(days=40), time(14, 5)))


def _entries(places: list[RoundPlaces]) -> list[Entry]:
    if not places:
        return []
    partners: list[Institution] = list(dict.fromkeys(place.partner for place in places))
    levels = cycle((6, 6, 7))
    return [
        Entry(
            rank=rank,
            given_name=given,
            family_name=family,
            email=f"{given}.{family}@students.example.org".lower().replace("ö", "o"),
            person_code=f"STU{2300 + rank}",
            programme="Computing, bachelor" if rank % 3 else "Computing, master",
            eqf_level=next(levels),
            choices=partners[:2]
            if rank < 6
            else list(dict.fromkeys([*partners[rank % len(partners) :], *partners[:1]])),
        )
        for rank, (given, family) in enumerate(NAMES, start=1)
    ]
