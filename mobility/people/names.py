"""A person's name in words about other things, and whose it is where two people are called alike."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from core.anonymise import forget_words, rows_that_say, where_names_are_written
from core.search_text import fold
from mobility.models import Applicant, Mobility, Participant, ParticipantReport, SigningLink, SupportRequest
from mobility.people.forgetting import TIES, WRITTEN
from partners.models import Contact

DASH = "–"
SHORTEST_WORD = 5  # a shorter name stands in other words too, and says little by itself


@dataclass(frozen=True)
class Written:
    """What is to be taken out for one person: ``own`` words anywhere, ``shared`` ones only beside one of ``marks``."""

    own: set[str]
    shared: set[str]
    marks: set[str]


def what_to_forget(person: Participant, *, besides: Collection[int]) -> Written:
    """The ways in which ``person`` is written, and what tells that they are meant; asked before rows are cleared.

    ``besides``: keys of participants who are forgotten too, and so are no namesakes.
    """
    codes = _long_enough([person.email, person.person_code])
    names = names_of(person)
    if not has_namesake(person, besides=besides):
        return Written(own=names | codes, shared=set(), marks=set())
    return Written(own=codes, shared=names, marks=codes | _marks_of(person))


def names_of(person: Participant) -> set[str]:
    """The ways in which a name is written, folded as in search texts too."""
    given, family = person.given_name, person.family_name
    return _long_enough([f"{given} {family}", f"{family} {given}", f"{family}, {given}"])


def _long_enough(texts: list[str]) -> set[str]:
    spoken = {text.strip(" ,") for text in texts}
    return {text for text in spoken | {fold(text) for text in spoken} if len(text) >= SHORTEST_WORD}


def has_namesake(person: Participant, *, besides: Collection[int]) -> bool:
    """Whether the portal knows somebody else of exactly this name."""
    alike = {"given_name__iexact": person.given_name, "family_name__iexact": person.family_name}
    return (
        Participant.objects.filter(**alike, anonymised_at__isnull=True).exclude(pk__in=besides).exists()
        or Applicant.objects.filter(**alike).exclude(email__iexact=person.email).exists()
        or User.objects.filter(name__iexact=person.name).exists()
        or Contact.objects.filter(name__iexact=person.name).exists()
    )


def _marks_of(person: Participant) -> set[str]:
    """Addresses of their pages, and how mails about their stays are numbered."""
    stays = list(Mobility.objects.filter(participant=person))
    marks = {each.get_absolute_url() for each in (person, *stays)}
    links = SigningLink.objects.filter(version__agreement__mobility__in=stays)
    reports = ParticipantReport.objects.filter(mobility__in=stays)
    requests = SupportRequest.objects.filter(stay__in=stays)
    for room, rows in (("learning", links), ("report", reports), ("support", requests)):
        end = "@" if room == "learning" else "."
        marks |= {f"<{room}.{key}{end}" for key in rows.values_list("pk", flat=True)}
    return marks


def forget_what_is_written(people: Collection[Written]):
    """Take the words of ``people`` out of mails, reports of nights, bulk edits and the like."""
    own = {word for person in people for word in person.own}
    for model, columns in (*WRITTEN, *where_names_are_written()):
        for person in people:
            if person.shared:
                theirs = rows_that_say(model, (*columns, *TIES.get(model, ())), person.marks)
                forget_words(model, columns, person.shared, instead=DASH, among=theirs)
        if own:
            forget_words(model, columns, own, instead=DASH)
