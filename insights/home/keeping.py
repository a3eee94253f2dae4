"""The home's numbers are counted in the background, once for each reach of rights somebody has."""

from django.utils import timezone

from accounts.models import User
from core.locks import lock_if_free
from insights.home.counting import numbers_for
from insights.home.reach import reach_of
from insights.models import HomeFigures
from insights.querysets import VIEW

LOCK = 7307, 0


def count_homes() -> int:
    """Count for every reach, forget those nobody has any more; returns for how many. A second at once does nothing."""
    with lock_if_free(*LOCK) as is_alone:
        if not is_alone:
            return 0
        readers = {reach_of(user): user for user in User.objects.active() if user.has_perm(VIEW)}
        for reach, user in readers.items():
            defaults = {"numbers": numbers_for(user), "counted_at": timezone.now()}
            HomeFigures.objects.update_or_create(reach=reach, defaults=defaults)
        HomeFigures.objects.exclude(reach__in=readers).delete()
        return len(readers)


def kept_or_counted(user) -> HomeFigures:
    """What was counted for the reader's reach; where nothing was yet, it is counted now, and not kept."""
    reach = reach_of(user)
    return HomeFigures.objects.of_reach(reach) or HomeFigures(reach=reach, numbers=numbers_for(user))
