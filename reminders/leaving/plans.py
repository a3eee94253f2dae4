"""A person leaves: what of theirs would go to whom, checked and kept as a plan to look at before anything is done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reminders.leaving.person import KeptGroup, groups_of, require_right, require_right_to_close
from reminders.models import HandedThing, HandOver

KEPT_FOR = timedelta(days=7)
MOST_SENTENCES = 5


@dataclass(frozen=True)
class Wish:
    """One thing (``kind`` and ``key`` as in ``core.keeping``) for one colleague."""

    kind: str
    key: str
    receiver: int


@transaction.atomic
def plan_hand_over(person, *, actor, wishes: Iterable[Wish], note: str = "", closes_account: bool = False) -> HandOver:
    """Note what would go to whom, for ``carry_out``; nothing of it is done yet.

    What ``person`` does not keep any more is left out. Raises ``RightMissing``, and ``ValidationError`` by kind for
    colleagues who cannot keep what they are given. Plans nobody confirmed within a week are thrown away.
    """
    require_right(actor, person)
    things = _planned(person, actor, list(wishes))
    if closes_account:
        require_right_to_close(person, actor)
    if not things and not closes_account:
        raise ValidationError(_("Nothing is ticked, so nothing would be handed over."))
    HandOver.objects.filter(done_at=None, created_at__lt=timezone.now() - KEPT_FOR).delete()
    plan = HandOver.objects.create(person=person, made_by=actor, note=note.strip(), closes_account=closes_account)
    for thing in things:
        thing.hand_over = plan
    HandedThing.objects.bulk_create(things)
    return plan


def _planned(person, actor, wishes: list[Wish]) -> list[HandedThing]:
    """The things of a plan in the order of the page, each looked up among what the person keeps now."""
    groups = {group.things.name: group for group in groups_of(person, actor)}
    faults, planned = {}, []
    for name, group in groups.items():
        asked = {wish.key: wish.receiver for wish in wishes if wish.kind == name}
        things = [_thing(group, row, asked[row.key]) for row in group.rows if row.key in asked]
        if sentences := _refusals(group, things, person, actor):
            faults[name] = sentences
        planned += things
    if faults:
        raise ValidationError(faults)
    return planned


def _thing(group: KeptGroup, row, receiver: int) -> HandedThing:
    return HandedThing(
        kind=group.things.name, key=row.key, title=row.title[:300], url=row.url[:300], receiver_id=receiver
    )


def _refusals(group: KeptGroup, things: list[HandedThing], person, actor) -> list[str]:
    """Why colleagues cannot keep what they are given, one sentence each, the first few of them."""
    colleagues = {each.user.pk: each for each in group.colleagues}
    by_receiver = defaultdict(list)
    rows = {row.key: row for row in group.rows}
    for thing in things:
        by_receiver[thing.receiver_id].append(rows[thing.key])
    sentences = []
    for key, given in by_receiver.items():
        colleague = colleagues.get(key)
        if colleague is None:
            sentences.append(_("Choose colleagues who work here."))
            continue
        wrong = {row.key: _no_right(colleague, row) for row in given if not colleague.may_keep(group.things, row.place)}
        wrong |= group.things.refusals(given, colleague.user, person=person, actor=actor)
        sentences += [f"“{rows[key].title}”: {sentence}" for key, sentence in wrong.items()]
    return _first(sentences)


def _no_right(colleague, row) -> str:
    words = {"person": colleague.user, "unit": row.place.name if row.place else ""}
    return _("%(person)s does not have the right to keep it: no role in %(unit)s.") % words


def _first(sentences: list[str]) -> list[str]:
    more = len(sentences) - MOST_SENTENCES
    if more <= 1:
        return sentences
    return [*sentences[:MOST_SENTENCES], _("And %(count)d more of these.") % {"count": more}]
