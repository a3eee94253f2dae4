"""The protocol of a round for its page and its export: before it is decided as it would be, after it as it was kept."""

from dataclasses import dataclass
from itertools import groupby

from mobility.models import AllocationReason, Applicant, ApplicationRound
from mobility.rounds.enums import ChoiceOutcome, Waiting
from mobility.rounds.proposing import Proposal

ALL = slice(None)


@dataclass(frozen=True)
class ProtocolRow:
    """One applicant: where they got a place ("" where nowhere), the sentences, and what they wait for."""

    applicant: Applicant
    place: str
    sentences: list[str]
    waits_for: list[str]
    moved_to: str = ""  # later, from the waiting list


def as_proposed(proposal: Proposal, part: slice = ALL) -> list[ProtocolRow]:
    """Everybody by rank, or some of them."""
    return [
        ProtocolRow(
            applicant=each.applicant,
            place=str(each.place.partner) if each.place else "",
            sentences=[line.why for line in each.lines],
            waits_for=_names(line.choice for line in each.lines if line.waits),
        )
        for each in proposal.people[part]
    ]


def kept_count(application_round: ApplicationRound) -> int:
    """How many applicants the protocol tells of."""
    reasons = AllocationReason.objects.filter(run__round=application_round)
    return reasons.order_by().values("choice__applicant").distinct().count()


def as_kept(application_round: ApplicationRound, part: slice = ALL) -> list[ProtocolRow]:
    """By rank, everybody in one query, or some of them."""
    reasons = AllocationReason.objects.filter(run__round=application_round)
    if part != ALL:
        ranks = reasons.order_by("choice__applicant__rank").values_list("choice__applicant__rank", flat=True)
        reasons = reasons.filter(choice__applicant__rank__in=list(ranks.distinct()[part]))
    reasons = reasons.select_related("choice__applicant__stay", "choice__partner")
    ordered = reasons.order_by("choice__applicant__rank", "choice__position", "pk")
    return [_kept(list(rows)) for _rank, rows in groupby(ordered, key=lambda row: row.choice.applicant.rank)]


def _kept(rows: list[AllocationReason]) -> ProtocolRow:
    given = (str(row.choice.partner) for row in rows if row.outcome == ChoiceOutcome.GIVEN)
    moved = (str(row.choice.partner) for row in rows if row.waiting == Waiting.MOVED_UP)
    return ProtocolRow(
        applicant=rows[0].choice.applicant,
        place=next(given, ""),
        sentences=[row.why for row in rows],
        waits_for=_names(row.choice for row in rows if row.waiting == Waiting.WAITS),
        moved_to=next(moved, ""),
    )


def _names(choices) -> list[str]:
    return list(dict.fromkeys(str(choice.partner) for choice in choices))
