"""What shows an activity and what follows from it: evidence, tasks, the stays and programmes that belong to it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cooperation.activities import links, results, tasks_after
from cooperation.activities.forms.parts import BipLinkForm, EvidenceForm, StayForm, TaskForm
from cooperation.hanging import AddRowView, ChangeRowView, RemoveRowView, RowActView
from cooperation.models import Activity, ActivityDocument, FollowUpTask
from cooperation.rights import CHANGE, VIEW
from core.private_files import download_response
from core.views.actions import ActionView
from core.views.rights import require


class EvidenceAddView(AddRowView):
    model = Activity
    form_class = EvidenceForm
    anchor = "#documents"
    title = gettext_lazy("Add evidence")
    submit_label = gettext_lazy("Keep it")
    done = gettext_lazy("The document is kept.")

    def perform(self, form):
        values = dict(form.cleaned_data)
        return results.add_document(self.object, actor=self.request.user, upload=values.pop("file"), **values)


class EvidenceUpdateView(ChangeRowView):
    model = ActivityDocument
    form_class = EvidenceForm
    takes_instance = False
    anchor = "#documents"
    title = gettext_lazy("Change or replace a document")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in ("kind", "title", "readers")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kept": self.object}

    def perform(self, form):
        values = dict(form.cleaned_data)
        return results.change_document(self.object, actor=self.request.user, upload=values.pop("file"), **values)


class EvidenceRemoveView(RemoveRowView):
    model = ActivityDocument
    anchor = "#documents"
    needs_note = True
    explanation = gettext_lazy("The file is deleted. The history keeps its title, its checksum and your reason.")
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("The document is removed.")

    def prepare(self):
        self.title = _("Remove “%(document)s”?") % {"document": self.object}

    def perform(self, note):
        results.remove_document(self.object, actor=self.request.user, note=note)


@require_safe
def evidence_file(request, pk: int):
    """The file, for those who may read it; for others there is none. ``?show``: in the browser."""
    require(request.user, VIEW)
    document = get_object_or_404(ActivityDocument.objects.visible_to(request.user), pk=pk)
    try:
        return download_response(document, is_shown="show" in request.GET)
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is not in its place.")) from error


class TaskAddView(AddRowView):
    model = Activity
    form_class = TaskForm
    anchor = "#tasks"
    title = gettext_lazy("Give a task")
    done = gettext_lazy("The task is given.")

    def perform(self, form):
        return tasks_after.add_task(self.object, actor=self.request.user, **form.values())


class TaskUpdateView(ChangeRowView):
    model = FollowUpTask
    form_class = TaskForm
    anchor = "#tasks"
    title = gettext_lazy("Change a task")

    def perform(self, form):
        return tasks_after.change_task(self.object, actor=self.request.user, **form.values())


class TaskRemoveView(RemoveRowView):
    model = FollowUpTask
    anchor = "#tasks"
    title = gettext_lazy("Take this task back?")
    submit_label = gettext_lazy("Take it back")
    done = gettext_lazy("The task is taken back.")

    def perform(self, note):
        tasks_after.remove_task(self.object, actor=self.request.user)


class TaskDoneView(RowActView):
    """Its owner may, too: the service decides."""

    model = FollowUpTask
    object_right = ""
    anchor = "#tasks"
    done = gettext_lazy("The task is done.")

    def perform(self, note):
        tasks_after.finish_task(self.object, actor=self.request.user)


class TaskOpenView(TaskDoneView):
    done = gettext_lazy("The task is open again.")

    def perform(self, note):
        tasks_after.open_task_again(self.object, actor=self.request.user)


class LinkAddView(AddRowView):
    model = Activity
    anchor = "#mobility"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "activity": self.object}


class StayAddView(LinkAddView):
    form_class = StayForm
    title = gettext_lazy("A stay belongs to it")
    done = gettext_lazy("The stay belongs to the activity now.")

    def perform(self, form):
        return links.link_stay(self.object, actor=self.request.user, stay=form.cleaned_data["stay"])


class BipAddView(LinkAddView):
    form_class = BipLinkForm
    title = gettext_lazy("A blended intensive programme belongs to it")
    done = gettext_lazy("The programme belongs to the activity now.")

    def perform(self, form):
        return links.link_bip(self.object, actor=self.request.user, bip=form.cleaned_data["bip"])


class StayLeaveView(ActionView):
    """A stay that does not belong to the activity after all; ``other`` is its key."""

    model = Activity
    right = VIEW
    object_right = CHANGE
    needs_confirmation = True
    title = gettext_lazy("Take it off the activity?")
    submit_label = gettext_lazy("Take it off")
    done = gettext_lazy("It does not belong to the activity any more.")
    linked_by, link_name = "stay", "stay_links"

    def perform(self, note):
        link = getattr(self.object, self.link_name).filter(**{self.linked_by: self.kwargs["other"]}).first()
        if link is not None:
            links.unlink(link, actor=self.request.user)


class BipLeaveView(StayLeaveView):
    linked_by, link_name = "bip", "bip_links"
