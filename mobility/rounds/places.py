"""How many places a round has at each partner: one answer for the pages, the allocation and the finder.

The places of a condition in a year are what its agreement says, or what the round says instead, less the stays that
were accepted; nominations only ask for them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, prefetch_related_objects

from agreements.ending.coverage import covers
from agreements.enums import MobilityKind
from agreements.models import Agreement, Condition, FurtherUnit
from mobility.enums import Activity
from mobility.models import ApplicationRound, RoundPlace
from mobility.stays.places import KIND_OF, TAKING_NOMINATIONS, Places, places_of
from partners.enums import InstitutionStatus
from partners.models import Institution

READ = (  # what pages and the allocation ask of a place; a round of a whole university has a thousand of them
    *("kind", "sender", "first_year", "last_year", "people_per_year", "eqf_levels"),
    *("agreement__state", "agreement__starts_on", "agreement__ends_on", "agreement__title"),
    *("receiver__name", "receiver__sort_key", "receiver__country__name_en", "receiver__country__name_sv"),
)
NOBODY_GOES = (InstitutionStatus.SUSPENDED, InstitutionStatus.CLOSED)


@dataclass(frozen=True)
class RoundPlaces:
    """The places of one condition in one round; ``own`` is the number of the round where it has one of its own."""

    condition: Condition
    counted: Places
    own: RoundPlace | None = None

    @property
    def partner(self) -> Institution:
        return self.condition.receiver

    @property
    def places(self) -> int:
        """In the year, before anybody took one; no agreed number is no place until the round says otherwise."""
        return self.own.places if self.own else self.counted.agreed or 0

    @property
    def taken(self) -> int:
        return self.counted.taken

    @property
    def asked(self) -> int:
        return self.counted.asked

    @property
    def left(self) -> int:
        return max(0, self.places - self.taken)

    @property
    def free(self) -> int:
        """What is left once everybody who is nominated is accepted."""
        return max(0, self.left - self.asked)


def places_in(
    rounds: Iterable[ApplicationRound], *, partner: Institution | None = None
) -> dict[int, list[RoundPlaces]]:
    """Round → its places by partner, in a constant number of queries; with ``partner`` those there alone."""
    rounds = list(rounds)
    if not rounds:
        return {}
    by_round = _conditions_by_round(rounds, list(_published_ways_out(rounds, partner)))
    own = {(row.round_id, row.condition_id): row for row in RoundPlace.objects.filter(round__in=rounds)}
    counted = {}
    for year in sorted({each.academic_year for each in rounds}):
        asked = {one.pk: one for each in rounds if each.academic_year == year for one in by_round[each.pk]}
        counted[year] = places_of(asked.values(), year)
    return {
        each.pk: [
            RoundPlaces(one, counted[each.academic_year][one.pk], own.get((each.pk, one.pk)))
            for one in by_round[each.pk]
        ]
        for each in rounds
    }


def places_of_round(application_round: ApplicationRound, *, partner: Institution | None = None) -> list[RoundPlaces]:
    """The places of one round, by partner."""
    return places_in([application_round], partner=partner)[application_round.pk]


def _published_ways_out(rounds: list[ApplicationRound], partner: Institution | None):
    """Conditions of published agreements under which our students go, with everything the rounds ask of them."""
    usable = Agreement.objects.published().filter(state__in=TAKING_NOMINATIONS)
    kinds = {_kind_of(each) for each in rounds}
    found = Condition.objects.filter(
        agreement__in=usable, sender__erasmus_code=settings.HOME_INSTITUTION, kind__in=kinds
    ).exclude(receiver__status__in=NOBODY_GOES)
    if partner is not None:
        found = found.filter(receiver=partner)
    return (
        found.select_related("agreement", "receiver__country")
        .only(*READ)
        .annotate(unit_path=F("agreement__responsible_unit__path"))
        .order_by("receiver__sort_key", "agreement__ends_on", "pk")
    )


class Asked(NamedTuple):
    """What a round asks of a condition; ``units``: paths of those whose agreements count."""

    kind: MobilityKind
    units: tuple[str, ...]
    first_day: date
    last_day: date

    @classmethod
    def by(cls, application_round: ApplicationRound) -> "Asked":
        units = tuple(sorted(application_round.unit_paths))
        return cls(_kind_of(application_round), units, application_round.first_day, application_round.last_day)

    def of(self, condition: Condition, paths: list[str]) -> bool:
        """Whether ``condition``, of units with ``paths``, is for such stays, and in force for all of them (AG-10)."""
        if condition.kind != self.kind:
            return False
        if not any(path.startswith(unit) or unit.startswith(path) for path in paths for unit in self.units):
            return False
        return not covers(condition, self.first_day, self.last_day)


def _conditions_by_round(rounds: list[ApplicationRound], conditions: list[Condition]) -> dict[int, list[Condition]]:
    """Round → the conditions that belong to it; rounds that ask the same are answered once."""
    prefetch_related_objects(rounds, "unit", "further_units")
    further = _further_paths(conditions)
    paths = {each.pk: [each.unit_path, *further[each.agreement_id]] for each in conditions}
    asked = {each.pk: Asked.by(each) for each in rounds}
    found = {one: [each for each in conditions if one.of(each, paths[each.pk])] for one in set(asked.values())}
    return {key: found[one] for key, one in asked.items()}


def _kind_of(application_round: ApplicationRound) -> MobilityKind:
    return KIND_OF[Activity(application_round.activity)]


def _further_paths(conditions: list[Condition]) -> dict[int, list[str]]:
    """Agreement → the paths of its further units."""
    paths: dict[int, list[str]] = defaultdict(list)
    rows = FurtherUnit.objects.filter(agreement__in={each.agreement_id for each in conditions})
    for agreement, path in rows.values_list("agreement", "unit__path"):
        paths[agreement].append(path)
    return paths
