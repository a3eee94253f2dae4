"""What pages about something that hangs on a network share: a new row of it, one changed, one taken out."""

from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView
from networks.models import Network
from networks.pages import crumbs
from networks.querysets import CHANGE, VIEW


class AddToNetworkView(PortalUpdateView):
    """A new row of the network in the address; ``add(form)`` calls the service."""

    model = Network
    takes_instance = False
    right = VIEW
    object_right = CHANGE
    anchor = ""
    submit_label = gettext_lazy("Add")

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return f"{self.object.get_absolute_url()}{self.anchor}"

    def success_url_for(self, written):
        return self.cancel_url()


class OfNetworkRow(ObjectPage):
    """About one row of a network; back to the network from it."""

    right = VIEW
    object_right = CHANGE
    anchor = ""

    def get_queryset(self):
        return super().get_queryset().select_related("network")

    def crumbs(self):
        return crumbs(self.object.network)

    def back_url(self):
        return f"{self.object.network.get_absolute_url()}{self.anchor}"

    def cancel_url(self):
        return self.back_url()

    def success_url_for(self, written):
        return self.back_url()


class ChangeRowView(OfNetworkRow, PortalUpdateView):
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")


class RemoveRowView(OfNetworkRow, ActionView):
    needs_confirmation = True
    is_dangerous = True
    submit_label = gettext_lazy("Take it out")
    done = gettext_lazy("It is taken out.")
