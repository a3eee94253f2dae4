"""The forms of a stay: what kind, everything about it, the person, and going beyond the agreed number."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import address_with
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.opening import RefusesAtOpening
from mobility.models import Mobility
from mobility.querysets import CHANGE, VIEW
from mobility.stays.forms.kinds import KindForm
from mobility.stays.forms.reasons import ReasonForm
from mobility.stays.forms.stays import StayForm
from mobility.stays.kinds import KIND, why_settled
from mobility.stays.moves import accept_beyond
from mobility.stays.people import PersonUnsure
from mobility.stays.places import why_not_beyond
from mobility.stays.views.details import crumbs
from mobility.stays.views.kinds import OfAnotherKind, OfSettledKind
from mobility.stays.writing import ADD, change_stay, nominate
from partners.places import distance_between
from partners.services import home_institution


class MobilityCreateView(OfSettledKind, PortalCreateView):
    right = ADD
    form_class = StayForm
    template_name = "mobility/stays/form.html"
    title = gettext_lazy("Nominate somebody")
    submit_label = gettext_lazy("Nominate")
    done = gettext_lazy("The person is nominated.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "instance": self.settled}

    def get_context_data(self, **kwargs):
        check_url = reverse("mobility:mobility_check_new") + address_with(self.request.GET)
        return super().get_context_data(stay=self.settled, check_url=check_url, **kwargs)

    def perform(self, form):
        kind = {name: getattr(self.settled, name) for name in KIND}
        given = {"person": form.person(), "is_another": form.is_another}
        try:
            return nominate(actor=self.request.user, **given, **kind | form.stay_values())
        except PersonUnsure as unsure:
            form.offer(unsure.known)
            raise ValidationError({"same_person": unsure.sentence}) from unsure

    def cancel_url(self):
        return reverse("mobility:mobility_list")

    def crumbs(self):
        return crumbs()


class OfOneStay(PortalUpdateView):
    """A form about one stay that those who keep it may fill in."""

    model = Mobility
    right = VIEW
    object_right = CHANGE

    def get_queryset(self):
        return super().get_queryset().for_detail()

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return [*crumbs(), {"label": str(self.object), "url": self.object.get_absolute_url()}]


class MobilityKindView(OfOneStay):
    """The first question again, for a stay that is only nominated: its answer goes on to the form, as for a new one."""

    template_name = "mobility/stays/begin.html"
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        self.object = stay = self.get_object()
        if sentence := why_settled(stay):
            messages.error(request, sentence)
            return HttpResponseRedirect(stay.get_absolute_url())
        is_answered = bool(set(KIND) & set(request.GET))
        now = {"scheme": stay.scheme_id, "partner": stay.partner_id}
        now |= {name: getattr(stay, name) for name in ("direction", "activity")}
        form = KindForm(request.GET if is_answered else None, user=request.user, initial=now, stay=stay)
        if is_answered and form.is_valid():
            edit = reverse("mobility:mobility_edit", args=[stay.pk])
            return HttpResponseRedirect(address_with(request.GET, path=edit))
        title = _("Another kind of stay: %(stay)s") % {"stay": stay}
        context = {"form": form, "crumbs": self.crumbs(), "title": title, "cancel_url": stay.get_absolute_url()}
        return render(request, self.template_name, context)


class MobilityUpdateView(OfAnotherKind, OfOneStay):
    form_class = StayForm
    template_name = "mobility/stays/form.html"
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        if not self.another or not self.has_other_end or not self.object.partner_id:
            return {}
        return {"distance_km": distance_between(home_institution(), self.object.partner)}

    def get_context_data(self, **kwargs):
        check = reverse("mobility:mobility_check", args=[self.object.pk])
        may_change_kind = not self.another and not why_settled(self.object)
        return super().get_context_data(
            stay=self.object,
            check_url=address_with(self.request.GET, path=check),
            kind_url=reverse("mobility:mobility_kind", args=[self.object.pk]) if may_change_kind else "",
            **kwargs,
        )

    def perform(self, form):
        given = (self.another or {}) | form.stay_values()
        return change_stay(self.object, actor=self.request.user, seen_at=form.cleaned_data.get("seen_at"), **given)


class MobilityOverbookView(RefusesAtOpening, OfOneStay):
    """Accept somebody although all places of the year are taken."""

    form_class = ReasonForm
    takes_instance = False
    submit_label = gettext_lazy("Accept beyond the agreed number")
    done = gettext_lazy("Accepted, with the reason in its history.")

    @property
    def title(self):
        return _("Accept beyond the agreed number: %(stay)s") % {"stay": self.object}

    def refusal(self):
        return why_not_beyond(self.object)

    def perform(self, form):
        return accept_beyond(self.object, actor=self.request.user, reason=form.cleaned_data["reason"])
