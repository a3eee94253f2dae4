"""Forms and acts of a round: planning it, its places, its allocation, its waiting lists."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Condition
from core.errors import PortalError
from core.views.actions import ActionView, MoveView
from core.views.comparing import ComparesValues
from core.views.forms import PortalCreateView, PortalUpdateView
from mobility.models import AllocationReason, ApplicationRound, RoundPlace
from mobility.rounds import services
from mobility.rounds.allocating import carry_out, leave_list, move_up
from mobility.rounds.forms import ApplicationRoundForm, RoundPlacesForm
from mobility.rounds.querysets import CHANGE_ROUND, VIEW_ROUND
from mobility.rounds.views.details import crumbs
from mobility.rounds.workflow import round_workflow


class RoundForms:
    """What planning and changing share."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}


class RoundCreateView(RoundForms, PortalCreateView):
    form_class = ApplicationRoundForm
    right = CHANGE_ROUND
    title = gettext_lazy("New application round")
    submit_label = gettext_lazy("Plan the round")
    done = gettext_lazy("The round is planned. It opens and closes by its dates.")

    def perform(self, form):
        return services.begin_round(actor=self.request.user, **form.values())

    def cancel_url(self):
        return reverse("mobility:round_list")

    def crumbs(self):
        return crumbs()


class OfRound:
    """A page about one round that whoever keeps it may change."""

    model = ApplicationRound
    right = VIEW_ROUND
    object_right = CHANGE_ROUND

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class RoundUpdateView(RoundForms, OfRound, PortalUpdateView):
    form_class = ApplicationRoundForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object.name}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_round(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class RoundPlacesView(ComparesValues, OfRound, PortalUpdateView):
    """How many places the round has under one condition."""

    form_class = RoundPlacesForm
    takes_instance = False
    submit_label = gettext_lazy("Save the places")
    done = gettext_lazy("The places are saved.")

    @cached_property
    def condition(self):
        known = Condition.objects.filter(agreement__is_published=True).select_related("receiver")
        return get_object_or_404(known, pk=self.kwargs["condition"])

    @property
    def title(self):
        words = {"partner": self.condition.receiver, "levels": self.condition.level_words}
        return (_("Places at %(partner)s, %(levels)s") if words["levels"] else _("Places at %(partner)s")) % words

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"agreed": self.condition.people_per_year}

    def get_initial(self):
        row = RoundPlace.objects.filter(round=self.object, condition=self.condition).first()
        return {"places": row.places, "reason": row.reason} if row else {}

    def perform(self, form):
        return services.set_places(self.object, self.condition, actor=self.request.user, **form.cleaned_data)


class RoundMoveView(MoveView):
    model = ApplicationRound
    right = VIEW_ROUND
    workflow = round_workflow

    def perform_move(self, name, note):
        return services.move_round(self.object, name, actor=self.request.user, note=note)


class RoundActionView(OfRound, ActionView):
    """An act of whoever keeps the round."""


class RoundAllocateView(RoundActionView):
    """Carries out what the page of the allocation showed."""

    done = gettext_lazy("The places are given: everybody who got one is nominated.")

    def back_url(self):
        return reverse("mobility:round_protocol", args=[self.object.pk])

    def perform(self, note):
        carry_out(self.object, actor=self.request.user, fingerprint=self.request.POST.get("fingerprint", ""))


class WaitingView(RoundActionView):
    """An act on one line of a waiting list."""

    @cached_property
    def reason(self):
        known = AllocationReason.objects.filter(run__round=self.object).select_related(
            "run__round", "choice__applicant"
        )
        return get_object_or_404(known, pk=self.kwargs["reason"])


class MoveUpView(WaitingView):
    done = gettext_lazy("They have the place now.")

    def perform(self, note):
        move_up(self.reason, actor=self.request.user)


class LeaveListView(WaitingView):
    needs_note = True
    title = gettext_lazy("Take from the waiting list")
    submit_label = gettext_lazy("Take from the list")
    done = gettext_lazy("They do not wait for this place any more.")

    def perform(self, note):
        if not note.strip():
            raise PortalError(_("Please say why in a few words."))
        leave_list(self.reason, actor=self.request.user, note=note)
