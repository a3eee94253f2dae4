"""The amendments of an agreement: proposed, shown as was and becomes, approved, signed."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.amendments.comparison import changes_of
from agreements.amendments.states import AmendmentState
from agreements.amendments.workflow import amendment_workflow
from agreements.approval_progress import moves_on_page, progress_of
from agreements.enums import AgreementKind, AgreementState
from agreements.forms.amendments import AmendmentForm
from agreements.forms.condition_table import TableFacts, initial_of, like_of
from agreements.models import Agreement, Amendment, ProposedCondition
from agreements.selectors import authority_for, signatures_shown
from agreements.services.amendments import move_amendment, propose_amendment, propose_conditions, update_amendment
from agreements.services.approvals import OUTCOME
from agreements.services.coming_numbers import coming_year, unconfirmed
from agreements.services.proposals import whole_proposals
from agreements.services.starting_anew import fixed_words
from agreements.views.approving import AsksForAYes, StepMoveView, steps_of
from agreements.views.condition_table import ConditionTableView
from agreements.views.crumbs import crumbs_to
from agreements.workflow import CONCLUDE
from core.views.details import PortalDetailView
from core.views.forms import PortalUpdateView

CHANGE = "agreements.change_agreement"
ASIDE = ("revise", "withdraw")
BY_BUTTON = ("submit", *OUTCOME, *ASIDE)


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
        progress = progress_of(amendment, user)
        moves, decisions = moves_on_page(amendment, user, progress)
        is_signing = amendment.state in AmendmentState.signing
        return super().get_context_data(
            changes=changes_of(amendment),
            progress=progress,
            decisions=decisions,
            decision_reasons=[reason for move in decisions for reason in move.reasons],
            sent_back=progress.sent_back if amendment.is_editable else None,
            steps=steps_of(amendment),
            forward=[move for move in moves if move.name == "submit"],
            signing=next((move for move in moves if move.name == "sign"), None),
            aside=[move for move in moves if move.name in ASIDE],
            sign_url=reverse("agreements:amendment_signatures", args=[amendment.agreement_id, amendment.number]),
            signatures=signatures_shown(amendment),
            authority=authority_for(amendment.agreement) if is_signing else None,
            may_change=user.has_perm(CHANGE, amendment) and (amendment.is_editable or amendment.is_being_approved),
            may_sign=amendment.state == AmendmentState.SIGNED and user.has_perm(CONCLUDE, amendment),
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


class AmendmentUpdateView(AsksForAYes, AmendmentPage):
    template_name = "agreements/amendment_form.html"
    title = gettext_lazy("Change the amendment")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The amendment is changed.")

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.amendment.is_editable or self.amendment.is_being_approved:
            return super().get(request, *args, **kwargs)
        messages.error(request, fixed_words(self.amendment))
        return HttpResponseRedirect(self.cancel_url())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.amendment}

    def perform(self, form):
        given = {"seen_at": form.cleaned_data.get("seen_at"), **form.values()}
        return self.with_a_yes(update_amendment, self.amendment, actor=self.request.user, **given)

    @property
    def brought_up(self):
        return self.amendment


class AmendmentConditionsView(OfOneAgreement, ConditionTableView):
    """The table of conditions as they shall be; what differs from the agreement is proposed."""

    submit_label = gettext_lazy("Save the proposal")
    title = gettext_lazy("Conditions as they shall be")
    has_own_pages = False

    @cached_property
    def amendment(self) -> Amendment:
        return self.find(self.kwargs["pk"], self.kwargs["number"])

    @property
    def brought_up(self):
        return self.amendment

    def refusal(self) -> str:
        is_open = self.amendment.is_editable or self.amendment.is_being_approved
        return "" if is_open else fixed_words(self.amendment)

    def get_initial(self):
        return {"seen": self.amendment.updated_at.isoformat()}

    @cached_property
    def facts(self) -> TableFacts:
        return TableFacts(self.object, self.conditions(), self.proposals)

    @cached_property
    def proposals(self) -> list[ProposedCondition]:
        return list(whole_proposals(self.amendment))

    def get_context_data(self, **kwargs):
        if "table" not in kwargs:
            kwargs["table"] = self.table(initial=[*self._rows(), {}])
        words = _("What you change here is proposed by %(amendment)s; the agreement stays as it is until then.")
        return super().get_context_data(lead_words=words % {"amendment": self.amendment}, **kwargs)

    def _rows(self) -> list[dict]:
        """Each condition as the amendment proposes it, then the new ones."""
        by_condition = {row.condition_id: row for row in self.proposals if row.condition_id}
        rows = [
            initial_of(by_condition.get(condition.pk, condition))
            | {
                "condition": condition.pk,
                "is_removed": condition.pk in by_condition and by_condition[condition.pk].is_removal,
            }
            for condition in self.conditions()
        ]
        new = [row for row in self.proposals if not row.condition_id]
        return rows + [initial_of(row) | {"condition": "", "like": like_of(row)} for row in new]

    def write(self, rows, form):
        seen_at = parse_datetime(form.cleaned_data["seen"]) if form.cleaned_data["seen"] else None
        given = {"rows": rows, "seen_at": seen_at}
        self.with_a_yes(propose_conditions, self.amendment, actor=self.request.user, **given)

    def perform(self, form):
        written = super().perform(form)
        self.done = _("The proposal is saved.")
        return written

    def success_url_for(self, written):
        return self.amendment.get_absolute_url()

    def cancel_url(self):
        return self.amendment.get_absolute_url()


class AmendmentMoveView(OfOneAgreement, StepMoveView):
    """``/agreements/7/amendments/2/approve/``"""

    model = Amendment
    workflow = amendment_workflow

    def get_object(self, queryset=None):
        return self.find(self.kwargs["pk"], self.kwargs["number"])

    def prepare(self):
        if self.kwargs["move"] not in BY_BUTTON:
            raise Http404
        super().prepare()

    def moved(self, name, note, step_seen):
        return move_amendment(self.object, name, actor=self.request.user, note=note, step_seen=step_seen)
