"""The forms of an action: planned in a follow-up or by hand, changed, reported as done, its progress noted."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.rights import require
from quality.actions.forms import ActionForm, ProgressForm, ResultForm
from quality.actions.moves import move_action
from quality.actions.services import add_action, change_action, note_progress
from quality.actions.views.details import crumbs
from quality.followups.page import crumbs as follow_up_crumbs
from quality.models import Action, FollowUp
from quality.querysets import RUN, VIEW, WORK

LONGEST_TITLE = 200


class ActionCreateView(PortalCreateView):
    """An action that belongs to no follow-up: the quality office alone plans such."""

    form_class = ActionForm
    right = RUN
    title = gettext_lazy("New action")
    submit_label = gettext_lazy("Plan it")
    done = gettext_lazy("The action is planned.")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.rights.everywhere(RUN):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        return add_action(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("quality:action_list")


class FollowUpActionCreateView(PortalUpdateView):
    """An action agreed in a follow-up; ``?finding=`` and ``?title=`` fill in what it is planned for."""

    model = FollowUp
    form_class = ActionForm
    takes_instance = False
    right = VIEW
    object_right = RUN
    title = gettext_lazy("New action")
    submit_label = gettext_lazy("Plan it")
    done = gettext_lazy("The action is planned.")

    def get_queryset(self):
        return super().get_queryset().select_related("process", "version__process", "unit")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "follow_up": self.object}

    def get_initial(self):
        asked = self.request.GET
        title = asked.get("title", "")[:LONGEST_TITLE]
        return {"unit": self.object.unit_id, "finding": asked.get("finding", ""), "title": title}

    def perform(self, form):
        values = form.values()
        return add_action(actor=self.request.user, follow_up=self.object, **values)

    def success_url_for(self, written):
        return reverse("quality:follow_up_actions", args=[self.object.pk])

    def cancel_url(self):
        return reverse("quality:follow_up_actions", args=[self.object.pk])

    def crumbs(self):
        return follow_up_crumbs(self.object)


class OfAction(PortalUpdateView):
    """A form about an action; back to its page from it."""

    model = Action
    right = VIEW

    def get_queryset(self):
        related = ("process", "unit", "owner", "follow_up__process", "follow_up__unit", "follow_up__version")
        return super().get_queryset().select_related(*related)

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()


class ActionUpdateView(OfAction):
    form_class = ActionForm
    object_right = RUN
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return self.object.title

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return change_action(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class ActionFinishView(OfAction):
    """Says what came of it; whoever verifies it reads that."""

    form_class = ResultForm
    takes_instance = False
    object_right = WORK
    title = gettext_lazy("Report as done")
    submit_label = gettext_lazy("Report as done")
    done = gettext_lazy("Reported as done. Somebody else verifies the result.")
    template_name = "quality/actions/about.html"

    def get_initial(self):
        return {"result": self.object.result}

    def perform(self, form):
        return move_action(self.object, "finish", actor=self.request.user, result=form.cleaned_data["result"])


class ActionNoteView(OfAction):
    """A note of progress, from the page of the action or from its own."""

    form_class = ProgressForm
    takes_instance = False
    title = gettext_lazy("Note the progress")
    submit_label = gettext_lazy("Keep the note")
    done = gettext_lazy("The note is kept.")
    template_name = "quality/actions/about.html"

    def get_object(self, queryset=None):
        action = super().get_object(queryset)
        if not any(self.request.user.has_perm(right, action) for right in (WORK, RUN)):
            require(self.request.user, WORK, action)
        return action

    def perform(self, form):
        return note_progress(self.object, actor=self.request.user, text=form.cleaned_data["text"])
