"""The steps in which a draft is made: each saves what it asks, and any of them can be gone to at any time."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import DetailView
from django.views.generic.detail import SingleObjectMixin

from agreements.creating.steps import STEP, missing_of, next_step, step_after, way_of
from agreements.enums import AgreementState
from agreements.forms.agreements import AgreementForm
from agreements.models import Agreement
from agreements.services.beginning import save_step
from agreements.views.condition_table import ConditionTableView
from agreements.views.crumbs import crumbs_to
from agreements.views.partners_changed import ChangesPartners
from agreements.views.partners_kept import KeepsTypedPartners
from agreements.views.partners_on_form import read_rows
from core.changed_elsewhere import read_values
from core.errors import ChangedElsewhere
from core.form_values import same_values
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView
from core.views.kept_typing import KeepsTyped

CHANGE = "agreements.change_agreement"


class StepPage:
    """What every step shows: the way with how far each step has come. Only a draft is made in steps."""

    model = Agreement
    object_right = CHANGE
    step_name = ""
    submit_label = gettext_lazy("Save and go on")
    done = gettext_lazy("Saved as a draft.")

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.object.state != AgreementState.DRAFT:
            messages.info(request, _("It is not a draft any more: it is changed from its page."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().prefetch_related("parties__institution")

    @property
    def step(self):
        return STEP[self.step_name]

    @cached_property
    def missing(self):
        return missing_of(self.object)

    @property
    def title(self):
        return self.step.label

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        page = super().success_url_for(written)
        return page if "stop" in self.request.POST else step_after(self.step, written.kind).address(written)

    def get_context_data(self, **kwargs):
        way = way_of(self.object, self.step, self.missing)
        return super().get_context_data(agreement=self.object, way=way, **kwargs)


class StepForm(StepPage):
    """A step that asks fields of the agreement itself."""

    form_class = AgreementForm
    template_name = "agreements/step.html"

    @property
    def kind(self) -> str:
        return self.object.kind

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "asks": self.step.fields}

    def perform(self, form):
        given = form.values() | self.beside()
        try:
            return save_step(self.object, actor=self.request.user, seen_at=form.cleaned_data["seen_at"], **given)
        except ChangedElsewhere:
            self.object = self.get_object()
            if self.is_touched():
                raise
            # Another step was saved meanwhile, in another tab or by a colleague: nothing of this one.
            return save_step(self.object, actor=self.request.user, seen_at=self.object.updated_at, **given)

    def beside(self) -> dict:
        """What the step writes beside its fields."""
        return {}

    def is_touched(self) -> bool:
        """Whether what this step asks was changed since it was drawn."""
        seen, now = read_values(self.request.POST.get("seen_values", "")), self.drawn_form().posted_values()
        return seen is None or any(not same_values(values, seen.get(name, [])) for name, values in now.items())


class FieldsStepView(KeepsTyped, StepForm, PortalUpdateView):
    """Kind, period, who keeps it: plain fields."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user, "kind": self.kind}


class PartnersStepView(KeepsTypedPartners, StepForm, ChangesPartners, PortalUpdateView):
    step_name = "partners"
    template_name = "agreements/step_partners.html"

    def prepare(self):
        self.object = self.get_object()

    def beside(self):
        return {"parties": self.party_values()}

    def is_touched(self):
        return super().is_touched() or read_rows(self.request.POST.get("seen_parties", "")) != self.first_rows()


class ConditionsStepView(KeepsTyped, StepPage, ConditionTableView):
    """The table of conditions, on the way. What the service refuses of it is answered at once, cell by cell."""

    step_name = "conditions"
    template_name = "agreements/step_conditions.html"

    def form_invalid(self, form):
        return ConditionTableView.form_invalid(self, form)

    def draw_kept(self):
        form = self.get_form()
        form.is_valid()
        return self.form_invalid(form)


class ReviewStepView(StepPage, ObjectPage, DetailView):
    """Everything that was said, what is missing, and the press that submits it."""

    step_name = "review"
    template_name = "agreements/step_review.html"

    def get_queryset(self):
        return ObjectPage.get_queryset(self).for_detail()

    def get_context_data(self, **kwargs):
        user, agreement = self.request.user, self.object
        return super().get_context_data(
            title=self.title,
            crumbs=self.crumbs(),
            missing=self.missing,
            conditions=agreement.conditions.all(),
            parent=Agreement.objects.visible_to(user).filter(pk=agreement.parent_id).first(),
            sees_remarks=True,
            **kwargs,
        )


class GoOnView(StepPage, ObjectPage, SingleObjectMixin, View):
    """``/agreements/7/steps/``: leads to the first step that lacks something."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(next_step(self.object, self.missing).address(self.object))
