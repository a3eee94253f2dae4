"""Who would get which place of a round, with the reason for everything: worked out, nothing written."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, partial

from django.db.models import prefetch_related_objects
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.in_languages import in_every_language
from mobility.models import Applicant, ApplicantChoice, ApplicationRound
from mobility.rounds import allocation
from mobility.rounds.allocation import Outcome, Reason
from mobility.rounds.fitting import Fitting, no_places, note_on
from mobility.rounds.places import RoundPlaces, places_of_round


@dataclass(frozen=True)
class Line:
    """One reason of the protocol: a choice, the place it is about (None: no places there) and the words."""

    choice: ApplicantChoice
    place: RoundPlaces | None
    reason: Reason
    waits: bool
    say: Callable[[], str]  # in the language active then; a page says fifty of thousands

    @property
    def words(self) -> dict[str, str]:
        return in_every_language(self.say)

    @property
    def why(self) -> str:
        return self.say()


@dataclass
class Proposed:
    """One applicant with the place they would get, and why. ``place`` None: none."""

    applicant: Applicant
    place: RoundPlaces | None = None
    choice: ApplicantChoice | None = None
    lines: list[Line] = field(default_factory=list)


class Proposal:
    """The allocation of a round as it would be now; the same list and the same places give the same."""

    def __init__(self, application_round: ApplicationRound):
        self.round = application_round
        found = places_of_round(application_round)
        prefetch_related_objects([each.condition for each in found], "condition_fields")
        self.fitting = Fitting()
        self.places: dict[Hashable, RoundPlaces] = {each.condition.pk: each for each in found}
        self.by_partner: dict[int, list[RoundPlaces]] = defaultdict(list)
        for each in self.places.values():
            self.by_partner[each.condition.receiver_id].append(each)
        rows = application_round.applicants.select_related("isced_field").prefetch_related("choices__partner")
        self.applicants = {row.pk: row for row in rows.order_by("rank")}

    @cached_property
    def result(self) -> allocation.Result:
        asking = [allocation.Applicant(row.pk, row.rank, self._wishes(row)) for row in self.applicants.values()]
        left = {key: place.left for key, place in self.places.items()}
        return allocation.allocate(asking, left, self._why_unfit)

    @cached_property
    def people(self) -> list[Proposed]:
        """Everybody in order of rank."""
        return [self._proposed(row) for row in self.applicants.values()]

    @property
    def given_count(self) -> int:
        return len(self.result.given)

    @property
    def fingerprint(self) -> str:
        """The same as long as the outcome is: what somebody looked at is what is carried out."""
        outcome = [(key, self.result.given.get(key)) for key in self.applicants]
        lines = [(line.choice.pk, line.reason.outcome.value) for each in self.people for line in each.lines]
        return hashlib.sha256(repr((outcome, lines)).encode()).hexdigest()

    def _wishes(self, row: Applicant) -> list[Hashable]:
        """The places somebody wants, the best first; a partner without any place in the round is a key of its own."""
        keys: list[Hashable] = []
        for choice in row.choices.all():
            there = self.by_partner.get(choice.partner_id)
            fitting = self.fitting.places_for(row, there) if there else []
            keys += [each.condition.pk for each in fitting] or [("nowhere", choice.partner_id)]
        return keys

    def _why_unfit(self, asking: allocation.Applicant, key: Hashable) -> str:
        place = self.places.get(key)
        return self.fitting.why_unfit(self.applicants[asking.key], place) if place else no_places(self.round)

    def _proposed(self, row: Applicant) -> Proposed:
        given = self.places.get(self.result.given.get(row.pk))
        choices = {choice.partner_id: choice for choice in row.choices.all()}
        proposed = Proposed(row, given, choices[given.condition.receiver_id] if given else None)
        not_needed = {proposed.choice}
        for reason in self.result.reasons[row.pk]:
            place = self.places.get(reason.place)
            choice = choices[place.condition.receiver_id if place else reason.place[1]]
            if reason.outcome == Outcome.NOT_NEEDED:
                if choice in not_needed:
                    continue  # a further place at the same partner tells nothing new
                not_needed.add(choice)
            is_there = given is not None and choice == proposed.choice  # another place at the same partner will do
            waits = reason.outcome == Outcome.FULL and not is_there
            say = partial(self._say, row, choice, place, reason)
            proposed.lines.append(Line(choice, place, reason, waits, say))
        return proposed

    def _say(self, row, choice, place, reason: Reason) -> str:
        return f"{_opening(choice)}: {self._sentence(row, place, reason)}"

    def _sentence(self, row, place, reason: Reason) -> str:
        if reason.outcome == Outcome.NOT_NEEDED:
            return _("not needed, an earlier choice was given.")
        if reason.outcome == Outcome.UNFIT:
            return f"{self.fitting.why_unfit(row, place) if place else no_places(self.round)}."
        if reason.outcome == Outcome.GIVEN:
            return " ".join(filter(None, [_("given."), note_on(row, place)]))
        return _full(place, reason.taken_by)


def _opening(choice: ApplicantChoice) -> str:
    return _("Choice %(number)s, %(partner)s") % {"number": choice.position, "partner": choice.partner}


def _full(place: RoundPlaces, ranks: tuple[int, ...]) -> str:
    """“2 places, taken by ranks 1 and 3.”"""
    if not ranks:
        return _("no place was left before the round was decided (%(taken)s of %(places)s taken).") % {
            "taken": place.taken,
            "places": place.places,
        }
    words = {"count": place.left, "ranks": get_text_list([str(rank) for rank in ranks], _("and"))}
    if len(ranks) == 1:
        return _("1 place, taken by rank %(ranks)s.") % words
    return _("%(count)s places, taken by ranks %(ranks)s.") % words
