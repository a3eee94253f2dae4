"""The page of one agreement: overview, documents, history."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.approval_progress import Progress, moves_on_page, progress_of
from agreements.creating.families import warning_about_parent
from agreements.enums import AgreementKind, AgreementState, Turn
from agreements.exchange.completeness import Completeness, completeness_of, surroundings_of
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement, Document
from agreements.registry.archive.exports import ARCHIVE
from agreements.registry.numbers import NUMBER
from agreements.selectors import authority_for, documents_of, signatures_shown
from agreements.views.amendments import amendments_of
from agreements.views.approving import steps_of
from agreements.views.negotiation import thread_of
from agreements.watched.timeline import timeline_of
from agreements.workflow import CONCLUDE, DECIDE, has_a_signed_copy
from core.views.details import PortalDetailView, PortalHistoryView, Tab

CHANGE = "agreements.change_agreement"


class AgreementPage(PortalDetailView):
    """What every tab of an agreement shows above itself."""

    model = Agreement
    panel_page = "agreements.agreement"

    def get_queryset(self):
        return super().get_queryset().for_detail()

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.object, self.request.user)

    def get_context_data(self, **kwargs):
        agreement, user = self.object, self.request.user
        moves, decisions = moves_on_page(agreement, user, self.progress)
        waits = agreement.state in AgreementState.waiting
        beside = [move for move in moves if move.transition.tone != "primary"]
        return super().get_context_data(
            steps=steps_of(agreement),
            forward=[move for move in moves if move.transition.tone == "primary" and move.name != "sign"],
            signing=next((move for move in moves if move.name == "sign"), None),
            sent_back=self.progress.sent_back if agreement.is_editable else None,
            refusals=[move for move in beside if waits and move.transition.right == DECIDE],
            aside=[move for move in beside if not (waits and move.transition.right == DECIDE)],
            waits_for_decision=waits,
            progress=self.progress,
            decisions=decisions,
            decision_reasons=[reason for move in decisions for reason in move.reasons],
            is_over=agreement.state in AgreementState.over,
            goes_on_in_steps=agreement.state == AgreementState.DRAFT and user.has_perm(CHANGE, agreement),
            may_change=user.has_perm(CHANGE, agreement),
            may_change_terms=user.has_perm(CHANGE, agreement)
            and (agreement.is_editable or agreement.is_being_approved),
            crumbs=[{"label": _("Agreements"), "url": reverse("agreements:agreement_list")}],
            may_publish=user.has_perm("agreements.publish_agreement", agreement),
            may_number=user.has_perm(NUMBER, agreement),
            may_archive=user.has_perm(ARCHIVE, agreement),
            **kwargs,
        )

    def tabs(self):
        agreement, user = self.object, self.request.user
        documents = Document.objects.current().visible_to(user).filter(agreement=agreement).count()
        tabs = [
            self._tab("overview", _("Overview"), "agreement_detail"),
            self._tab("documents", _("Documents"), "document_list", documents),
        ]
        if user.has_perm("agreements.view_history", agreement):
            tabs.append(self._tab("history", _("History"), "agreement_history"))
        return tabs

    def _tab(self, name, label, url_name, count=None) -> Tab:
        url = reverse(f"agreements:{url_name}", args=[self.object.pk])
        return Tab(name, label, url, count, is_current=name == self.tab)


class AgreementDetailView(AgreementPage):
    template_name = "agreements/agreement_detail.html"

    def get_context_data(self, **kwargs):
        agreement, user = self.object, self.request.user
        visible = Agreement.objects.visible_to(user)
        is_signing = agreement.state in AgreementState.signing
        thread = thread_of(agreement, user)
        parent = visible.filter(pk=agreement.parent_id).first()
        amending = amendments_of(agreement, user) if agreement.state in AgreementState.concluded else None
        return super().get_context_data(
            signatures=signatures_shown(agreement),
            authority=authority_for(agreement) if is_signing else None,
            sign_url=reverse("agreements:signatures_edit", args=[agreement.pk]),
            may_sign=is_signing and user.has_perm(CONCLUDE, agreement),
            lacks_the_copy=agreement.state == AgreementState.APPROVED and has_a_signed_copy(agreement),
            conditions=agreement.conditions.all(),
            completeness=self.completeness(),
            amending=amending,
            negotiation=thread,
            points=timeline_of(agreement, user, self.progress, amending["amendments"] if amending else ()),
            turns=[
                {"value": value, "label": label, "is_current": value == agreement.turn}
                for value, label in [*Turn.choices, ("", _("Nobody’s"))]
            ],
            may_move_suspension=agreement.state == AgreementState.SUSPENDED and user.has_perm(CONCLUDE, agreement),
            sees_remarks=thread is not None,
            parent=parent,
            parent_warning=warning_about_parent(agreement, parent),
            family=visible.filter(parent=agreement).order_by("state", "title") if agreement.is_framework else None,
            may_add=agreement.is_framework and user.has_perm("agreements.add_agreement"),
            **kwargs,
        )

    def completeness(self) -> Completeness | None:
        """What an Erasmus agreement lacks for the exchange; nothing where it is over, or no such agreement."""
        agreement = self.object
        if agreement.kind != AgreementKind.ERASMUS or agreement.state in AgreementState.over:
            return None
        is_theirs = self.request.user.has_perm(CHANGE, agreement)
        return completeness_of(
            agreement,
            surroundings_of(agreement),
            may_change=agreement.is_editable and is_theirs,
            may_amend=agreement.state in AgreementState.in_force and is_theirs,
        )


class DocumentListView(AgreementPage):
    template_name = "agreements/document_list.html"
    tab = "documents"
    panel_page = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(documents=documents_of(self.object, self.request.user), **kwargs)


class AgreementHistoryView(AgreementPage, PortalHistoryView):
    template_name = "agreements/agreement_history.html"
    tab = "history"
    panel_page = ""
    object_right = "agreements.view_history"
    story = AGREEMENT_STORY

    def compare_url(self):
        return reverse("agreements:agreement_compare", args=[self.object.pk])
