"""A request for a partnership: its page, its history, and the form of a colleague."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.keys import is_key
from core.steps import steps_of
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from core.views.forms import PortalCreateView, PortalUpdateView
from partners.forms.requests import ProposeForm
from partners.forms.similar import asked_of
from partners.history_story import REQUEST_STORY
from partners.models import Institution, PartnershipRequest
from partners.requests.enums import RequestState
from partners.requests.querysets import TRIAGE, VIEW
from partners.requests.receiving import change, not_to_be_changed, propose
from partners.requests.workflow import PROPOSE, request_workflow
from partners.selectors import similar_to

LONGEST_TYPED = 300
IN_THE_MENU = ("withdraw", "mark_spam", "not_spam")


def crumbs() -> list[dict]:
    return [{"label": _("Requests"), "url": reverse("partners:request_list")}]


class RequestPage(PortalDetailView):
    """What both tabs of a request show above themselves."""

    model = PartnershipRequest
    right = VIEW
    context_object_name = "asked"  # "request" is the browser's, in every template
    panel_page = "partners.request"

    def get_queryset(self):
        related = ("country", "institution", "unit", "proposed_by", "handled_by", "answer_mail")
        return super().get_queryset().select_related(*related)

    def get_context_data(self, **kwargs):
        asked, user = self.object, self.request.user
        moves = {move.name: move for move in request_workflow.moves_for(user, asked)}
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(asked, RequestState),
            take_up=moves.get("take_up"),
            may_decide=asked.is_open and user.has_perm(TRIAGE, asked),
            menu=[moves[name] for name in IN_THE_MENU if name in moves and moves[name].is_possible],
            may_change=asked.may_be_changed and user.has_perm(PROPOSE, asked),
            **kwargs,
        )

    def tabs(self):
        return [
            self._tab("overview", _("Overview"), "request_detail"),
            self._tab("history", _("History"), "request_history"),
        ]

    def _tab(self, name, label, url_name) -> Tab:
        url = reverse(f"partners:{url_name}", args=[self.object.pk])
        return Tab(name, label, url, is_current=name == self.tab)


class RequestDetailView(RequestPage):
    template_name = "partners/requests/detail.html"


class RequestHistoryView(RequestPage, PortalHistoryView):
    template_name = "partners/requests/history.html"
    tab = "history"
    panel_page = ""
    story = REQUEST_STORY


class RequestForms:
    """What proposing and changing share: the form shows institutions like the one that is typed."""

    form_class = ProposeForm
    template_name = "partners/requests/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def crumbs(self):
        return crumbs()


class RequestCreateView(RequestForms, PortalCreateView):
    """``?partner=7`` begins with an institution of the register."""

    right = PROPOSE
    title = gettext_lazy("Propose a partner")
    submit_label = gettext_lazy("Send it to the office")
    done = gettext_lazy("The office has it. You follow it: what happens to it is on your desk.")

    def get_initial(self):
        key = self.request.GET.get("partner", "")
        known = Institution.objects.visible_to(self.request.user).filter(pk=int(key)).first() if is_key(key) else None
        if known is None:
            return {}
        facts = {"organisation": known.name, "country": known.country_id, "city": known.city, "website": known.website}
        return facts | {"institution": known}

    def perform(self, form):
        return propose(actor=self.request.user, **form.values())

    def cancel_url(self):
        return reverse("partners:request_list")


class RequestUpdateView(RequestForms, PortalUpdateView):
    model = PartnershipRequest
    right = VIEW
    object_right = PROPOSE
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return self.object.organisation

    def get(self, request, *args, **kwargs):
        """What has been taken up, or came from outside, nobody rewrites: the page says so."""
        self.object = self.get_object()
        if self.object.may_be_changed:
            return super().get(request, *args, **kwargs)
        messages.error(request, not_to_be_changed())
        return HttpResponseRedirect(self.object.get_absolute_url())

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return change(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def cancel_url(self):
        return self.object.get_absolute_url()


@require_safe
def similar_institutions(request):
    """Institutions like the one a colleague is typing; saving asks the same without JavaScript."""
    if not request.user.has_perm(PROPOSE):
        raise PermissionDenied
    typed = {name: value[:LONGEST_TYPED] for name, value in request.GET.items()}
    found = similar_to(asked_of(typed | {"name": typed.get("organisation", "")}))
    return render(request, "partners/includes/similar.html", {"similar": found, "is_asked": False})
