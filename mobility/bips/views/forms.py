"""The forms of a programme: itself, its partners with their people, and which stays of ours belong to it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.kept_typing import typed_on
from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView, ServiceForm
from mobility.bips import services
from mobility.bips.forms.partners import partner_rows
from mobility.bips.forms.programmes import BipForm, BipVersionForm
from mobility.bips.forms.stays import StayForm
from mobility.bips.querysets import ADD_BIP, CHANGE_BIP, VIEW_BIP
from mobility.bips.views.details import crumbs
from mobility.models import Bip
from partners.services import home_institution


class BipForms:
    """What planning and changing share."""

    form_class = BipForm
    template_name = "mobility/bips/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}


class BipCreateView(BipForms, PortalCreateView):
    right = ADD_BIP
    title = gettext_lazy("New programme")
    submit_label = gettext_lazy("Plan it")
    done = gettext_lazy("The programme is planned. Next: its partners and their people.")

    def perform(self, form):
        return services.plan_bip(actor=self.request.user, home=home_institution(), **form.values())

    def success_url_for(self, written):
        return reverse("mobility:bip_partners", args=[written.pk])

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("mobility:bip_list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(check_url=reverse("mobility:bip_check_new"), **kwargs)


class OfBip(PortalUpdateView):
    """A form about a programme; back to its page from it."""

    model = Bip
    right = VIEW_BIP
    object_right = CHANGE_BIP

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()


class BipUpdateView(BipForms, OfBip):
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object.title}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_bip(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def get_context_data(self, **kwargs):
        return super().get_context_data(check_url=reverse("mobility:bip_check", args=[self.object.pk]), **kwargs)


class BipPartnersView(OfBip):
    """The table of partners: every press saves the whole of it."""

    form_class = BipVersionForm
    template_name = "mobility/bips/partners.html"
    title = gettext_lazy("Partners and people")
    submit_label = gettext_lazy("Save the partners")
    done = gettext_lazy("The partners are saved.")

    def get(self, request, *args, **kwargs):
        self.object, self.kept = self.get_object(), typed_on(request)
        typed = (self.kept.sent,) if self.kept else ()
        self.rows = partner_rows(self.object, request.user, *typed)
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if thrown_away := self.thrown_away():
            return thrown_away
        form, self.rows = self.get_form(), partner_rows(self.object, request.user, request.POST)
        are_valid = self.rows.is_valid()
        return self.form_valid(form) if form.is_valid() and are_valid else self.form_invalid(form)

    def changed_elsewhere(self, form, error):
        return ServiceForm.changed_elsewhere(self, form, error)

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.save_partners(self.object, actor=self.request.user, rows=self.rows.values(), seen_at=seen_at)

    def success_url_for(self, written):
        if "more" in self.request.POST:
            return reverse("mobility:bip_partners", args=[written.pk])
        return written.get_absolute_url()

    def get_context_data(self, **kwargs):
        check_url = reverse("mobility:bip_check_partners", args=[self.object.pk])
        return super().get_context_data(rows=self.rows, check_url=check_url, bip=self.object, **kwargs)


class BipStayView(OfBip):
    """A stay of ours that belongs to the programme."""

    form_class = StayForm
    takes_instance = False
    title = gettext_lazy("Somebody of ours takes part")
    submit_label = gettext_lazy("Add")
    done = gettext_lazy("The stay belongs to the programme now.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "bip": self.object}

    def perform(self, form):
        return services.join(form.cleaned_data["stay"], actor=self.request.user, bip=self.object)


class BipStayLeaveView(ActionView):
    """A stay that does not belong to the programme after all."""

    model = Bip
    right = VIEW_BIP
    object_right = CHANGE_BIP
    needs_confirmation = True
    title = gettext_lazy("Take the stay off the programme?")
    submit_label = gettext_lazy("Take it off")
    done = gettext_lazy("The stay does not belong to the programme any more.")

    def perform(self, note):
        stay = self.object.mobilities.filter(pk=self.kwargs["stay"]).first()
        if stay is not None:
            services.join(stay, actor=self.request.user, bip=None)
