"""What waits for a person's decision in the mobility room: whom a unit accepts."""

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.querysets import CHANGE
from mobility.stays.tables import host
from reminders.decisions import DecisionSource, register
from reminders.sources import Act


def _nominated():
    return Mobility.objects.filter(state=MobilityState.NOMINATED)


def _address(row) -> str:
    return reverse("mobility:mobility_detail", args=[row.page_id])


def _acts(row, user) -> list[Act]:
    """Both need one more press at most; what the rules say stands on the page."""
    moves = ((gettext_lazy("Accept"), "accept", "primary", False), (gettext_lazy("Reject"), "reject", "danger", True))
    return [
        Act(label, reverse("mobility:mobility_move", args=[row.object_id, move]), tone, needs_note=needs_note)
        for label, move, tone, needs_note in moves
    ]


register(
    DecisionSource(
        name="mobility.nomination",
        label=gettext_lazy("Nomination to accept"),
        rows=_nominated,
        right=CHANGE,
        role=Value(Role.COORDINATOR.value),
        unit="unit",
        since="state_since",
        title=host(),
        person="coordinator",
        sentence=lambda row: _("Somebody is nominated: accept, or reject with a reason"),
        address=_address,
        acts=_acts,
    )
)
