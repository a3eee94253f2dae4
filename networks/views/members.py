"""Members of a network: added, changed, ended, taken out."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.forms.members import MemberForm
from networks.models import NetworkMembership
from networks.services import memberships
from networks.views.hanging import AddToNetworkView, ChangeRowView, RemoveRowView


class MemberAddView(AddToNetworkView):
    form_class = MemberForm
    title = gettext_lazy("Add a member")
    done = gettext_lazy("The member is entered.")

    def perform(self, form):
        return memberships.add_member(self.object, actor=self.request.user, **form.values())

    def cancel_url(self):
        return reverse("networks:member_list", args=[self.object.pk])


class OfMember:
    model = NetworkMembership

    def get_queryset(self):
        return super().get_queryset().select_related("institution")

    def back_url(self):
        return reverse("networks:member_list", args=[self.object.network_id])


class MemberUpdateView(OfMember, ChangeRowView):
    form_class = MemberForm

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object.institution}

    def perform(self, form):
        return memberships.change_member(self.object, actor=self.request.user, **form.values())


class MemberRemoveView(OfMember, RemoveRowView):
    explanation = gettext_lazy(
        "For one that was entered by mistake. Who has left gets a last day instead, and stays in the history."
    )

    def prepare(self):
        self.title = _("Take %(member)s out of the members?") % {"member": self.object.institution}

    def perform(self, note):
        memberships.remove_member(self.object, actor=self.request.user, note=note)
