"""The checklist of a stay with its papers, and the acts on them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.private_files import download_response
from core.views.actions import ActionView
from core.views.comparing import ComparesValues
from core.views.details import PortalDetailView
from core.views.forms import PortalUpdateView
from core.views.rights import require
from mobility.checklist import services
from mobility.checklist.documents import attach_paper, remove_paper
from mobility.checklist.forms import PaperForm, StepDayForm, StepDoneForm
from mobility.checklist.laying_out import lay_out_steps
from mobility.checklist.shown import shown_steps
from mobility.models import Mobility, StayDocument
from mobility.querysets import CHANGE, VIEW
from mobility.rules.sources import sources_named
from mobility.stays.views.details import crumbs, tabs_of


def steps_url(stay: Mobility) -> str:
    return reverse("mobility:step_list", args=[stay.pk])


class StepListView(PortalDetailView):
    """Every step in its order with its day, and every paper."""

    model = Mobility
    right = VIEW
    template_name = "mobility/checklist/steps.html"
    context_object_name = "stay"
    tab = "steps"

    def get_queryset(self):
        return super().get_queryset().select_related("participant", "partner__country", "host_country", "unit")

    def get_context_data(self, **kwargs):
        stay = self.object
        checklist = shown_steps(stay)
        return super().get_context_data(
            crumbs=[*crumbs(), {"label": str(stay), "url": stay.get_absolute_url()}],
            checklist=checklist,
            sources=sources_named(each.step.kind.source for each in checklist.steps),
            documents=list(stay.documents.select_related("uploaded_by")),
            may_change=self.request.user.has_perm(CHANGE, stay),
            **kwargs,
        )

    def tabs(self):
        return tabs_of(self.object, self.request.user, current=self.tab)


class _OfStay:
    """An act on a stay, or on a step of it that the address names."""

    model = Mobility
    right = VIEW
    object_right = CHANGE

    @cached_property
    def step(self):
        steps = self.object.steps.select_related("kind", "mobility")
        return get_object_or_404(steps, pk=self.kwargs["step"])

    def back_url(self):
        return steps_url(self.object)

    def success_url_for(self, written):
        return steps_url(self.object)

    def cancel_url(self):
        return steps_url(self.object)

    def crumbs(self):
        return [*crumbs(), {"label": str(self.object), "url": self.object.get_absolute_url()}]


class StepsLayOutView(_OfStay, ActionView):
    done = gettext_lazy("The checklist is laid out.")

    def perform(self, note):
        services.require(self.request.user, self.object)
        lay_out_steps([self.object], actor=self.request.user)


class StepDoneView(ComparesValues, _OfStay, PortalUpdateView):
    form_class = StepDoneForm
    takes_instance = False
    submit_label = gettext_lazy("Tick off")
    done = gettext_lazy("It is ticked off.")

    @property
    def title(self) -> str:
        return self.step.kind.name

    def get_initial(self):
        return {"done_on": self.step.done_on or timezone.localdate(), "document": self.step.document_id}

    def compared_values(self, form):
        """As the step stands: today is another day tomorrow."""
        return {"done_on": [str(self.step.done_on or "")], "document": [str(self.step.document_id or "")]}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "step": self.step}

    def perform(self, form):
        given = form.cleaned_data
        return services.tick_off(self.step, actor=self.request.user, on=given["done_on"], document=given["document"])


class StepDayView(ComparesValues, _OfStay, PortalUpdateView):
    form_class = StepDayForm
    takes_instance = False
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The day is set.")

    @property
    def title(self) -> str:
        return _("When is it due? %(step)s") % {"step": self.step.kind.name}

    def get_initial(self):
        return {"own_due_on": self.step.own_due_on}

    def perform(self, form):
        return services.set_another_day(self.step, actor=self.request.user, **form.cleaned_data)


class StepNotNeededView(_OfStay, ActionView):
    needs_note = True
    submit_label = gettext_lazy("Not needed")
    done = gettext_lazy("It is not asked for any more.")

    def prepare(self):
        self.title = _("Not needed: %(step)s") % {"step": self.step.kind.name}

    def perform(self, note):
        services.not_needed(self.step, actor=self.request.user, note=note)


class StepReopenView(_OfStay, ActionView):
    done = gettext_lazy("It is open again.")

    def perform(self, note):
        services.reopen(self.step, actor=self.request.user)


class PaperAttachView(_OfStay, PortalUpdateView):
    form_class = PaperForm
    takes_instance = False
    title = gettext_lazy("Attach a document")
    submit_label = gettext_lazy("Attach")
    done = gettext_lazy("The document is attached.")

    def get_initial(self):
        return {"kind": self.request.GET.get("kind", "")}

    def perform(self, form):
        values = dict(form.cleaned_data)
        return attach_paper(self.object, actor=self.request.user, upload=values.pop("file"), **values)


class PaperRemoveView(_OfStay, ActionView):
    needs_note = True
    is_dangerous = True
    explanation = gettext_lazy("The file is deleted. The history keeps its name, its checksum and your reason.")
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("The document is removed.")

    def prepare(self):
        self.paper = get_object_or_404(self.object.documents, pk=self.kwargs["document"])
        self.title = _("Remove “%(document)s”?") % {"document": self.paper}

    def perform(self, note):
        remove_paper(self.paper, actor=self.request.user, note=note)


@require_safe
def paper_download(request, pk: int, document: int):
    """The file, for those who may read the stay; for everyone else there is none. ``?show``: in the browser."""
    require(request.user, VIEW)
    visible = StayDocument.objects.visible_to(request.user).filter(mobility=pk)
    try:
        return download_response(get_object_or_404(visible, pk=document), is_shown="show" in request.GET)
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is not in its place.")) from error
