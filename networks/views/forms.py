"""The form of a network: new, or changed."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.forms import PortalCreateView, PortalUpdateView
from networks.forms.networks import NetworkForm
from networks.models import Network
from networks.pages import crumbs
from networks.querysets import CHANGE, VIEW
from networks.services.networks import add_network, change_network


class NetworkCreateView(PortalCreateView):
    form_class = NetworkForm
    right = CHANGE
    title = gettext_lazy("New network")
    submit_label = gettext_lazy("Enter it")
    done = gettext_lazy("The network is entered. Next: its members and who of us looks after it.")

    def perform(self, form):
        return add_network(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("networks:network_list")


class NetworkUpdateView(PortalUpdateView):
    model = Network
    form_class = NetworkForm
    right = VIEW
    object_right = CHANGE
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return change_network(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
