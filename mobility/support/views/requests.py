"""A request for support: its page, its form, its moves."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import TransitionRefused
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.rights import require
from mobility.bips.querysets import VIEW_BIP
from mobility.bips.story import SUPPORT_STORY
from mobility.bips.views.details import crumbs as crumbs_of_bip
from mobility.models import Bip, Mobility, SupportRequest
from mobility.support import services
from mobility.support.enums import SupportState
from mobility.support.forms import SupportRequestForm
from mobility.support.querysets import REQUEST
from mobility.support.rules import left_of_fund
from mobility.support.telling import sentence_about
from mobility.support.workflow import support_workflow

ACTS = {
    "send": services.send_request,
    "withdraw": services.withdraw_request,
    "refuse": services.refuse_request,
}


class SupportPage(PortalDetailView):
    """What both tabs of a request show above themselves. Nobody grants by hand: turns come by themselves."""

    model = SupportRequest
    right = VIEW_BIP
    context_object_name = "asked"
    panel_page = "mobility.support"

    def get_queryset(self):
        return super().get_queryset().select_related("scheme", "bip__unit", "asked_by")

    def get_context_data(self, **kwargs):
        asked, user = self.object, self.request.user
        moves = [move for move in support_workflow.moves_for(user, asked) if move.name in ACTS]
        is_draft = asked.state == SupportState.DRAFT
        return super().get_context_data(
            crumbs=crumbs_of_bip(asked.bip),
            sentence=sentence_about(asked),
            send=next((move for move in moves if move.name == "send"), None),
            menu=[move for move in moves if move.name != "send"],
            may_change=is_draft and user.has_perm(REQUEST, asked),
            left=left_of_fund(asked.scheme),
            **kwargs,
        )

    def tabs(self):
        named = (("overview", _("Overview"), "support_detail"), ("history", _("History"), "support_history"))
        return [
            Tab(name, label, reverse(f"mobility:{url_name}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url_name in named
        ]


class SupportDetailView(SupportPage):
    template_name = "mobility/support/detail.html"

    def get_context_data(self, **kwargs):
        stays = Mobility.objects.visible_to(self.request.user).select_related("participant", "partner")
        stay = stays.filter(pk=self.object.stay_id).first() if self.object.is_place else None
        return super().get_context_data(stay=stay, **kwargs)


class SupportHistoryView(SupportPage, PortalHistoryView):
    template_name = "mobility/support/history.html"
    tab = "history"
    panel_page = ""
    story = SUPPORT_STORY


class SendsAtOnce:
    """A form whose press sends the request where it is complete; else it is kept, and the page says what is missing."""

    form_class = SupportRequestForm
    submit_label = gettext_lazy("Send the request")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "bip": self.bip}

    def crumbs(self):
        return crumbs_of_bip(self.bip)

    def send(self, asked: SupportRequest) -> SupportRequest:
        try:
            sent = services.send_request(asked, actor=self.request.user)
        except TransitionRefused as refusal:
            sentence = _("It is kept, and not sent yet: %(missing)s") % {"missing": " ".join(refusal.reasons)}
            messages.warning(self.request, sentence)
            return asked
        messages.success(self.request, sentence_about(sent))
        return sent


class SupportCreateView(SendsAtOnce, PortalCreateView):
    """For the programme of the address."""

    right = REQUEST

    @cached_property
    def bip(self) -> Bip:
        bip = get_object_or_404(Bip.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        require(self.request.user, REQUEST, bip)
        return bip

    @property
    def title(self):
        return _("Support for “%(title)s”") % {"title": self.bip.title}

    def perform(self, form):
        asked = services.begin_request(actor=self.request.user, bip=self.bip, **form.values())
        return self.send(asked)

    def cancel_url(self):
        return self.bip.get_absolute_url()


class SupportUpdateView(SendsAtOnce, PortalUpdateView):
    model = SupportRequest
    right = VIEW_BIP
    object_right = REQUEST

    @property
    def bip(self) -> Bip:
        return self.object.bip

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        user = self.request.user
        return self.send(services.change_request(self.object, actor=user, seen_at=seen_at, **form.values()))

    def cancel_url(self):
        return self.object.get_absolute_url()


class SupportMoveView(MoveView):
    """``/mobility/support/7/withdraw/`` and the like, by POST."""

    model = SupportRequest
    right = VIEW_BIP
    workflow = support_workflow

    def prepare(self):
        if self.kwargs["move"] not in ACTS:
            raise Http404
        super().prepare()

    def perform_move(self, name, note):
        words = {"note": note} if name != "send" else {}
        self.done = sentence_about(ACTS[name](self.object, actor=self.request.user, **words))
