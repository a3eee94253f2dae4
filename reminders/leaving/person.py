"""What a person keeps who leaves, what of it somebody may hand over, and which colleagues may keep it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import Membership, Unit, User
from accounts.rights import Grants
from accounts.services import only_administrator
from core.errors import PortalError, RightMissing
from core.keeping import KeptRow, KeptThings, Place, kept_things

RIGHT = "accounts.hand_over"
CLOSE = "core.administer"
MOST_NAMED = 3  # units after the name of a colleague


def may_hand_over(actor, person) -> bool:
    """Whether ``actor`` may open the page of ``person``: their own, one of somebody of their units, or any.

    What they may hand over there is decided for each thing: a head hands over what belongs to the unit.
    """
    if actor.pk == person.pk:
        return actor.has_perm("reminders.view_desk")
    if actor.rights.everywhere(RIGHT):
        return True
    granted = tuple(actor.rights.unit_paths(RIGHT))
    paths = (membership.unit.path for membership in person.memberships.select_related("unit")) if granted else ()
    return any(path.startswith(granted) for path in paths)


def may_close_account(actor, person) -> bool:
    """Administrators close accounts, but not their own."""
    return actor.has_perm(CLOSE) and actor.pk != person.pk and person.is_active


def require_right(actor, person):
    """Raise ``RightMissing`` unless ``actor`` may hand over for ``person``."""
    if not may_hand_over(actor, person):
        raise RightMissing(_("You do not have the right to hand over what %(person)s keeps.") % {"person": person})


def require_right_to_close(person, actor):
    """Raise ``RightMissing`` or ``PortalError`` unless ``actor`` may close the account of ``person`` now."""
    if not may_close_account(actor, person):
        raise RightMissing(_("Only administrators close accounts, and never their own."))
    if only_administrator(person):
        raise PortalError(_("This is the only administrator: make another one first."))


class Colleague:
    """Somebody who may be given something, with the rights of their own roles: what is lent to them does not count."""

    def __init__(self, user: User):
        self.user = user
        self.memberships = list(user.memberships.all())

    @cached_property
    def grants(self) -> Grants:
        return Grants((membership.role, membership.unit.path) for membership in self.memberships)

    def may_keep(self, things: KeptThings, place: Place | None) -> bool:
        return not things.right or self.grants.may(things.right, place)

    @cached_property
    def label(self) -> str:
        """The name with the units, so that namesakes are told apart."""
        units = list(dict.fromkeys(membership.unit.code for membership in self.memberships))
        return f"{self.user} · {', '.join(units[:MOST_NAMED])}{' …' if len(units) > MOST_NAMED else ''}"


def colleagues_of(person) -> list[Colleague]:
    """Everybody who works here but ``person``, by name, in two queries."""
    found = User.objects.able_to_stand_in().exclude(pk=person.pk).defer("search_text", "search_vector")
    return [Colleague(user) for user in found.prefetch_related("memberships__unit").order_by("name", "pk")]


@dataclass(frozen=True)
class KeptGroup:
    """One kind of thing a person keeps: the rows somebody may hand over, and how many more there are (``beyond``)."""

    things: KeptThings
    rows: list[KeptRow]
    beyond: int
    colleagues: list[Colleague]

    @cached_property
    def places(self) -> list[Place]:
        """The units the rows belong to, each once, in the order of the rows."""
        return list(dict.fromkeys(row.place for row in self.rows if row.place))

    def colleagues_at(self, place: Place | None) -> list[Colleague]:
        """Who may keep a row of the unit."""
        return [each for each in self.colleagues if each.may_keep(self.things, place)]

    @cached_property
    def colleagues_anywhere(self) -> list[Colleague]:
        """Who may keep any of the rows."""
        places: list[Place | None] = [*self.places] or [None]
        return [each for each in self.colleagues if any(each.may_keep(self.things, place) for place in places)]


def groups_of(person, actor) -> list[KeptGroup]:
    """What ``person`` keeps, kind by kind, as far as there is any; a constant number of queries whatever its number."""
    colleagues = colleagues_of(person)
    groups = []
    for things in kept_things():
        rows = things.rows(person, actor)
        beyond = max(0, things.counts([person.pk]).get(person.pk, 0) - len(rows))
        if rows or beyond:
            groups.append(KeptGroup(things, rows, beyond, colleagues))
    return groups


def people_in_reach(actor):
    """The people for whom ``actor`` may hand over, as a queryset."""
    people = User.objects.visible_to(actor)
    if actor.rights.everywhere(RIGHT):
        return people
    units = Unit.objects.where(actor, RIGHT)
    return people.filter(pk__in=Membership.objects.filter(unit__in=units).values("user"))


def kept_in_words(people: Iterable[User]) -> dict[int, list[str]]:
    """By person, what they keep, kind by kind; what comes by the roles of somebody who is here needs no mention."""
    keys = {person.pk: person.is_active for person in people}
    words: dict[int, list[str]] = {key: [] for key in keys}
    for things in kept_things():
        for key, count in things.counts(keys).items():
            if count and not (things.comes_by_role and keys[key]):
                words[key].append(things.words(count))
    return words


def left_behind(actor) -> int:
    """How many people who may not sign in any more still keep something, as far as ``actor`` may hand it over."""
    left = people_in_reach(actor).filter(is_active=False).only("is_active")
    return sum(bool(words) for words in kept_in_words(left).values())
