"""Who gets which place: by rank and choice, with a waiting list for each place and the reason for everything.

Pure: it knows no database. Ranks decide alone, so the outcome is the same in whatever order the list is read, nobody
is passed over at a place for somebody of a later rank, and no place is given more often than there are.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one choice of one applicant."""

    GIVEN = "given"
    FULL = "full"
    UNFIT = "unfit"
    NOT_NEEDED = "not_needed"  # an earlier choice was given


@dataclass(frozen=True)
class Applicant:
    """One line of the ranked list. ``rank`` 1 is first; ``choices`` are places, the best first."""

    key: Hashable
    rank: int
    choices: Sequence[Hashable]


@dataclass(frozen=True)
class Reason:
    """Why a choice was given or not: ``taken_by`` are the ranks that had the place before, ``unfit`` the sentence."""

    place: Hashable
    outcome: Outcome
    taken_by: tuple[int, ...] = ()
    unfit: str = ""


@dataclass
class Result:
    """``given``: the place of each applicant that got one; ``waiting``: for each place who waits, in order of rank."""

    given: dict[Hashable, Hashable] = field(default_factory=dict)
    waiting: dict[Hashable, list[Hashable]] = field(default_factory=dict)
    reasons: dict[Hashable, list[Reason]] = field(default_factory=dict)


def allocate(
    applicants: Sequence[Applicant],
    places: Mapping[Hashable, int],
    why_unfit: Callable[[Applicant, Hashable], str] = lambda applicant, place: "",
) -> Result:
    """Give ``places`` (how many are left of each) to ``applicants``.

    ``why_unfit(applicant, place)`` says why somebody cannot have a place whatever is left of it; "" where they can.
    Whoever got a later choice, or none, waits for every full place they would rather have. Raises ``ValueError`` for
    two applicants of one rank.
    """
    if len({applicant.rank for applicant in applicants}) < len(applicants):
        raise ValueError("two applicants have the same rank")
    result = Result(waiting={place: [] for place in places})
    taken: dict[Hashable, list[int]] = {place: [] for place in places}
    for applicant in sorted(applicants, key=lambda one: one.rank):
        result.reasons[applicant.key] = reasons = _weigh(applicant, places, taken, why_unfit)
        for reason in reasons:
            if reason.outcome == Outcome.GIVEN:
                result.given[applicant.key] = reason.place
                taken[reason.place].append(applicant.rank)
            elif reason.outcome == Outcome.FULL and reason.place in places:
                result.waiting[reason.place].append(applicant.key)
    return result


def _weigh(applicant: Applicant, places, taken, why_unfit) -> list[Reason]:
    reasons: list[Reason] = []
    is_given = False
    for place in dict.fromkeys(applicant.choices):
        if is_given:
            reasons.append(Reason(place, Outcome.NOT_NEEDED))
        elif unfit := why_unfit(applicant, place):
            reasons.append(Reason(place, Outcome.UNFIT, unfit=unfit))
        elif len(taken.get(place, ())) >= places.get(place, 0):
            reasons.append(Reason(place, Outcome.FULL, taken_by=tuple(taken.get(place, ()))))
        else:
            reasons.append(Reason(place, Outcome.GIVEN))
            is_given = True
    return reasons
