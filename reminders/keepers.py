"""Whose a date is: who it was handed to, else its owner, else the unit's coordinators, else the office.

Who may not sign in, or has no role any more, has left; who is away is replaced by the substitute they
named, as long as that one has not left too. Said twice, alike: as conditions for one person's desk,
and as SQL for everybody at once.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import Delegation, Membership, Unit, User
from reminders.models import Arrangement


class Keeper:
    """What ``user`` keeps on the day, asked of any number of sources with three queries in all.

    That is what is the person's own, and what belongs to those the person stands in for.
    """

    def __init__(self, user, on: date):
        self.user = user
        self.on = on
        self.replaced = list(self._standing_in().filter(substitute=user).values_list("person", flat=True))
        self.people = [user.pk, *self.replaced]
        roles = list(Membership.objects.filter(user__in=self.people).values_list("role", "unit"))
        self.units = [unit for role, unit in roles if role == Role.COORDINATOR]
        self.headed = [unit for role, unit in roles if role == Role.HEAD]
        self.is_officer = any(role == Role.OFFICER for role, _unit in roles)

    def keeps(self, source) -> Q:
        """The condition on the rows of ``source`` that makes them this person's to see to."""
        handed = self._arranged(source).filter(keeper__in=self.people)
        return Exists(handed) | Q(~Exists(self._arranged(source).filter(self._is_reached("keeper"))), self._own(source))

    def is_told_of_overdue(self, source, schedule) -> Q:
        """The condition on rows so long overdue that this person, as head of the unit or as officer, is told."""
        told = Q(pk__in=[])
        if source.unit and schedule.head_after_days and self.headed:
            passed = _days_before(self.on, schedule.head_after_days)
            told |= Q(**{f"{source.unit}__in": self._units_headed(), f"{source.due}__lte": passed})
        if self.is_officer and schedule.office_after_days:
            told |= Q(**{f"{source.due}__lte": _days_before(self.on, schedule.office_after_days)})
        return told

    def _own(self, source) -> Q:
        own = Q(**{f"{source.owner}__in": self.people}) if source.owner else Q(pk__in=[])
        left_alone = ~self._is_reached(source.owner) if source.owner else Q()
        if source.unit and self.units:
            own |= Q(left_alone, **{f"{source.unit}__in": self.units})
        if self.is_officer:
            own |= Q(left_alone, self._has_no_coordinator(source))
        return own

    @staticmethod
    def _arranged(source) -> QuerySet:
        return Arrangement.objects.filter(source=source.name, object_id=OuterRef("pk"))

    def _is_reached(self, path: str) -> Q:
        """Whether the person at ``path`` is here, or a substitute is who is."""
        here = Membership.objects.filter(user__is_active=True)
        replaced = self._standing_in().filter(person=OuterRef(f"{path}_id"))
        return Q(Exists(here.filter(user=OuterRef(f"{path}_id")))) | Q(Exists(replaced))

    def _standing_in(self) -> QuerySet:
        """The substitutions of the day in which the substitute is here, and not away as well."""
        today = Delegation.objects.on(self.on)
        return today.filter(substitute__in=_people_here()).exclude(substitute__in=today.values("person"))

    def _has_no_coordinator(self, source) -> Q:
        if not source.unit:
            return Q()
        return ~Q(Exists(self._reached_members(Role.COORDINATOR).filter(unit=OuterRef(f"{source.unit}_id"))))

    def _reached_members(self, role) -> QuerySet:
        replaced = self._standing_in().values("person")
        return Membership.objects.filter(Q(user__is_active=True) | Q(user__in=replaced), role=role)

    def _units_headed(self) -> list[int]:
        """The units below those this person heads, as far as no other head is nearer."""
        heads = set(self._reached_members(Role.HEAD).values_list("unit", flat=True))
        return [pk for pk, path in Unit.objects.values_list("pk", "path") if _nearest(path, heads) in self.headed]


def _nearest(path: str, units: set[int]) -> int | None:
    """The unit of ``units`` that is the lowest in ``path`` ("/1/4/")."""
    return next((key for key in map(int, reversed(path.strip("/").split("/"))) if key in units), None)


def _people_here() -> QuerySet:
    return User.objects.active().filter(Exists(Membership.objects.filter(user=OuterRef("pk")))).values("pk")


def _days_before(on: date, days: int) -> date:
    return date.fromordinal(on.toordinal() - days)


# Who is reached on the day of a table "today": people who are here, or the substitute in their place.
REACHED_SQL = """
    here AS (
        SELECT DISTINCT person.id AS user_id
          FROM accounts_user person
          JOIN accounts_membership membership ON membership.user_id = person.id
         WHERE person.is_active
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
                 FROM holders WHERE role = 'officer' ORDER BY recipient_id, instead_of_id NULLS FIRST)
"""

# The keepers of every row of a table "steps" with keeper_id (handed to), owner_id and unit_id; needs REACHED_SQL.
KEEPERS_SQL = """
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
          JOIN holders ON holders.unit_id = owned.unit_id AND holders.role = 'coordinator'
         WHERE owned.recipient_id IS NULL
        UNION ALL
        SELECT owned.object_id, office.recipient_id, office.instead_of_id, 'office'
          FROM owned
          CROSS JOIN office
         WHERE owned.recipient_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM holders
                            WHERE holders.role = 'coordinator' AND holders.unit_id = owned.unit_id)
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
