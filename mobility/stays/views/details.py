"""The page of one stay: overview and history."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.views.details import PortalDetailView, PortalHistoryView, Tab
from mobility.enums import MobilityState
from mobility.history_story import STAY_STORY
from mobility.models import Mobility
from mobility.querysets import CHANGE, VIEW
from mobility.stays.checking import check_of
from mobility.stays.places import places_of, why_not_beyond
from mobility.stays.steps import steps_of
from mobility.workflow import mobility_workflow

HISTORY = "mobility.view_history"


def crumbs() -> list[dict]:
    return [{"label": _("Mobility"), "url": reverse("mobility:mobility_list")}]


def tabs_of(stay: Mobility, user, *, current: str) -> list[Tab]:
    """The pages of one stay; staff have no learning agreement."""
    pages = [
        ("overview", _("Overview"), "mobility_detail", True),
        ("learning", _("Learning agreement"), "learning_detail", not stay.is_of_staff),
        ("steps", _("Steps and documents"), "step_list", True),
        ("history", _("History"), "mobility_history", user.has_perm(HISTORY, stay)),
    ]
    return [
        Tab(name, label, reverse(f"mobility:{url_name}", args=[stay.pk]), is_current=name == current)
        for name, label, url_name, is_there in pages
        if is_there
    ]


class MobilityPage(PortalDetailView):
    """What every tab of a stay shows above itself."""

    model = Mobility
    right = VIEW
    context_object_name = "stay"
    panel_page = "mobility.mobility"

    def get_queryset(self):
        return super().get_queryset().for_detail()

    def get_context_data(self, **kwargs):
        stay, user = self.object, self.request.user
        moves = mobility_workflow.moves_for(user, stay)
        forward = [move for move in moves if move.transition.tone == "primary"]
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(stay),
            forward=forward,
            beside=[move for move in moves if move not in forward],
            may_change=stay.is_editable and user.has_perm(CHANGE, stay),
            **kwargs,
        )

    def tabs(self):
        return tabs_of(self.object, self.request.user, current=self.tab)


class MobilityDetailView(MobilityPage):
    template_name = "mobility/stays/detail.html"

    def get_context_data(self, **kwargs):
        stay = self.object
        is_checked = stay.state in MobilityState.open
        return super().get_context_data(
            check=check_of(stay) if is_checked else None,
            places=places_of([stay.condition], stay.academic_year)[stay.condition_id] if stay.condition_id else None,
            may_overbook=self.request.user.has_perm(CHANGE, stay) and not why_not_beyond(stay),
            **kwargs,
        )


class MobilityHistoryView(MobilityPage, PortalHistoryView):
    template_name = "mobility/stays/history.html"
    tab = "history"
    panel_page = ""
    object_right = HISTORY
    story = STAY_STORY
