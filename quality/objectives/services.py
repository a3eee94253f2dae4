"""Every write to objectives."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from core.versions import refuse_if_changed
from quality.indicators.definitions import require_catalogue
from quality.indicators.numbers import HUNDRED
from quality.models import Objective
from quality.querysets import CATALOGUE

history.describe("objective.set", gettext_noop("set the objective"))


@transaction.atomic
def set_objective(*, actor, **fields) -> Objective:
    """A new objective. Raises ``ValidationError``."""
    require_catalogue(actor)
    objective = Objective(is_local=True, **fields)
    _check(objective)
    with history.action("objective.set", actor=actor, right=CATALOGUE):
        objective.save()
    return objective


@transaction.atomic
def change_objective(objective: Objective, *, actor, seen_at=None, **fields) -> Objective:
    require_catalogue(actor)
    locked = Objective.objects.select_for_update().get(pk=objective.pk)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.is_local = True
    _check(locked)
    with history.action("changed", actor=actor, right=CATALOGUE):
        locked.save(update_fields=[*fields, "is_local", "updated_at"])
    return locked


@transaction.atomic
def remove_objective(objective: Objective, *, actor):
    """Take away one that was set here; one that comes with the portal is given a last year instead."""
    require_catalogue(actor)
    locked = Objective.objects.select_for_update().get(pk=objective.pk)
    if sentence := why_it_stays(locked):
        raise PortalError(sentence)
    with history.action("removed", actor=actor, right=CATALOGUE):
        locked.delete()


def why_it_stays(objective: Objective) -> str:
    return "" if objective.is_local else _("It comes with the portal: give it a last academic year instead.")


def _check(objective: Objective):
    if objective.indicator_id and not objective.indicator.has_figure:
        raise ValidationError({"indicator": _("Only a number or a share can have a target.")})
    if objective.indicator_id and objective.indicator.is_share and not 0 <= objective.target <= HUNDRED:
        raise ValidationError({"target": _("A share lies between 0 and 100 per cent.")})
    objective.full_clean()
