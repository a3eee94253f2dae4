"""Colleagues to whom a date can be handed over, as the groups of a choice."""

from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, User
from reminders.arrangements import keeper_by_name
from reminders.sources import WatchedDate


def receivers_for(row: WatchedDate) -> list[tuple[str, list[tuple[int, str]]]]:
    """Who works here and does not keep the date, its own unit's people first, then the office; two queries.

    Whether each may read the object is asked of the one who is chosen (``arrangements.check_receiver``).
    """
    people = User.objects.able_to_stand_in().exclude(pk=keeper_by_name(row)).in_bulk()
    near, office = set(), set()
    units: dict[int, list[str]] = {}
    for membership in Membership.objects.filter(user__in=people).select_related("unit"):
        key = membership.user_id
        units.setdefault(key, []).append(membership.unit.name)
        if membership.unit_id == row.unit_id:
            near.add(key)
        elif membership.role == Role.OFFICER:
            office.add(key)
    groups: dict[str, list[tuple[int, str]]] = {_("Same unit"): [], _("International office"): [], _("Others"): []}
    names = list(groups)
    for key, colleague in people.items():
        place = 0 if key in near else 1 if key in office else 2
        groups[names[place]].append((key, f"{colleague} · {', '.join(dict.fromkeys(units.get(key, [])))}"))
    return [
        (name, sorted(options, key=lambda option: option[1].casefold())) for name, options in groups.items() if options
    ]
