"""The amendments of an agreement: proposed, shown as was and becomes, approved, signed."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.amendments.comparison import changes_of
from agreements.amendments.states import AmendmentState
from agreements.amendments.workflow import amendment_workflow
from agreements.enums import AgreementKind, AgreementState
from agreements.forms.amendments import AmendmentForm, SignAmendmentForm
from agreements.forms.condition_table import TableFacts, initial_of
from agreements.models import Agreement, Amendment
from agreements.services.amendments import (
    move_amendment,
    propose_amendment,
    propose_conditions,
    sign_amendment,
    update_amendment,
    whole_proposals,
)
from agreements.services.coming_numbers import coming_year, unconfirmed
from agreements.views.condition_table import ConditionTableView
from agreements.views.crumbs import crumbs_to
from agreements.workflow import CONCLUDE
from core.views.actions import MoveView
from core.views.details import PortalDetailView
from core.views.forms import PortalUpdateView

CHANGE = "agreements.change_agreement"
BY_BUTTON = ("approve", "send_back", "withdraw")


def amendments_of(agreement: Agreement, user):
    """Those ``user`` may read, and whether they may propose one: what the page of the agreement shows."""
    rows = list(Amendment.objects.visible_to(user).filter(agreement=agreement))
    may_propose = agreement.state in AgreementState.in_force and user.has_perm(CHANGE, agreement)
    may_confirm = may_propose and agreement.kind == AgreementKind.ERASMUS
    is_due = may_confirm and unconfirmed().filter(pk=agreement.pk).exists()
    return {"amendments": rows, "may_propose": may_propose, "year_to_confirm": coming_year() if is_due else None}


class OfOneAgreement:
    """Finds the amendment by the agreement's key and its own number."""

    def find(self, agreement_pk: int, number: int) -> Amendment:
        visible = Amendment.objects.visible_to(self.request.user).filter(agreement=agreement_pk)
        return get_object_or_404(visible.select_related("agreement__responsible_unit", "proposed_by"), number=number)


class AmendmentDetailView(OfOneAgreement, PortalDetailView):
    """``/agreements/7/amendments/2/``"""

    model = Amendment
    template_name = "agreements/amendment_detail.html"

    def get_object(self, queryset=None):
        return self.find(self.kwargs["pk"], self.kwargs["number"])

    def get_context_data(self, **kwargs):
        amendment, user = self.object, self.request.user
        moves = [move for move in amendment_workflow.moves_for(user, amendment) if move.name in BY_BUTTON]
        may_sign = amendment.state == AmendmentState.APPROVED and user.has_perm(CONCLUDE, amendment)
        return super().get_context_data(
            changes=changes_of(amendment),
            moves=moves,
            may_change=amendment.is_editable and user.has_perm(CHANGE, amendment),
            may_sign=may_sign,
            is_in_effect=amendment.state == AmendmentState.IN_EFFECT,
            crumbs=crumbs_to(amendment.agreement),
            **kwargs,
        )


class AmendmentPage(OfOneAgreement, PortalUpdateView):
    """A form about an amendment; ``object`` is its agreement, whose rights count."""

    model = Agreement
    object_right = CHANGE
    form_class = AmendmentForm

    @cached_property
    def amendment(self) -> Amendment:
        return self.find(self.kwargs["pk"], self.kwargs["number"])

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.amendment.get_absolute_url()


class AmendmentCreateView(AmendmentPage):
    title = gettext_lazy("New amendment")
    submit_label = gettext_lazy("Go on to the conditions")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Amendment(agreement=self.object)}

    def perform(self, form):
        self.made = propose_amendment(self.object, actor=self.request.user, **form.values())
        return self.made

    def success_url_for(self, written):
        return reverse("agreements:amendment_conditions", args=[written.agreement_id, written.number])

    def cancel_url(self):
        return self.object.get_absolute_url()


class AmendmentUpdateView(AmendmentPage):
    title = gettext_lazy("Change the amendment")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The amendment is changed.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.amendment}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return update_amendment(self.amendment, actor=self.request.user, seen_at=seen_at, **form.values())


class AmendmentSignView(AmendmentPage):
    object_right = CONCLUDE
    form_class = SignAmendmentForm
    takes_instance = False
    title = gettext_lazy("Record the amendment as signed")
    submit_label = gettext_lazy("Record as signed")
    done = gettext_lazy("The amendment is signed; it takes effect on its day.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "agreement": self.object}

    def perform(self, form):
        return sign_amendment(self.amendment, actor=self.request.user, **form.cleaned_data)


class AmendmentConditionsView(OfOneAgreement, ConditionTableView):
    """The table of conditions as they shall be; what differs from the agreement is proposed."""

    submit_label = gettext_lazy("Save the proposal")
    title = gettext_lazy("Conditions as they shall be")
    has_own_pages = False

    @cached_property
    def amendment(self) -> Amendment:
        return self.find(self.kwargs["pk"], self.kwargs["number"])

    def refusal(self) -> str:
        if self.amendment.is_editable:
            return ""
        state = self.amendment.get_state_display()
        return _("An amendment in the state “%(state)s” cannot be changed.") % {"state": state}

    def get_initial(self):
        return {"seen": self.amendment.updated_at.isoformat()}

    @cached_property
    def facts(self) -> TableFacts:
        return TableFacts(self.object, self.conditions())

    def get_context_data(self, **kwargs):
        if "table" not in kwargs:
            kwargs["table"] = self.table(initial=[*self._rows(), {}])
        words = _("What you change here is proposed by %(amendment)s; the agreement stays as it is until then.")
        return super().get_context_data(lead_words=words % {"amendment": self.amendment}, **kwargs)

    def _rows(self) -> list[dict]:
        """Each condition as the amendment proposes it, then the new ones."""
        proposals = list(whole_proposals(self.amendment))
        by_condition = {row.condition_id: row for row in proposals if row.condition_id}
        rows = [
            initial_of(by_condition.get(condition.pk, condition))
            | {
                "condition": condition.pk,
                "is_removed": condition.pk in by_condition and by_condition[condition.pk].is_removal,
            }
            for condition in self.conditions()
        ]
        return rows + [initial_of(row) | {"condition": ""} for row in proposals if not row.condition_id]

    def write(self, rows, form):
        seen_at = parse_datetime(form.cleaned_data["seen"]) if form.cleaned_data["seen"] else None
        propose_conditions(self.amendment, actor=self.request.user, rows=rows, seen_at=seen_at)

    def perform(self, form):
        written = super().perform(form)
        self.done = _("The proposal is saved.")
        return written

    def success_url_for(self, written):
        return self.amendment.get_absolute_url()

    def cancel_url(self):
        return self.amendment.get_absolute_url()


class AmendmentMoveView(OfOneAgreement, MoveView):
    """``/agreements/7/amendments/2/approve/``"""

    model = Amendment
    workflow = amendment_workflow

    def get_object(self, queryset=None):
        return self.find(self.kwargs["pk"], self.kwargs["number"])

    def prepare(self):
        if self.kwargs["move"] not in BY_BUTTON:
            raise Http404
        super().prepare()

    def perform_move(self, name, note):
        moved = move_amendment(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
