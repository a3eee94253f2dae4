"""An assessment: started, answered, read."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.steps import steps_of
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from core.views.forms import PortalCreateView, PortalUpdateView
from partners.assessing import suggested_level
from partners.assessment_page import answers_by_group, deciders_of, rules_for
from partners.due_diligence import standing_of
from partners.enums import AssessmentState
from partners.forms import AssessmentForm
from partners.history_story import ASSESSMENT_STORY
from partners.models import Assessment, Institution
from partners.services.assessments import save_assessment, start_assessment
from partners.services.deciding import place_for
from partners.views.assessment_acts import OUTCOME_BUTTONS
from partners.workflow import ASSESS, assessment_workflow

VIEW = "partners.view_assessment"


def crumbs_of(institution: Institution) -> list[dict]:
    return [
        {"label": _("Partners"), "url": reverse("partners:institution_list")},
        {"label": institution.name, "url": institution.get_absolute_url()},
        {"label": _("Due diligence"), "url": institution.due_diligence_url},
    ]


class Questionnaire:
    """What starting and going on with an assessment share."""

    form_class = AssessmentForm
    template_name = "partners/assessment_form.html"
    submit_label = gettext_lazy("Save the draft")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(standing=standing_of(self.institution), **kwargs)

    def crumbs(self):
        return crumbs_of(self.institution)


class AssessmentCreateView(Questionnaire, PortalCreateView):
    right = ASSESS
    done = gettext_lazy("The draft is saved. Nobody is asked for a decision before you submit it.")

    @cached_property
    def institution(self):
        visible = Institution.objects.visible_to(self.request.user).select_related("country")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def title(self):
        return _("Assess %(partner)s") % {"partner": self.institution}

    def perform(self, form):
        return start_assessment(self.institution, actor=self.request.user, **form.values())

    def cancel_url(self):
        return self.institution.due_diligence_url


class AssessmentUpdateView(Questionnaire, PortalUpdateView):
    model = Assessment
    right = VIEW
    object_right = ASSESS
    done = gettext_lazy("The draft is saved.")

    @property
    def institution(self):
        return self.object.institution

    @property
    def title(self):
        return _("Assess %(partner)s") % {"partner": self.institution}

    def get_queryset(self):
        return super().get_queryset().select_related("institution__country", "unit")

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return save_assessment(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def cancel_url(self):
        return self.object.get_absolute_url()


class AssessmentPage(PortalDetailView):
    """What every tab of an assessment shows above itself."""

    model = Assessment
    right = VIEW
    context_object_name = "assessment"

    def get_queryset(self):
        return super().get_queryset().select_related("institution__country", "unit", "assessor")

    def get_context_data(self, **kwargs):
        assessment, user = self.object, self.request.user
        moves = {move.name: move for move in assessment_workflow.moves_for(user, assessment)}
        place = place_for(user, assessment)
        return super().get_context_data(
            crumbs=crumbs_of(assessment.institution),
            steps=steps_of(assessment, AssessmentState, undone=(AssessmentState.WITHDRAWN,)),
            place=place,
            outcomes=[{"value": value, "label": label} for value, label in OUTCOME_BUTTONS] if place else [],
            send_back=moves.get("send_back") if place else None,
            forward=moves.get("submit"),
            withdraw=moves.get("withdraw"),
            may_change=assessment.is_editable and user.has_perm(ASSESS, assessment),
            **kwargs,
        )

    def tabs(self):
        return [
            self._tab("overview", _("Overview"), "assessment_detail"),
            self._tab("history", _("History"), "assessment_history"),
        ]

    def _tab(self, name, label, url_name) -> Tab:
        url = reverse(f"partners:{url_name}", args=[self.object.pk])
        return Tab(name, label, url, is_current=name == self.tab)


class AssessmentDetailView(AssessmentPage):
    template_name = "partners/assessment_detail.html"

    def get_context_data(self, **kwargs):
        assessment = self.object
        suggested = suggested_level(assessment) if assessment.is_open else None
        return super().get_context_data(
            groups=answers_by_group(assessment),
            deciders=deciders_of(assessment),
            suggested=suggested,
            otherwise_suggested=suggested if suggested and suggested != assessment.level else None,
            rules=rules_for(assessment.level or suggested) if assessment.is_editable else [],
            standing=standing_of(assessment.institution),
            **kwargs,
        )


class AssessmentHistoryView(AssessmentPage, PortalHistoryView):
    template_name = "partners/assessment_history.html"
    tab = "history"
    story = ASSESSMENT_STORY

    def compare_url(self):
        return reverse("partners:assessment_compare", args=[self.object.pk])
