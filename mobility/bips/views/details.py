"""The page of a programme: overview, whether it may be paid, history; and its moves."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.steps import steps_of
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from mobility.bips import services
from mobility.bips.eligibility import Eligibility
from mobility.bips.enums import BipState
from mobility.bips.querysets import CHANGE_BIP, VIEW_BIP
from mobility.bips.story import BIP_STORY
from mobility.bips.workflow import bip_workflow
from mobility.models import Bip, Mobility, SupportRequest, SupportScheme
from mobility.support.querysets import REQUEST


def crumbs(bip: Bip | None = None) -> list[dict]:
    way = [{"label": _("BIPs"), "url": reverse("mobility:bip_list")}]
    return [*way, {"label": bip.title, "url": bip.get_absolute_url()}] if bip else way


class BipPage(PortalDetailView):
    """What every tab of a programme shows above itself."""

    model = Bip
    right = VIEW_BIP
    context_object_name = "bip"
    panel_page = "mobility.bip"

    def get_queryset(self):
        related = ("scheme", "project", "unit", "coordinator", "isced_field", "language", "earlier_edition")
        return super().get_queryset().select_related(*related)

    def get_context_data(self, **kwargs):
        bip, user = self.object, self.request.user
        moves = bip_workflow.moves_for(user, bip)
        forward = [move for move in moves if move.transition.tone == "primary"]
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(bip, BipState, undone=(BipState.CANCELLED,)),
            forward=forward,
            beside=[move for move in moves if move not in forward],
            may_change=bip.is_editable and user.has_perm(CHANGE_BIP, bip),
            eligibility=self.eligibility,
            **kwargs,
        )

    @cached_property
    def partners(self) -> list:
        return list(self.object.partners.select_related("institution__country"))

    @cached_property
    def eligibility(self) -> Eligibility:
        return Eligibility(self.object, self.partners)

    def tabs(self):
        named = (
            ("overview", _("Overview"), "bip_detail"),
            ("eligibility", _("Eligibility"), "bip_eligibility"),
            ("history", _("History"), "bip_history"),
        )
        counts = {"eligibility": len(self.eligibility.unmet) or None}
        return [
            Tab(
                name,
                label,
                reverse(f"mobility:{url_name}", args=[self.object.pk]),
                counts.get(name),
                is_current=name == self.tab,
            )
            for name, label, url_name in named
        ]


class BipDetailView(BipPage):
    template_name = "mobility/bips/detail.html"

    def get_context_data(self, **kwargs):
        bip, user = self.object, self.request.user
        stays = Mobility.objects.visible_to(user).filter(bip=bip).for_list()
        return super().get_context_data(
            partners=self.partners,
            stays=stays,
            support=SupportRequest.objects.visible_to(user).filter(bip=bip).for_list(),
            may_ask=bip.is_editable
            and user.has_perm(REQUEST, bip)
            and SupportScheme.objects.for_year(bip.academic_year).exists(),
            **kwargs,
        )


class BipEligibilityView(BipPage):
    """Every condition: whether it holds, and what would mend it."""

    template_name = "mobility/bips/eligibility.html"
    tab = "eligibility"
    panel_page = ""


class BipHistoryView(BipPage, PortalHistoryView):
    template_name = "mobility/bips/history.html"
    tab = "history"
    panel_page = ""
    story = BIP_STORY


class BipMoveView(MoveView):
    """``/mobility/bips/7/agree/`` and the like, by POST."""

    model = Bip
    right = VIEW_BIP
    workflow = bip_workflow

    def perform_move(self, name, note):
        moved = services.move_bip(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
