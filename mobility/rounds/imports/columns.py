"""What a ranked list of applicants may hold, and how else application portals call it."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from core.imports.mapping import Option, headed
from core.imports.vocabulary import Vocabulary
from mobility.models import ApplicationRound
from mobility.rounds.enums import RoundState
from mobility.stays.imports.columns import VOCABULARIES as OF_NOMINATIONS

MOST_CHOICES = 8

TARGETS = (
    headed("rank", gettext_lazy("Rank"), "ranking, position, no, nr, plats, placering, rangordning, order"),
    headed("points", gettext_lazy("Points"), "score, total points, poang, meritpoang, merit, merit value"),
    headed("name", gettext_lazy("Name"), "full name, student name, student, applicant, namn, sokande"),
    headed("given_name", gettext_lazy("Given name"), "first name, first names, fornamn"),
    headed("family_name", gettext_lazy("Family name"), "surname, last name, efternamn"),
    headed("email", gettext_lazy("E-mail"), "email, e mail address, mail, e post, epost, student email"),
    headed("person_code", gettext_lazy("Own code"), "student number, student id, student code, id number, konto"),
    headed("programme", gettext_lazy("Programme"), "study programme, program, degree programme, utbildning"),
    headed("field", gettext_lazy("Field"), "field of study, isced, isced code, subject area, amne"),
    headed("level", gettext_lazy("Level"), "level of study, study level, cycle, niva, degree", has_values=True),
    *(
        headed(
            f"choice{number}",
            format_lazy("{} {}", gettext_lazy("Choice"), number),
            f"choice {number}, {number} choice, val {number}, {number} val, alternative {number}, alternativ {number}, "
            f"priority {number}, prioritet {number}, university {number}, wish {number}",
        )
        for number in range(1, MOST_CHOICES + 1)
    ),
)
CHOICES = [f"choice{number}" for number in range(1, MOST_CHOICES + 1)]
VOCABULARIES: dict[str, Vocabulary] = {"level": OF_NOMINATIONS["level"]}


def rounds() -> list[tuple[str, str]]:
    """Those whose list may still be taken in, the closed ones first: their list is what is waited for."""
    rows = ApplicationRound.objects.filter(state__in=RoundState.undecided).order_by("-closes_at", "pk")
    rows = sorted(rows, key=lambda row: row.state != RoundState.CLOSED)
    return [(str(row.pk), f"{row.name} · {row.year} · {row.get_state_display()}") for row in rows]


OPTIONS = (Option("round", gettext_lazy("Application round"), choices=rounds, is_required=True),)
