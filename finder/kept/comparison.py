"""Up to four partners side by side: one question a row, an answer of each."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import AgreementKind
from core.errors import PortalError
from finder.cards import address_of, language_words, lengths_of
from finder.enums import PROGRAMMES, Level
from finder.exchange_facts import exchange_there
from finder.index import Index
from finder.kept.deadlines import dates_at
from finder.offers import Listed, Offer
from finder.rounds import ShownRound
from finder.words import Words
from partners.models import Institution
from partners.places import distance_between
from partners.services import home_institution


@dataclass(frozen=True)
class Side:
    """One partner of a comparison. ``offers`` is empty where nobody can be sent at present."""

    institution: Institution
    url: str
    offers: tuple[Offer, ...]

    @property
    def is_open(self) -> bool:
        return bool(self.offers)


@dataclass(frozen=True)
class Row:
    """One question; ``cells`` are pairs of a side and its answer in lines, none where nothing is stated."""

    question: str
    cells: list[tuple[Side, list[str]]]

    @property
    def is_alike(self) -> bool:
        answers = [lines for _side, lines in self.cells]
        return len(answers) > 1 and all(answer == answers[0] for answer in answers)


@dataclass(frozen=True)
class Comparison:
    sides: list[Side]
    rows: list[Row]


def compared(partners: Iterable[Institution], index: Index, rounds: list[ShownRound]) -> Comparison:
    """``partners`` (of ``published.institutions``) side by side; a question that nobody answers is left out."""
    wanted = {partner.pk for partner in partners}
    listed: dict[int, Listed] = {one.pk: one for one in index.partners if one.pk in wanted}
    sides = [
        Side(each, address_of(each.pk, each.slug), listed[each.pk].offers if each.pk in listed else ())
        for each in partners
    ]
    asked = [*_about_places(sides), *_about_offers(sides, index.words), *_about_dates(sides, rounds), *_there(sides)]
    rows = [Row(question, list(zip(sides, answers, strict=True))) for question, answers in asked if any(answers)]
    return Comparison(sides, rows)


def _about_places(sides: list[Side]):
    home = None
    with suppress(PortalError):
        home = home_institution()
    yield _("Where"), [[_place(side.institution), *_distance(home, side.institution)] for side in sides]


def _place(institution: Institution) -> str:
    return ", ".join(part for part in (institution.city, institution.country.name) if part)


def _distance(home: Institution | None, institution: Institution) -> list[str]:
    kilometres = distance_between(home, institution) if home else None
    if kilometres is None:
        return []
    return [_("%(count)s km from us") % {"count": number_format(kilometres, force_grouping=True)}]


def _about_offers(sides: list[Side], words: Words):
    """What agreements say, gathered over all offers of a partner."""
    told = (
        (_("Programme"), _programmes),
        (_("Who may go"), _levels),
        (_("Fields"), lambda offers: _fields(offers, words)),
        (_("Language you need"), lambda offers: _languages(offers, words)),
        (_("How long"), lengths_of),
        (_("People a year"), _people),
        (_("Tuition fee"), _tuition),
    )
    for question, answer in told:
        yield question, [answer(side.offers) for side in sides]


def _about_dates(sides: list[Side], rounds: list[ShownRound]):
    dates = [dates_at(side.institution, rounds) if side.is_open else [] for side in sides]
    if any(dates):
        dates = [lines or [_("in no round at present")] for lines in dates]
    yield _("Places and last day to apply"), dates


def _there(sides: list[Side]):
    """What the partners themselves say about an exchange there: the same headings beside each other."""
    facts = [dict(exchange_there(side.institution).facts) if side.offers else {} for side in sides]
    for heading in dict.fromkeys(heading for known in facts for heading in known):
        yield heading, [known[heading].splitlines() if heading in known else [] for known in facts]


def _programmes(offers: Iterable[Offer]) -> list[str]:
    """A memorandum is named only where nothing more exact is agreed."""
    kinds = {offer.programme for offer in offers}
    exact = kinds - set(AgreementKind.frameworks)
    return [str(name) for kind, name in PROGRAMMES.items() if kind in (exact or kinds)]


def _levels(offers: Iterable[Offer]) -> list[str]:
    known = {level for offer in offers for level in offer.levels}
    return [str(level.label) for level in Level if level in known]


def _fields(offers: Iterable[Offer], words: Words) -> list[str]:
    return sorted({words.name("field", code) for offer in offers for code in offer.fields})


def _languages(offers: Iterable[Offer], words: Words) -> list[str]:
    return sorted({word for offer in offers for word in language_words(offer.languages, words)})


def _people(offers: Iterable[Offer]) -> list[str]:
    students = [offer.people for offer in offers if offer.is_for_students and offer.people is not None]
    staff = [offer.people for offer in offers if not offer.is_for_students and offer.people is not None]
    lines = []
    if students:
        lines.append(ngettext("%(count)d student", "%(count)d students", sum(students)) % {"count": sum(students)})
    if staff:
        lines.append(ngettext("%(count)d of staff", "%(count)d of staff", sum(staff)) % {"count": sum(staff)})
    return lines


def _tuition(offers: Iterable[Offer]) -> list[str]:
    waived = [offer.is_tuition_free for offer in offers if offer.is_for_students]
    if waived and all(waived):
        return [_("none to pay there")]
    return [_("none under some agreements: see the partner's page")] if any(waived) else []
