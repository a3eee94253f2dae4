"""Grants: calculated at one press."""

from django.utils.translation import gettext as _

from core.views.actions import ActionView
from mobility.grants.services import calculate_grant
from mobility.models import Mobility
from mobility.querysets import CHANGE, VIEW


class CalculateView(ActionView):
    """``/mobility/stays/7/grant/calculate/``"""

    model = Mobility
    right = VIEW
    object_right = CHANGE

    def perform(self, note):
        before = self.object.calculations.filter(is_current=True).first()
        made = calculate_grant(self.object, actor=self.request.user)
        self.done = _("The grant is as before.") if made == before else _("The grant is calculated.")
