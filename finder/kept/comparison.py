"""Up to four partners side by side: one question a row, an answer of each."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.eu_funding import EuFunding
from finder.cards import address_of, lengths_of
from finder.exchange_facts import exchange_there
from finder.index import Index
from finder.kept import answers
from finder.kept.deadlines import dates_at
from finder.listed import Listed, Offer
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
        told = [lines for _side, lines in self.cells]
        return len(told) > 1 and all(lines == told[0] for lines in told)


@dataclass(frozen=True)
class Comparison:
    """``funding`` says that the Union pays for some of these stays (LG-03)."""

    sides: list[Side]
    rows: list[Row]
    funding: EuFunding | None


def compared(partners: Iterable[Institution], index: Index, rounds: list[ShownRound]) -> Comparison:
    """``partners`` (of ``published.institutions``) side by side; a question that nobody answers is left out."""
    wanted = {partner.pk for partner in partners}
    listed: dict[int, Listed] = {one.pk: one for one in index.partners if one.pk in wanted}
    sides = [
        Side(each, address_of(each.pk, each.slug), listed[each.pk].offers if each.pk in listed else ())
        for each in partners
    ]
    grants = [answers.grant(side.institution, side.offers, index) for side in sides]
    asked = [
        *_about_places(sides),
        *_about_offers(sides, index.words),
        (_("Erasmus+ pays a student"), grants),
        *_about_dates(sides, rounds),
        *_there(sides),
    ]
    rows = [Row(question, list(zip(sides, told, strict=True))) for question, told in asked if any(told)]
    return Comparison(sides, rows, EuFunding() if any(grants) else None)


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
        (_("Programme"), answers.programmes),
        (_("Who may go"), answers.levels),
        (_("Fields"), lambda offers: answers.fields(offers, words)),
        (_("Language you need"), lambda offers: answers.languages(offers, words)),
        (_("How long"), lengths_of),
        (_("People a year"), answers.people),
        (_("Tuition fee"), answers.tuition),
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
