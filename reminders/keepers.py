"""Whose a date is: the active owner, else the unit's coordinators, else the office.

Said twice, alike: as conditions for one person's desk, and as SQL for everybody at once.
"""

from django.db.models import Exists, OuterRef, Q

from accounts.enums import Role
from accounts.models import Membership, User


class Keeper:
    """What ``user`` keeps, asked of any number of sources with two queries in all."""

    def __init__(self, user):
        self.user = user
        roles = list(user.memberships.values_list("role", "unit"))
        self.units = [unit for role, unit in roles if role == Role.COORDINATOR]
        self.is_officer = any(role == Role.OFFICER for role, _unit in roles)

    def keeps(self, source) -> Q:
        """The condition on the rows of ``source`` that makes them this person's own to see to."""
        own = Q(**{source.owner: self.user}) if source.owner else Q(pk__in=[])
        if source.unit and self.units:
            own |= Q(self._has_no_owner(source), **{f"{source.unit}__in": self.units})
        if self.is_officer:
            own |= Q(self._has_no_owner(source), self._has_no_coordinator(source))
        return own

    @staticmethod
    def _has_no_owner(source):
        if not source.owner:
            return Q()
        return ~Exists(User.objects.filter(pk=OuterRef(f"{source.owner}_id"), is_active=True))

    @staticmethod
    def _has_no_coordinator(source):
        if not source.unit:
            return Q()
        active = Membership.objects.filter(role=Role.COORDINATOR, user__is_active=True)
        return ~Exists(active.filter(unit=OuterRef(f"{source.unit}_id")))


# The same for every row of a source at once, as SQL over a table "steps" with owner_id and unit_id.
KEEPERS_SQL = """
    SELECT steps.*, person.id AS recipient_id, false AS owner_missing
      FROM steps JOIN accounts_user person ON person.id = steps.owner_id AND person.is_active
    UNION ALL
    SELECT steps.*, member.user_id, steps.owner_id IS NOT NULL
      FROM steps
      JOIN (SELECT DISTINCT membership.unit_id, membership.user_id
              FROM accounts_membership membership
              JOIN accounts_user person ON person.id = membership.user_id AND person.is_active
             WHERE membership.role = 'coordinator') member ON member.unit_id = steps.unit_id
     WHERE NOT EXISTS (SELECT 1 FROM accounts_user owner WHERE owner.id = steps.owner_id AND owner.is_active)
    UNION ALL
    SELECT steps.*, office.user_id, true
      FROM steps
      CROSS JOIN (SELECT DISTINCT membership.user_id
                    FROM accounts_membership membership
                    JOIN accounts_user person ON person.id = membership.user_id AND person.is_active
                   WHERE membership.role = 'officer') office
     WHERE NOT EXISTS (SELECT 1 FROM accounts_user owner WHERE owner.id = steps.owner_id AND owner.is_active)
       AND NOT EXISTS (SELECT 1
                         FROM accounts_membership membership
                         JOIN accounts_user person ON person.id = membership.user_id AND person.is_active
                        WHERE membership.role = 'coordinator' AND membership.unit_id = steps.unit_id)
"""
