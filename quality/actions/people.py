"""Who can be made responsible for actions, and the units they can be given to."""

from accounts.models import Unit, User
from accounts.roles import ROLES
from quality.querysets import RUN, WORK

WORKING_ROLES = [role for role, grant in ROLES.items() if WORK in grant.of_own | grant.everywhere]


def people_for_actions():
    """Everybody here whose role lets them work on actions, by name."""
    return User.objects.active().with_role(*WORKING_ROLES).order_by("name", "pk")


def units_for_actions(user, follow_up=None):
    """Every unit for the quality office; others choose that of the follow-up or one below it."""
    units = Unit.objects.filter(is_active=True).order_by("path")
    if user.rights.everywhere(RUN):
        return units
    return units.filter(path__startswith=follow_up.unit.path) if follow_up else units.none()
