"""Whose a date is: the owner who is still here, else the unit's coordinators, else the office.

Who may not sign in, or has no role any more, has left. Said twice, alike: as conditions for one
person's desk, and as SQL for everybody at once.
"""

from django.db.models import Exists, OuterRef, Q

from accounts.enums import Role
from accounts.models import Membership


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
        return ~Exists(Membership.objects.filter(user=OuterRef(f"{source.owner}_id"), user__is_active=True))

    @staticmethod
    def _has_no_coordinator(source):
        if not source.unit:
            return Q()
        active = Membership.objects.filter(role=Role.COORDINATOR, user__is_active=True)
        return ~Exists(active.filter(unit=OuterRef(f"{source.unit}_id")))


# The same for every row of a source at once, as SQL over a table "steps" with owner_id and unit_id.
KEEPERS_SQL = """
    WITH present AS (
             SELECT DISTINCT membership.user_id, membership.unit_id, membership.role
               FROM accounts_membership membership
               JOIN accounts_user person ON person.id = membership.user_id AND person.is_active
         ),
         left_alone AS (
             SELECT steps.* FROM steps
              WHERE NOT EXISTS (SELECT 1 FROM present WHERE present.user_id = steps.owner_id)
         )
    SELECT steps.*, steps.owner_id AS recipient_id, false AS owner_missing
      FROM steps
     WHERE EXISTS (SELECT 1 FROM present WHERE present.user_id = steps.owner_id)
    UNION ALL
    SELECT left_alone.*, present.user_id, left_alone.owner_id IS NOT NULL
      FROM left_alone
      JOIN present ON present.unit_id = left_alone.unit_id AND present.role = 'coordinator'
    UNION ALL
    SELECT left_alone.*, office.user_id, true
      FROM left_alone
      CROSS JOIN (SELECT DISTINCT user_id FROM present WHERE role = 'officer') office
     WHERE NOT EXISTS (SELECT 1 FROM present
                        WHERE present.role = 'coordinator' AND present.unit_id = left_alone.unit_id)
"""
