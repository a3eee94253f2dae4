"""Writes to the steps of a route of approval."""

from collections.abc import Collection

from django.db import transaction

from agreements.models import RouteStep
from core import history

ASIDE = 30_000  # beyond any place a route has


@transaction.atomic
def save_route_steps(steps: Collection[RouteStep], *, actor, action: str = "changed"):
    """Write steps as a person has put them; each is kept by the next load of the supplied routes.

    No two may stand in one place even for a moment, so those that change places step aside first.
    """
    with history.action(action, actor=actor):
        stood = dict(
            RouteStep.objects.filter(route__in={step.route_id for step in steps}).values_list("pk", "position")
        )
        moving = [step for step in steps if step.pk and stood.get(step.pk) != step.position]
        for place, step in enumerate(step for step in moving if step.position in stood.values()):
            RouteStep.objects.filter(pk=step.pk).update(position=ASIDE + place)
        for step in steps:
            step.is_local = True
            step.save()
