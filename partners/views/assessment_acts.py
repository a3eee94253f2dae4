"""What happens to an assessment at the press of a button: submitted, sent back, withdrawn, decided."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView, MoveView
from partners.enums import Outcome
from partners.forms import DecisionForm
from partners.models import Assessment, AssessmentDecision
from partners.services.assessments import move_assessment
from partners.services.deciding import decide_assessment
from partners.workflow import assessment_workflow

MOVES_ON_PAGE = ("submit", "send_back", "withdraw")

OUTCOME_BUTTONS = (
    (Outcome.DECLINED.value, gettext_lazy("Decline")),
    (Outcome.CONDITIONS.value, gettext_lazy("Approve with conditions")),
    (Outcome.APPROVED.value, gettext_lazy("Approve")),
)


class AssessmentMoveView(MoveView):
    """``/partners/assessments/7/submit/``: the moves people make by a button."""

    model = Assessment
    right = "partners.view_assessment"
    workflow = assessment_workflow

    def get_queryset(self):
        return super().get_queryset().select_related("institution", "unit")

    def prepare(self):
        if self.kwargs["move"] not in MOVES_ON_PAGE:
            raise Http404
        super().prepare()

    def perform_move(self, name, note):
        moved = move_assessment(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}


class AssessmentDecideView(ActionView):
    """``/partners/assessments/decisions/7/approved/``: the first press asks for a word, the second decides."""

    model = AssessmentDecision
    right = "partners.view_assessment"

    def get_queryset(self):
        return super().get_queryset().select_related("assessment__institution", "unit")

    def back_url(self):
        return self.object.assessment.get_absolute_url()

    def prepare(self):
        self.outcome = self.kwargs["outcome"]
        if self.outcome not in Outcome.values:
            raise Http404
        if not self.request.user.has_perm(self.object.right, self.object):
            raise PermissionDenied
        self.submit_label = dict(OUTCOME_BUTTONS)[self.outcome]
        self.is_dangerous = self.outcome == Outcome.DECLINED
        self.title = f"{self.submit_label}: {self.object.assessment.institution}"
        self.explanation = _("Your decision as %(place)s.") % {"place": self.object}

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.prepare()
        form = DecisionForm(request.POST if "confirmed" in request.POST else None, outcome=self.outcome)
        if not form.is_valid():
            return self.ask(form)
        self.words = form.cleaned_data
        return self.act(self.words["note"])

    def perform(self, note):
        decided = decide_assessment(self.object, actor=self.request.user, outcome=self.outcome, **self.words)
        still = _("Your decision is noted; another one is still to be made.")
        self.done = still if decided.is_waiting else _("The assessment is decided.")
