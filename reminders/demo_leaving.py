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

# (who, how many things of each kind they follow, leaving out the first so many)
FOLLOWERS = [("reader", 2, 0), ("officer", 3, 1), ("coordinator", 2, 4), ("dean", 2, 2), ("auditor", 1, 0)]
LEFT, LEAVES = "coordinator-left", "coordinator-economics"
FOLLOWED_DAYS_AGO = 60


def people_follow():
    """Since two months ago, so that something has happened since."""
    for name, most, left_out in FOLLOWERS:
        person = _person(name)
        for known in followables():
            for obj in known.visible_to(person).order_by("-updated_at", "pk")[left_out : left_out + most]:
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
