"""Whose a date is: who it was handed to, else its owner, else the unit's coordinators, else the office of its source.

Who may not sign in, or has no role any more but a guest's, has left; who is away is replaced by the substitute they
named, as long as that one is neither away nor gone too. Said twice, alike: as conditions for one person's
desk, and as SQL for everybody at once.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Exists, F, Func, OuterRef, Q, Value

from accounts.enums import Role
from accounts.models import Delegation, Membership, Unit, User
from reminders.models import Arrangement

OFFICES = (Role.OFFICER, Role.QUALITY_OFFICER)
EVERY_ROW = Q(pk__isnull=False)  # an empty Q() would vanish from an "or" instead of being true in it


class IsAnyOf(Func):
    """Whether the key at ``path`` is one of ``keys``: a single parameter however many, and indexes serve it."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("

    def __init__(self, path: str, keys: Iterable[int]):
        as_array = Value(sorted(keys), output_field=ArrayField(BigIntegerField()))
        super().__init__(F(path), as_array, output_field=BooleanField())


def is_one_of(path: str, keys: Iterable[int]) -> Q:
    """``IsAnyOf`` that is false, not unknown, where there is no key: it may be negated."""
    return Q(**{f"{path}__isnull": False}) & Q(IsAnyOf(path, keys))


class Presence:
    """Who is reached on the day: people who are here, or the substitute in their place. Three queries."""

    def __init__(self, on: date):
        self.on = on
        colleagues = Membership.objects.filter(user=OuterRef("pk"), user__is_active=True, role__in=Role.staff)
        gone = User.objects.exclude(Exists(colleagues))
        self._gone = set(gone.values_list("pk", flat=True))
        absent = dict(Delegation.objects.on(on).values_list("person", "substitute"))
        self.replaced_by = {
            person: substitute
            for person, substitute in absent.items()
            if substitute not in self._gone and substitute not in absent
        }
        members = Membership.objects.filter(role__in=(Role.COORDINATOR, Role.HEAD))
        self._units = defaultdict(set)
        for role, unit, user in members.values_list("role", "unit", "user"):
            if self.reaches(user):
                self._units[role].add(unit)

    @property
    def unreached(self) -> set[int]:
        """People who have left and whom nobody replaces."""
        return self._gone - self.replaced_by.keys()

    @property
    def key(self) -> Hashable:
        """The same where the same people are reached."""
        units = frozenset((role, frozenset(found)) for role, found in self._units.items())
        return frozenset(self.unreached), units

    def reaches(self, user: int) -> bool:
        return user not in self.unreached

    def units_with(self, role: Role) -> set[int]:
        """Units in which somebody who is reached holds ``role``."""
        return self._units[role]


class Keeper:
    """What ``user`` keeps on the day, asked of any number of sources with five queries in all.

    That is what is the person's own, and what belongs to those the person stands in for. The answers are
    held as keys: subqueries in each condition would cost more to write than to run.
    """

    def __init__(self, user, on: date):
        self.user = user
        self.on = on
        self.presence = Presence(on)
        self.replaced = [person for person, substitute in self.presence.replaced_by.items() if substitute == user.pk]
        self.people = [user.pk, *self.replaced]
        roles = list(Membership.objects.filter(user__in=self.people).values_list("role", "unit"))
        self.units = [unit for role, unit in roles if role == Role.COORDINATOR]
        self.headed = [unit for role, unit in roles if role == Role.HEAD]
        self.offices = frozenset(role for role, _unit in roles if role in OFFICES)
        self._handed_here, self._handed_elsewhere = defaultdict(list), defaultdict(list)
        handed = Arrangement.objects.filter(keeper__isnull=False).values_list("source", "object_id", "keeper")
        for source, key, keeper in handed:
            if keeper in self.people:
                self._handed_here[source].append(key)
            elif self.presence.reaches(keeper):
                self._handed_elsewhere[source].append(key)

    @property
    def key(self) -> Hashable:
        """The same where ``keeps`` gives the same conditions."""
        handed = [
            frozenset((source, frozenset(keys)) for source, keys in found.items() if keys)
            for found in (self._handed_here, self._handed_elsewhere)
        ]
        return frozenset(self.people), frozenset(self.units), self.offices, self.presence.key, *handed

    def keeps(self, source) -> Q:
        """The condition on the rows of ``source`` that makes them this person's to see to."""
        own = self._own(source)
        if elsewhere := self._handed_elsewhere[source.name]:
            own &= ~Q(IsAnyOf("pk", elsewhere))
        if here := self._handed_here[source.name]:
            own |= Q(IsAnyOf("pk", here))
        return own

    def is_told_of_overdue(self, source, schedule) -> Q:
        """The condition on rows so long overdue that this person, as head of the unit or as officer, is told."""
        told = Q(pk__in=[])
        if source.unit and schedule.head_after_days and self.headed:
            passed = _days_before(self.on, schedule.head_after_days)
            told |= Q(is_one_of(source.unit, self._units_headed()), **{f"{source.due}__lte": passed})
        if source.office in self.offices and schedule.office_after_days:
            told |= Q(**{f"{source.due}__lte": _days_before(self.on, schedule.office_after_days)})
        return told

    def _own(self, source) -> Q:
        own = is_one_of(source.owner, self.people) if source.owner else Q(pk__in=[])
        left_alone = self._left_alone(source)
        if source.is_seen_to_in_units and self.units:
            own |= Q(left_alone, is_one_of(source.unit, self.units))
        if source.office in self.offices:
            own |= Q(left_alone, self._has_no_coordinator(source))
        return own

    def _left_alone(self, source) -> Q:
        if not source.owner:
            return EVERY_ROW
        return Q(**{f"{source.owner}__isnull": True}) | is_one_of(source.owner, self.presence.unreached)

    def _has_no_coordinator(self, source) -> Q:
        if not source.is_seen_to_in_units:
            return EVERY_ROW
        covered = self.presence.units_with(Role.COORDINATOR)
        return ~is_one_of(source.unit, covered)

    def _units_headed(self) -> list[int]:
        """The units below those this person heads, as far as no other head is nearer."""
        heads = {*self.presence.units_with(Role.HEAD), *self.headed}
        return [pk for pk, path in Unit.objects.values_list("pk", "path") if _nearest(path, heads) in self.headed]


def _nearest(path: str, units: set[int]) -> int | None:
    """The unit of ``units`` that is the lowest in ``path`` ("/1/4/")."""
    return next((key for key in map(int, reversed(path.strip("/").split("/"))) if key in units), None)


def _days_before(on: date, days: int) -> date:
    return date.fromordinal(on.toordinal() - days)


# Who is reached on the ``day`` of a table "today": people who are here, or the substitute in their place. Its
# ``office`` is the role of those to whom comes what is nobody else's.
REACHED_SQL = """
    here AS (
        SELECT DISTINCT person.id AS user_id
          FROM accounts_user person
          JOIN accounts_membership membership ON membership.user_id = person.id
         WHERE person.is_active AND membership.role <> 'external_reviewer'
    ),
    absent AS (
        SELECT delegation.person_id, delegation.substitute_id
          FROM accounts_delegation delegation
          JOIN today ON today.day >= delegation.starts_on AND today.day <= COALESCE(delegation.ends_on, today.day)
    ),
    away AS (
        SELECT absent.*
          FROM absent
          JOIN here ON here.user_id = absent.substitute_id
         WHERE absent.substitute_id NOT IN (SELECT person_id FROM absent)
    ),
    reached AS (
        SELECT person_id AS user_id, substitute_id AS recipient_id, person_id AS instead_of_id FROM away
        UNION ALL
        SELECT user_id, user_id, NULL FROM here WHERE user_id NOT IN (SELECT person_id FROM away)
    ),
    holders AS (
        SELECT membership.unit_id, membership.role, reached.recipient_id, reached.instead_of_id
          FROM accounts_membership membership
          JOIN reached USING (user_id)
    ),
    office AS (SELECT DISTINCT ON (recipient_id) recipient_id, instead_of_id
                 FROM holders
                 JOIN today ON today.office = holders.role
                ORDER BY recipient_id, instead_of_id NULLS FIRST)
"""

# The keepers of every row of a table "steps" with keeper_id (handed to), owner_id and unit_id; needs REACHED_SQL.
# Where nobody keeps it and there is no officer, the keeper is NULL: the office's address.
KEEPERS_SQL = """
    coordinators AS (
        SELECT holders.* FROM holders JOIN today ON today.office = 'officer' WHERE holders.role = 'coordinator'
    ),
    owned AS (
        SELECT steps.*, COALESCE(handed.recipient_id, owner.recipient_id) AS recipient_id,
               CASE WHEN handed.recipient_id IS NULL THEN owner.instead_of_id ELSE handed.instead_of_id END
                   AS instead_of_id,
               handed.recipient_id IS NOT NULL AS is_handed
          FROM steps
          LEFT JOIN reached handed ON handed.user_id = steps.keeper_id
          LEFT JOIN reached owner ON owner.user_id = steps.owner_id
    ),
    kept AS (
        SELECT owned.object_id, recipient_id, instead_of_id,
               CASE WHEN instead_of_id IS NOT NULL THEN 'substitute' WHEN is_handed THEN 'handed' ELSE 'owner' END
                   AS told_as
          FROM owned WHERE recipient_id IS NOT NULL
        UNION ALL
        SELECT owned.object_id, holders.recipient_id, holders.instead_of_id, 'unit'
          FROM owned
          JOIN coordinators holders ON holders.unit_id = owned.unit_id
         WHERE owned.recipient_id IS NULL
        UNION ALL
        SELECT owned.object_id, office.recipient_id, office.instead_of_id, 'office'
          FROM owned
          CROSS JOIN (SELECT * FROM office
                       UNION ALL SELECT NULL, NULL WHERE NOT EXISTS (SELECT 1 FROM office)) office
         WHERE owned.recipient_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM coordinators WHERE coordinators.unit_id = owned.unit_id)
    )
"""

# The heads of every unit: of itself or of the nearest unit above it that has one; needs REACHED_SQL.
HEADS_SQL = """
    heads AS (
        SELECT unit_id, recipient_id, instead_of_id
          FROM (SELECT unit.id AS unit_id, holders.recipient_id, holders.instead_of_id,
                       RANK() OVER (PARTITION BY unit.id ORDER BY LENGTH(headed.path) DESC) AS distance
                  FROM accounts_unit unit
                  JOIN accounts_unit headed ON unit.path LIKE headed.path || '%%'
                  JOIN holders ON holders.unit_id = headed.id AND holders.role = 'head') ranked
         WHERE distance = 1
    )
"""
