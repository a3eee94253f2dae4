"""Who goes and comes in the demonstration: invented people, around today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from mobility.enums import Activity, Direction, MobilityState, Term
from reference.academic_years import AcademicYear

OURS = (
    "Ada Lindqvist", "Elsa Bergström", "Hugo Sandberg", "Maja Ekholm", "Noel Åberg", "Alva Dahlgren", "Liam Hedlund",
    "Saga Nyqvist", "Omar Khalil", "Tuva Rosén", "Leo Fransson", "Ines Öhman", "Vera Lundmark", "Adam Sjögren",
    "Nora Wikström", "Filip Blomqvist", "Leila Rahimi", "Ebba Norling", "Isak Malm", "Stina Hallberg",
)  # fmt: skip
THEIRS = (
    "Jan Kowalczyk", "Léa Fournier", "Mats Jansen", "Giulia Ferri", "Carlos Ortega", "Hanna Virtanen", "Petra Nováková",
    "Lukas Weber", "Ioana Popescu", "Kristīna Ozola", "Tomás Silva", "Eszter Nagy", "Niamh Byrne", "Emre Yıldız",
    "Ana Kovač", "Rasa Petraitė", "Yuki Tanaka", "Mei Chen", "Arta Hoxha", "Thu Nguyen",
)  # fmt: skip
STAFF = ("Karin Forsell", "Johan Ivarsson", "Birgitta Ahl", "Anders Rydén", "Sofia Engdahl", "Peter Löf")

S, A, D = MobilityState, Activity, Direction


@dataclass(frozen=True)
class Planned:
    """One stay: the state it is to reach, and its days. ``goes_along``: to where the one before it went."""

    name: str
    direction: str
    activity: str
    state: str
    year: int
    term: str
    starts_on: date
    ends_on: date
    goes_along: bool = False

    @property
    def is_of_staff(self) -> bool:
        return self.activity in Activity.of_staff


@dataclass(frozen=True)
class TermOf:
    year: int
    term: str
    starts_on: date
    ends_on: date


def terms_around(today: date) -> list[TermOf]:
    """Seven terms, the fourth of which is the present one or the next."""
    this = AcademicYear.of(today).first_year
    every = [term for year in range(this - 3, this + 4) for term in _of_year(year)]
    now = next(place for place, term in enumerate(every) if term.ends_on >= today)
    return every[now - 3 : now + 4]


def _of_year(year: int) -> tuple[TermOf, TermOf]:
    return (
        TermOf(year, Term.AUTUMN, date(year, 9, 1), date(year + 1, 1, 18)),
        TermOf(year, Term.SPRING, date(year + 1, 1, 19), date(year + 1, 6, 6)),
    )


# Place among the terms around today → the states of its stays, once for each direction.
STATES = {
    0: (S.CLOSED, S.CLOSED, S.CLOSED),
    1: (S.CLOSED, S.CLOSED, S.COMPLETED, S.CANCELLED),
    2: (S.CLOSED, S.COMPLETED, S.COMPLETED, S.INTERRUPTED, S.REJECTED),
    3: (S.UNDER_WAY, S.UNDER_WAY, S.UNDER_WAY, S.UNDER_WAY, S.UNDER_WAY, S.INTERRUPTED),
    4: (S.AGREED, S.AGREED, S.ACCEPTED, S.ACCEPTED, S.NOMINATED, S.CANCELLED),
    5: (S.NOMINATED, S.NOMINATED),
}


# Place and number of those who follow the first: three reports of one partner are enough for its ratings.
AT_ONE_PLACE = {(0, 1), (1, 0)}


def students(today: date) -> Iterator[Planned]:
    """Both ways in each term, in every state that its days allow."""
    names = {D.OUTGOING: cycle(OURS), D.INCOMING: cycle(THEIRS)}
    terms = terms_around(today)
    for place, states in STATES.items():
        term = terms[place]
        for direction, known in names.items():
            for number, state in enumerate(states):
                activity = A.TRAINEESHIP if number == 2 and direction == D.OUTGOING else A.STUDIES
                days = (term.starts_on + timedelta(days=3 * number), term.ends_on - timedelta(days=2 * number))
                along = direction == D.OUTGOING and (place, number) in AT_ONE_PLACE
                yield Planned(next(known), direction, activity, state, term.year, term.term, *days, along)


def staff(today: date) -> Iterator[Planned]:
    """Weeks of teaching and training before and after today."""
    weeks = (
        (-60, S.CLOSED),
        (-30, S.COMPLETED),
        (-8, S.COMPLETED),
        (-1, S.UNDER_WAY),
        (25, S.AGREED),
        (70, S.NOMINATED),
    )
    for number, ((away, state), name) in enumerate(zip(weeks, STAFF, strict=True)):
        activity = A.TEACHING if number % 2 else A.TRAINING
        begins = today + timedelta(days=away)
        year = AcademicYear.of(begins).first_year
        days = (begins, begins + timedelta(days=4))
        yield Planned(name, D.OUTGOING, activity, state, year, Term.OTHER, *days)
