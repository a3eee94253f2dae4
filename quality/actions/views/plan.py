"""The tab of actions of a follow-up: its action plan, what earlier cycles left, and its evidence."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.forms import PortalUpdateView
from quality.actions.carrying import carry_over, check_result
from quality.actions.forms import CheckForm
from quality.actions.plan import carried_into, plan_of
from quality.evidence.services import may_keep_evidence
from quality.evidence.shown import shown_evidence
from quality.followups.page import FollowUpPage, crumbs
from quality.models import FollowUp
from quality.querysets import RUN, VIEW


def plan_url(follow_up: FollowUp) -> str:
    return reverse("quality:follow_up_actions", args=[follow_up.pk])


class FollowUpActionsView(FollowUpPage):
    tab = "actions"
    template_name = "quality/actions/plan.html"

    def get_context_data(self, **kwargs):
        follow_up, user = self.object, self.request.user
        runs = user.has_perm(RUN, follow_up)
        return super().get_context_data(
            groups=plan_of(follow_up, user, runs=runs),
            carried=carried_into(follow_up),
            evidence=shown_evidence(follow_up, user),
            may_keep_evidence=may_keep_evidence(user, follow_up),
            here=self.request.get_full_path(),
            **kwargs,
        )


class ActionCheckView(PortalUpdateView):
    """What is seen now of an action of an earlier cycle."""

    model = FollowUp
    form_class = CheckForm
    takes_instance = False
    right = VIEW
    object_right = RUN
    submit_label = gettext_lazy("Keep it")
    done = gettext_lazy("What is seen of the result is kept.")
    template_name = "quality/actions/about.html"

    @cached_property
    def check_row(self):
        checks = self.object.carried.select_related("action__owner", "follow_up")
        return get_object_or_404(checks, pk=self.kwargs["check"])

    @property
    def title(self):
        return _("Look at the result: %(action)s") % {"action": self.check_row.action}

    def get_initial(self):
        return {"result": self.check_row.result}

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self.check_row.action, **kwargs)

    def perform(self, form):
        return check_result(self.check_row, actor=self.request.user, result=form.cleaned_data["result"])

    def success_url_for(self, written):
        return plan_url(self.object)

    def cancel_url(self):
        return plan_url(self.object)

    def crumbs(self):
        return crumbs(self.object)


class CarryOverView(ActionView):
    """Takes over once more what has come to be open in earlier cycles since this one began."""

    model = FollowUp
    right = VIEW
    object_right = RUN

    def back_url(self):
        return plan_url(self.object)

    def perform(self, note):
        found = carry_over(self.object, actor=self.request.user)
        self.done = (
            _("Taken over: %(count)s.") % {"count": len(found)} if found else _("Nothing was left to take over.")
        )
