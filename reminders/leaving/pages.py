"""A hand-over as its page shows it: what each colleague gets or got, what did not go as planned, what stays."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from accounts.models import User
from core.keeping import kept_things, things_named
from reminders.enums import HandedOutcome
from reminders.leaving.mails import in_words
from reminders.models import HandedThing, HandOver


@dataclass(frozen=True)
class KindShown:
    label: str
    things: list[HandedThing]


@dataclass(frozen=True)
class ReceiverPart:
    """One colleague, what they get (or got), what did not become theirs (``stayed``), and what went back."""

    receiver: User
    words: str
    kinds: list[KindShown]
    stayed: list[HandedThing]
    returned: list[HandedThing]
    can_be_returned: bool


def parts_of(hand_over: HandOver) -> list[ReceiverPart]:
    """What goes, or went, to whom: by the name of the colleague."""
    by_receiver = defaultdict(list)
    for thing in hand_over.things.select_related("receiver"):
        by_receiver[thing.receiver].append(thing)
    return [_part(receiver, by_receiver[receiver]) for receiver in sorted(by_receiver, key=lambda user: user.name)]


def _part(receiver: User, things: list[HandedThing]) -> ReceiverPart:
    given = [thing for thing in things if thing.outcome in HandedOutcome.given]
    by_kind = [(kind, [thing for thing in given if thing.kind == kind.name]) for kind in kept_things()]
    return ReceiverPart(
        receiver=receiver,
        words=in_words(given),
        kinds=[KindShown(str(kind.label), of_kind) for kind, of_kind in by_kind if of_kind],
        stayed=[thing for thing in things if thing.outcome == HandedOutcome.STAYED],
        returned=[thing for thing in things if thing.outcome == HandedOutcome.RETURNED],
        can_be_returned=any(
            thing.outcome == HandedOutcome.DONE and things_named(thing.kind).can_be_returned for thing in given
        ),
    )


def what_stays(plan: HandOver) -> list[str]:
    """What the person would still keep once the plan is carried out, in words for each kind."""
    planned = Counter(plan.things.values_list("kind", flat=True))
    person = plan.person_id
    left = [(kind, kind.counts([person]).get(person, 0) - planned[kind.name]) for kind in kept_things()]
    return [kind.words(count) for kind, count in left if count > 0]
