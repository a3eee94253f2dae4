"""Words for asking what a person keeps, and for wishing that a colleague gets it."""

from datetime import date

from django.utils import timezone

from agreements.models import Agreement
from reminders.leaving.person import groups_of
from reminders.leaving.plans import Wish, plan_hand_over


def kept(person, actor) -> dict[str, list[str]]:
    """The titles of what ``actor`` may hand over for ``person``, by kind."""
    return {group.things.name: [row.title for row in group.rows] for group in groups_of(person, actor)}


def everything_to(receiver, person, actor, *, without=("reminders.follows",)) -> list[Wish]:
    """The wish to give all of it to one colleague."""
    groups = [group for group in groups_of(person, actor) if group.things.name not in without]
    return [Wish(group.things.name, row.key, receiver.pk) for group in groups for row in group.rows]


def plan_for(receiver, person, actor, **fields):
    return plan_hand_over(person, actor=actor, wishes=everything_to(receiver, person, actor), **fields)


def keeper_of(agreement) -> str:
    """Who keeps it now, by name."""
    return str(Agreement.objects.get(pk=agreement.pk).coordinator)


def today() -> date:
    return timezone.localdate()
