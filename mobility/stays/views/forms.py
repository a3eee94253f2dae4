"""The forms of a stay: what kind, everything about it, the person, and going beyond the agreed number."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.addresses import address_with
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.rights import RightRequired
from mobility.models import Mobility, Participant
from mobility.querysets import CHANGE, VIEW
from mobility.stays.forms.kinds import KindForm
from mobility.stays.forms.people import PersonForm
from mobility.stays.forms.reasons import ReasonForm
from mobility.stays.forms.stays import StayForm
from mobility.stays.moves import accept_beyond
from mobility.stays.people import PersonUnsure
from mobility.stays.views.details import crumbs
from mobility.stays.writing import ADD, change_person, change_stay, nominate

KIND = ("scheme", "direction", "activity", "partner")


class OfSettledKind:
    """Scheme, direction, activity and partner stand in the address; without them the first question is asked."""

    @cached_property
    def kind(self) -> KindForm:
        return KindForm(self.request.GET or None, user=self.request.user)

    @cached_property
    def settled(self) -> Mobility:
        return Mobility(**{name: self.kind.cleaned_data[name] for name in KIND})

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(ADD) or self.kind.is_valid():
            return super().dispatch(request, *args, **kwargs)
        return HttpResponseRedirect(reverse("mobility:mobility_begin") + address_with(request.GET))


class MobilityBeginView(RightRequired, TemplateView):
    """``?partner=7`` and the like come from other pages; a full answer goes on to the form."""

    right = ADD
    template_name = "mobility/stays/begin.html"

    def get(self, request, *args, **kwargs):
        is_answered = bool({"direction", "activity", "scheme"} & set(request.GET))
        form = KindForm(request.GET if is_answered else None, user=request.user, initial=request.GET.dict())
        if is_answered and form.is_valid():
            return HttpResponseRedirect(reverse("mobility:mobility_create") + address_with(request.GET))
        return self.render_to_response(self.get_context_data(form=form, crumbs=crumbs(), title=_("Nominate somebody")))


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


class MobilityUpdateView(OfOneStay):
    form_class = StayForm
    template_name = "mobility/stays/form.html"
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return str(self.object)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        check_url = reverse("mobility:mobility_check", args=[self.object.pk])
        return super().get_context_data(stay=self.object, check_url=check_url, **kwargs)

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return change_stay(self.object, actor=self.request.user, seen_at=seen_at, **form.stay_values())


class PersonUpdateView(OfOneStay):
    """What is known of the person, reached from one of their stays."""

    form_class = PersonForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return self.object.participant.name

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.object.participant}

    def perform(self, form):
        person: Participant = self.object.participant
        change_person(person, actor=self.request.user, seen_at=form.cleaned_data.get("seen_at"), **form.values())
        return self.object


class MobilityOverbookView(OfOneStay):
    """Accept somebody although all places of the year are taken."""

    form_class = ReasonForm
    takes_instance = False
    submit_label = gettext_lazy("Accept beyond the agreed number")
    done = gettext_lazy("Accepted, with the reason in its history.")

    @property
    def title(self):
        return _("Accept beyond the agreed number: %(stay)s") % {"stay": self.object}

    def perform(self, form):
        return accept_beyond(self.object, actor=self.request.user, reason=form.cleaned_data["reason"])
