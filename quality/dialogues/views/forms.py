"""The forms of a meeting, and what happens to it at one press."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.actions import ActionView
from core.views.forms import PortalUpdateView
from quality.dialogues import services
from quality.dialogues.agenda import proposed_agenda
from quality.dialogues.forms import MeetingForm, ParticipantsForm, RecordForm
from quality.dialogues.rights import may_hold
from quality.followups.page import crumbs
from quality.models import DialogueMeeting, DialogueParticipant, FollowUp
from quality.querysets import VIEW


def dialogue_of(follow_up: FollowUp) -> str:
    return reverse("quality:follow_up_dialogue", args=[follow_up.pk])


class HoldsDialogue:
    """Beside the right to read: whoever runs the follow-up, or was asked for this step."""

    right = VIEW

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not may_hold(self.request.user, getattr(found, "follow_up", found)):
            raise PermissionDenied
        return found


class MeetingCreateView(HoldsDialogue, PortalUpdateView):
    """A form about the follow-up whose meeting is planned."""

    model = FollowUp
    form_class = MeetingForm
    takes_instance = False
    title = gettext_lazy("Plan a dialogue meeting")
    submit_label = gettext_lazy("Plan it")
    done = gettext_lazy("The meeting is planned. Next: who takes part.")

    def get_initial(self):
        titles = {"process": self.object.version.title, "unit": self.object.unit}
        title = _("Dialogue: %(process)s, %(unit)s") % titles
        return {"title": title[:200], "agenda": proposed_agenda(self.object), "kept_by": self.request.user.pk}

    def perform(self, form):
        return services.plan_meeting(self.object, actor=self.request.user, **form.values())

    def success_url_for(self, written):
        return reverse("quality:dialogue_participants", args=[written.pk])

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return dialogue_of(self.object)


class OfMeeting(HoldsDialogue, PortalUpdateView):
    """A form about a meeting; back to the dialogue from it."""

    model = DialogueMeeting
    takes_instance = False

    def get_queryset(self):
        related = ("follow_up__process", "follow_up__version", "follow_up__unit", "follow_up__owner")
        return super().get_queryset().select_related(*related)

    def crumbs(self):
        return crumbs(self.object.follow_up)

    def cancel_url(self):
        return dialogue_of(self.object.follow_up)

    def success_url_for(self, written):
        return dialogue_of(self.object.follow_up)


class MeetingUpdateView(OfMeeting):
    form_class = MeetingForm
    takes_instance = True
    title = gettext_lazy("Change the meeting")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_meeting(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class ParticipantsView(OfMeeting):
    form_class = ParticipantsForm
    title = gettext_lazy("Who takes part")
    submit_label = gettext_lazy("Add them")
    done = gettext_lazy("They are added.")

    def perform(self, form):
        services.add_participants(self.object, actor=self.request.user, **form.cleaned_data)
        return self.object


class RecordView(OfMeeting):
    form_class = RecordForm
    title = gettext_lazy("The meeting has been held")
    submit_label = gettext_lazy("Record it")
    done = gettext_lazy("The dialogue is recorded. Next: what was agreed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.object}

    def perform(self, form):
        values = form.cleaned_data | {"came": [row.pk for row in form.cleaned_data["came"]]}
        return services.record_meeting(self.object, actor=self.request.user, **values)


class MeetingAct(HoldsDialogue, ActionView):
    model = DialogueMeeting

    def back_url(self):
        return dialogue_of(self.object.follow_up)


class MeetingRemoveView(MeetingAct):
    needs_confirmation = is_dangerous = True
    title = gettext_lazy("Remove the meeting?")
    explanation = gettext_lazy("Whoever was invited already is not told: do that yourself.")
    submit_label = gettext_lazy("Remove it")
    done = gettext_lazy("The meeting is removed.")

    def perform(self, note):
        services.remove_meeting(self.object, actor=self.request.user)


class InviteView(MeetingAct):
    def perform(self, note):
        count = services.send_invitations(self.object, actor=self.request.user)
        words = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", count)
        self.done = words % {"count": count}


class ParticipantRemoveView(MeetingAct):
    done = gettext_lazy("Taken off the list.")

    @cached_property
    def participant(self):
        return get_object_or_404(DialogueParticipant, pk=self.kwargs["participant"], meeting=self.object)

    def perform(self, note):
        services.remove_participant(self.participant, actor=self.request.user)


class OneStatement:
    """The statement that the address names, of this meeting."""

    @cached_property
    def statement(self):
        found = self.object.statements.filter(pk=self.kwargs["statement"]).first()
        if found is None:
            raise Http404
        return found
