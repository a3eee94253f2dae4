"""Joint offers: entered, changed, given by partners, taken out."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView
from networks.forms.offers import OfferForm, OfferPartnerForm
from networks.models import JointOffer, JointOfferPartner
from networks.pages import crumbs
from networks.querysets import CHANGE, VIEW
from networks.services import offers
from networks.views.hanging import AddToNetworkView, RemoveRowView


class OfferAddView(AddToNetworkView):
    form_class = OfferForm
    takes_instance = False
    title = gettext_lazy("New joint offer")
    submit_label = gettext_lazy("Enter it")
    done = gettext_lazy("The offer is entered. Next: who gives it.")

    def perform(self, form):
        return offers.add_offer(self.object, actor=self.request.user, **form.values())

    def success_url_for(self, written):
        return written.get_absolute_url()


class OfOffer(ObjectPage):
    """Something about one offer; back to its page from it."""

    model = JointOffer
    right = VIEW
    object_right = CHANGE

    def get_queryset(self):
        return super().get_queryset().select_related("network")

    def crumbs(self):
        return crumbs(self.object.network, self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()


class OfferUpdateView(OfOffer, PortalUpdateView):
    form_class = OfferForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return offers.change_offer(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class OfferPartnerAddView(OfOffer, PortalUpdateView):
    form_class = OfferPartnerForm
    takes_instance = False
    title = gettext_lazy("Who gives it")
    submit_label = gettext_lazy("Add")
    done = gettext_lazy("The institution gives the offer now.")

    def perform(self, form):
        return offers.add_offer_partner(self.object, actor=self.request.user, **form.cleaned_data)


class OfferPartnerActView(OfOffer, ActionView):
    """One of those who give it, by the second number of the address."""

    @cached_property
    def partner(self) -> JointOfferPartner:
        found = self.object.partners.select_related("institution", "offer").filter(pk=self.kwargs["partner"]).first()
        if found is None:
            raise Http404
        return found


class OfferCoordinatorView(OfferPartnerActView):
    done = gettext_lazy("Who coordinates the offer is changed.")

    def perform(self, note):
        offers.make_coordinator(self.partner, actor=self.request.user)


class OfferPartnerRemoveView(OfferPartnerActView):
    needs_confirmation = True
    is_dangerous = True
    submit_label = gettext_lazy("Take it out")
    done = gettext_lazy("It is taken out.")

    def prepare(self):
        self.title = _("Does %(partner)s not give the offer any more?") % {"partner": self.partner.institution}

    def perform(self, note):
        offers.remove_offer_partner(self.partner, actor=self.request.user)


class OfferRemoveView(RemoveRowView):
    model = JointOffer
    needs_note = True
    explanation = gettext_lazy("For one that was entered by mistake. One that is over stays: it is what was offered.")

    def prepare(self):
        self.title = _("Take “%(offer)s” out?") % {"offer": self.object}

    def perform(self, note):
        offers.remove_offer(self.object, actor=self.request.user, note=note)
