"""Calls for proposals: the list, the page of one with its days, its form."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.calls import services
from cooperation.calls.forms import CallForm
from cooperation.calls.tables import CallFilter, CallTable
from cooperation.models import FundingCall, Proposal
from cooperation.proposals.story import CALL_STORY
from cooperation.rights import CHANGE_CALL, CHANGE_PROPOSAL, VIEW_CALL, VIEW_PROPOSAL
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.lists import PortalListView


def to_proposals(user) -> list[dict]:
    """The way to the proposals, for whoever reads them: administrators keep calls and see no proposal."""
    if not user.has_perm(VIEW_PROPOSAL):
        return []
    return [{"label": _("Proposals"), "url": reverse("cooperation:proposal_list")}]


def crumbs(user, call: FundingCall | None = None) -> list[dict]:
    whole = [*to_proposals(user), {"label": _("Calls"), "url": reverse("cooperation:call_list")}]
    return [*whole, {"label": call.title, "url": call.get_absolute_url()}] if call else whole


class CallListView(PortalListView):
    model = FundingCall
    filterset_class = CallFilter
    table_class = CallTable
    title = gettext_lazy("Calls for proposals")
    right = VIEW_CALL
    list_name = "calls"

    def fetched(self):
        return super().fetched().with_counts(Proposal.objects.visible_to(self.request.user).values("pk"))

    def figures(self, filterset):
        open_count = FundingCall.objects.visible_to(self.request.user).open().count()
        words = ngettext("%(count)s is open", "%(count)s are open", open_count) % {"count": open_count}
        yield {"text": words, "url": f"{self.request.path}?time=open" if open_count else ""}

    def actions(self):
        buttons = to_proposals(self.request.user)
        if self.request.user.has_perm(CHANGE_CALL):
            buttons.append({"label": _("New call"), "url": reverse("cooperation:call_create"), "is_primary": True})
        return buttons


class CallPage(PortalDetailView):
    model = FundingCall
    right = VIEW_CALL
    context_object_name = "call"
    template_name = "cooperation/calls/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("deadline").prefetch_related("priorities")

    def tabs(self):
        call = self.object
        named = [("overview", _("Overview"), "call_detail"), ("history", _("History"), "call_history")]
        return [
            Tab(name, label, reverse(f"cooperation:{url}", args=[call.pk]), is_current=name == self.tab)
            for name, label, url in named
        ]

    def get_context_data(self, **kwargs):
        call, user = self.object, self.request.user
        return super().get_context_data(
            crumbs=crumbs(user),
            may_change=user.has_perm(CHANGE_CALL),
            may_begin=user.has_perm(CHANGE_PROPOSAL) and not call.is_closed,
            **kwargs,
        )


class CallDetailView(CallPage):
    def get_context_data(self, **kwargs):
        call = self.object
        proposals = Proposal.objects.visible_to(self.request.user).filter(call=call)
        return super().get_context_data(points=points_of(call), proposals=proposals.for_list(), **kwargs)


def points_of(call: FundingCall) -> list[dict]:
    """The three days, as ``includes/timeline.html`` draws them."""
    deadline, today = call.deadline, timezone.localdate()
    dated = (
        (deadline.abstract_due_on, _("Abstract and the school's approval reach the office")),
        (deadline.draft_due_on, _("Final draft reaches the office")),
        (deadline.due_on, _("The call closes")),
    )
    return [
        {"label": capfirst(date_format(day, "l j F Y")), "text": text, "is_hot": today <= day, "is_past": day < today}
        for day, text in dated
        if day
    ]


class CallHistoryView(CallPage, PortalHistoryView):
    template_name = "cooperation/calls/history.html"
    tab = "history"
    story = CALL_STORY


class CallCreateView(PortalCreateView):
    right = CHANGE_CALL
    form_class = CallForm
    title = gettext_lazy("New call")
    submit_label = gettext_lazy("Enter the call")
    done = gettext_lazy("The call is entered; its inner days are counted back.")

    def perform(self, form):
        return services.announce_call(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs(self.request.user)

    def cancel_url(self):
        return reverse("cooperation:call_list")


class CallUpdateView(PortalUpdateView):
    model = FundingCall
    right = VIEW_CALL
    object_right = CHANGE_CALL
    form_class = CallForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved, and open proposals have their new days.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_call(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def crumbs(self):
        return crumbs(self.request.user, self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
