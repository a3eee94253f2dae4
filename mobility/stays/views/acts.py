"""What happens to a stay at one press: the moves of its workflow."""

from django.utils.translation import gettext as _

from core.views.actions import MoveView
from mobility.models import Mobility
from mobility.querysets import VIEW
from mobility.stays.moves import move_stay
from mobility.workflow import mobility_workflow


class MobilityMoveView(MoveView):
    """``/mobility/stays/7/accept/`` and the like, by POST."""

    model = Mobility
    right = VIEW
    workflow = mobility_workflow

    def get_queryset(self):
        return super().get_queryset().for_detail()

    def perform_move(self, name, note):
        moved = move_stay(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
