"""How a stay moves from state to state."""

from django.db import transaction

from mobility.models import Mobility
from mobility.workflow import mobility_workflow


@transaction.atomic
def move_stay(stay: Mobility, name: str, *, actor, note: str = "") -> Mobility:
    """Move ``stay`` along the edge ``name`` and return it as it is then.

    Raises ``RightMissing`` or ``TransitionRefused`` with every reason.
    """
    return mobility_workflow.perform(name, stay, actor=actor, note=note)
