"""An activity of the demonstration walks to its state, each step on the day on which people would have made it."""

from datetime import date, timedelta

from accounts.models import User
from cooperation.activities.services import move_activity, plan_activity, tell_how_it_was
from cooperation.models import Activity
from core.demo_history import as_if_on

STEPS = {
    "planned": (),
    "confirmed": ("confirm",),
    "held": ("confirm", "hold"),
    "reported": ("confirm", "hold", "tell", "report"),
    "postponed": ("postpone",),
    "cancelled": ("confirm", "cancel"),
}
WHY = {
    "postpone": "The partner's term begins later than we thought.",
    "cancel": "Nobody could travel in that week.",
}
PLANNED_DAYS, CONFIRMED_DAYS = 120, 45


def walk(state: str, today: date, actor: User, *, told: dict, **planned) -> Activity:
    """Plan an activity and take it to ``state``; ``told`` is how it was, where it took place."""
    starts_on, ends_on = planned["starts_on"], planned["ends_on"]
    days = {
        "plan": starts_on - timedelta(days=PLANNED_DAYS),
        "confirm": starts_on - timedelta(days=CONFIRMED_DAYS),
        "postpone": starts_on - timedelta(days=30),
        "cancel": starts_on - timedelta(days=20),
        "hold": ends_on + timedelta(days=1),
        "tell": ends_on + timedelta(days=9),
        "report": ends_on + timedelta(days=12),
    }
    longest_ago = min(today - timedelta(days=1), days["plan"])
    with as_if_on(longest_ago):
        activity = plan_activity(actor=actor, **planned)
    steps = [*STEPS[state]]
    if state == "held" and told:
        steps.append("tell")
    for step in steps:
        with as_if_on(max(longest_ago, min(today, days[step]))):
            if step == "tell":
                tell_how_it_was(activity, actor=actor, **told)
            else:
                activity = move_activity(activity, step, actor=actor, note=WHY.get(step, ""))
    return activity
