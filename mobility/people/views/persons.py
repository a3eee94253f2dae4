"""The page of a person who goes or comes, and the forms behind it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import way_back
from core.views.actions import ActionView
from core.views.comparing import ComparesValues
from core.views.details import PortalDetailView
from core.views.forms import PortalUpdateView
from mobility.models import EmergencyContact, InclusionNeed, Mobility, Participant
from mobility.people.enums import Sensitive
from mobility.people.forms import EmergencyContactForm, InclusionNeedForm
from mobility.people.own_data import own_data
from mobility.people.reading import VIEW_SENSITIVE, has_just_asked, note_reading
from mobility.people.selectors import PersonFacts
from mobility.people.services import save_emergency_contact, save_inclusion_need
from mobility.querysets import CHANGE, VIEW
from mobility.stays.forms import PersonForm
from mobility.stays.writing import change_person


def crumbs(participant: Participant | None = None) -> list[dict]:
    found = [{"label": _("Mobility"), "url": reverse("mobility:mobility_list")}]
    return found + ([{"label": participant.name, "url": participant.get_absolute_url()}] if participant else [])


class ParticipantDetailView(PortalDetailView):
    """Who it is, the stays one may read, the days used; what is sensitive lies behind a button for the office."""

    model = Participant
    right = VIEW
    context_object_name = "participant"
    panel_page = "mobility.participant"
    template_name = "mobility/people/participant_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("nationality", "residence")

    def get_context_data(self, **kwargs):
        person, user = self.object, self.request.user
        is_known = person.anonymised_at is None
        return super().get_context_data(
            facts=PersonFacts(person, user),
            may_change=is_known and user.has_perm(CHANGE, person),
            may_read=is_known and user.has_perm(VIEW_SENSITIVE),
            crumbs=crumbs(),
            **kwargs,
        )


class ParticipantUpdateView(PortalUpdateView):
    """What is known of a person; from one of their stays it leads back there."""

    model = Participant
    right = VIEW
    object_right = CHANGE
    form_class = PersonForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return change_person(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    @property
    def title(self) -> str:
        return _("Change: %(what)s") % {"what": self.object.name}

    def success_url_for(self, written):
        return self.cancel_url()

    def cancel_url(self):
        return way_back(self.request, self.object.get_absolute_url())

    def crumbs(self):
        return crumbs(self.object)


class ParticipantReadView(ActionView):
    """The deliberate click: the reading is written down, then the page opens for some minutes."""

    model = Participant
    right = VIEW_SENSITIVE

    def perform(self, note):
        note_reading([self.object], Sensitive.PERSON, actor=self.request.user)

    def way_back(self):
        return reverse("mobility:participant_sensitive", args=[self.object.pk])


class _Sensitive:
    """A page that opens only just after the deliberate click; otherwise it leads back to the person."""

    right = VIEW_SENSITIVE

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(VIEW_SENSITIVE):
            self.object = self.get_object()
            if not has_just_asked(self.person(), actor=request.user):
                return HttpResponseRedirect(self.person().get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def person(self) -> Participant:
        return self.object


class ParticipantSensitiveView(_Sensitive, PortalDetailView):
    model = Participant
    context_object_name = "participant"
    template_name = "mobility/people/participant_sensitive.html"

    def get_context_data(self, **kwargs):
        person, user = self.object, self.request.user
        stays = Mobility.objects.visible_to(user).filter(participant=person).for_list()
        needs = {need.mobility_id: need for need in InclusionNeed.objects.filter(mobility__participant=person)}
        return super().get_context_data(
            contact=EmergencyContact.objects.filter(participant=person).first(),
            stays=[(stay, needs.get(stay.pk)) for stay in stays.in_order_of_start()],
            readings=person.readings.select_related("reader")[:20],
            crumbs=crumbs(person),
            **kwargs,
        )


class EmergencyContactView(ComparesValues, _Sensitive, PortalUpdateView):
    model = Participant
    form_class = EmergencyContactForm
    title = gettext_lazy("Whom to call in an emergency")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def get_form_kwargs(self):
        contact = EmergencyContact.objects.filter(participant=self.object).first()
        return super().get_form_kwargs() | {"instance": contact}

    def perform(self, form):
        save_emergency_contact(self.object, actor=self.request.user, **form.values())
        return self.object

    def success_url_for(self, written):
        return self.cancel_url()

    def cancel_url(self):
        return reverse("mobility:participant_sensitive", args=[self.object.pk])

    def crumbs(self):
        return crumbs(self.object)


class InclusionNeedView(ComparesValues, _Sensitive, PortalUpdateView):
    model = Mobility
    form_class = InclusionNeedForm
    takes_instance = False
    title = gettext_lazy("Needs of the participant")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def person(self):
        return self.object.participant

    def get_initial(self):
        need = InclusionNeed.objects.filter(mobility=self.object).first()
        return {"has_need": need is not None, "needs": need.needs if need else ""}

    def perform(self, form):
        save_inclusion_need(self.object, actor=self.request.user, **form.cleaned_data)
        return self.object

    def success_url_for(self, written):
        return self.cancel_url()

    def cancel_url(self):
        return reverse("mobility:participant_sensitive", args=[self.object.participant_id])

    def crumbs(self):
        return crumbs(self.person())


class OwnDataView(ActionView):
    """Everything about one person as a file, for that person; recorded as an export and as a reading."""

    model = Participant
    right = VIEW_SENSITIVE

    def act(self, note):
        response = HttpResponse(own_data(self.object, actor=self.request.user), content_type="application/zip")
        name = slugify(self.object.name) or "person"
        response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
        response["Cache-Control"] = "private, no-store"
        return response
