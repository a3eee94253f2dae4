"""Who follows what in the demonstration, who has left and still keeps something, and who leaves soon."""

from datetime import timedelta

from django.utils import timezone

from accounts.demo_accounts import demo_email
from accounts.enums import Role
from accounts.models import Unit, User
from accounts.services import create_user, grant_role, update_user
from core.following import follow, followables
from core.keeping import things_named
from core.models import Follow

# (who, how many things of each kind they follow)
FOLLOWERS = [("reader", 2), ("officer", 3), ("coordinator", 2), ("dean", 2), ("auditor", 1)]
LEFT, LEAVES = "coordinator-left", "coordinator-economics"
FOLLOWED_DAYS_AGO = 400


def people_follow():
    """Since more than a year ago, so that something has happened since; first what they may read the history of."""
    for name, most in FOLLOWERS:
        person = _person(name)
        for known in followables():
            rows = known.visible_to(person).order_by("-updated_at", "pk")
            for obj in sorted(rows, key=lambda row: not person.has_perm(known.history_right, row))[:most]:
                follow(obj, actor=person)
    Follow.objects.update(created_at=timezone.now() - timedelta(days=FOLLOWED_DAYS_AGO))


def people_leave():
    """One coordinator has left without handing over; another leaves soon, and the page shows what they keep."""
    unit = Unit.objects.get(code="DIDA")
    left = create_user(email=demo_email(LEFT), name="Coordinator, left in the autumn", actor=None)
    grant_role(left, unit=unit, role=Role.COORDINATOR, actor=None)
    kind, giver = things_named("agreements.in_force"), _person("coordinator")
    keys = [row.key for row in kind.rows(giver, giver)[:2]]
    kind.hand_over(keys, person=giver, to=left, actor=giver, note="New in the department")
    update_user(left, actor=None, is_active=False)
    update_user(_person(LEAVES), actor=None, title="Leaves at the end of the year")


def _person(name: str) -> User:
    return User.objects.get(email=demo_email(name))
