"""The forms of a learning agreement: what stands beside the components, a component, the results."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from core.views.comparing import ComparesValues
from core.views.forms import PortalUpdateView
from core.views.opening import RefusesAtOpening
from mobility.learning.forms import ComponentForm, RemovalForm, VersionForm
from mobility.learning.result_forms import ResultsForm
from mobility.learning.results import components_to_judge, note_results
from mobility.learning.views import crumbs_to, learning_url, version_of
from mobility.learning.writing import remove_component, save_component, update_version, why_not_editable
from mobility.models import LearningComponent, Mobility
from mobility.querysets import CHANGE, VIEW


class LearningFormView(PortalUpdateView):
    """A form about the version the address names; ``object`` is the stay, whose rights count."""

    model = Mobility
    right = VIEW
    object_right = CHANGE
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The changes are saved.")

    @cached_property
    def version(self):
        return version_of(self.object, self.kwargs["number"])

    def success_url_for(self, written):
        return learning_url(self.object)

    def cancel_url(self):
        return learning_url(self.object)

    def crumbs(self):
        return crumbs_to(self.object)


class WritingFormView(RefusesAtOpening, LearningFormView):
    """A form of what is signed: it opens only while nobody has."""

    def refusal(self):
        return why_not_editable(self.version)


class VersionUpdateView(WritingFormView):
    form_class = VersionForm
    title = gettext_lazy("Period and signers")

    def get_form_kwargs(self):
        may_see = self.request.user.has_perm("partners.view_contact")
        return {**super().get_form_kwargs(), "instance": self.version, "may_see_contacts": may_see}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return update_version(self.version, actor=self.request.user, seen_at=seen_at, **form.values())


class ComponentCreateView(WritingFormView):
    form_class = ComponentForm
    title = gettext_lazy("Add a component")

    @cached_property
    def component(self):
        return None

    def get_form_kwargs(self):
        instance = self.component or LearningComponent(version=self.version)
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form):
        return save_component(self.version, self.component, actor=self.request.user, **form.values())


class ComponentUpdateView(ComparesValues, ComponentCreateView):
    title = gettext_lazy("Edit a component")

    @cached_property
    def component(self):
        return get_object_or_404(self.version.components, pk=self.kwargs["component"])


class ComponentRemoveView(WritingFormView):
    """Asks for the reason, which only a version that changes a signed one keeps."""

    form_class = RemovalForm
    takes_instance = False
    title = gettext_lazy("Remove a component")
    submit_label = gettext_lazy("Remove")

    @cached_property
    def component(self):
        return get_object_or_404(self.version.components, pk=self.kwargs["component"])

    def perform(self, form):
        given = form.cleaned_data
        remove_component(self.component, actor=self.request.user, reason=given["reason"], words=given["words"])
        return self.object


class ResultsView(ComparesValues, LearningFormView):
    """The transcript: each component's result, and what of it is recognised."""

    form_class = ResultsForm
    takes_instance = False
    title = gettext_lazy("Transcript and recognition")
    done = gettext_lazy("The results are noted.")

    def get_form_kwargs(self):
        components = components_to_judge(self.version)
        return {**super().get_form_kwargs(), "components": components, "agreement": self.version.agreement}

    def perform(self, form):
        return note_results(
            self.version,
            actor=self.request.user,
            transcript_on=form.cleaned_data["transcript_on"],
            rows=form.rows(),
        )
