"""The page of an activity: what was planned, how it was, what came of it; its history and its moves."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.activities import services
from cooperation.activities.asked import has_names, has_programme
from cooperation.activities.enums import ActivityState
from cooperation.activities.querysets import PEOPLE
from cooperation.activities.story import ACTIVITY_STORY
from cooperation.activities.workflow import activity_workflow
from cooperation.models import Activity, ActivityDocument, Series
from cooperation.restrictions import may_override, suspensions_of_activity
from cooperation.rights import CHANGE, HISTORY, VIEW
from core.steps import steps_of
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from mobility.models import Bip, Mobility

SIDES = {
    "own_staff": gettext_lazy("Own staff"),
    "own_students": gettext_lazy("Own students"),
    "partner_staff": gettext_lazy("Partners' staff"),
    "partner_students": gettext_lazy("Partners' students"),
}


def crumbs() -> list[dict]:
    return [{"label": _("Activities"), "url": reverse("cooperation:activity_list")}]


class ActivityPage(PortalDetailView):
    """What every tab of an activity shows above itself."""

    model = Activity
    right = VIEW
    context_object_name = "activity"
    panel_page = "cooperation.activity"

    def get_queryset(self):
        return super().get_queryset().for_detail()

    def get_context_data(self, **kwargs):
        activity, user = self.object, self.request.user
        moves = activity_workflow.moves_for(user, activity)
        suspensions = suspensions_of_activity(activity)
        forward = [move for move in moves if move.transition.tone == "primary"]
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(activity, ActivityState, undone=(ActivityState.CANCELLED, ActivityState.POSTPONED)),
            forward=forward,
            beside=[move for move in moves if move not in forward],
            suspensions=suspensions,
            may_override=activity.is_editable and may_override(user, suspensions),
            may_change=activity.is_editable and user.has_perm(CHANGE, activity),
            may_keep=user.has_perm(CHANGE, activity),
            **kwargs,
        )

    def tabs(self):
        named = [("overview", _("Overview"), "activity_detail")]
        if self.request.user.has_perm(HISTORY, self.object):
            named.append(("history", _("History"), "activity_history"))
        return [
            Tab(name, label, reverse(f"cooperation:{url}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url in named
        ]


class ActivityDetailView(ActivityPage):
    template_name = "cooperation/activities/detail.html"

    def get_context_data(self, **kwargs):
        activity, user = self.object, self.request.user
        linked = activity.stay_links.values("stay")
        return super().get_context_data(
            partners=activity.partners.select_related("institution__country"),
            sides=[
                (SIDES[who], getattr(activity, f"planned_{who}"), getattr(activity, f"actual_{who}")) for who in PEOPLE
            ],
            has_programme=has_programme(activity.kind),
            has_names=has_names(activity.kind),
            programme=activity.programme.all(),
            people=activity.people.select_related("institution", "user"),
            outputs=activity.outputs.all(),
            tasks=activity.tasks.select_related("owner"),
            documents=ActivityDocument.objects.visible_to(user).filter(activity=activity),
            stays=Mobility.objects.visible_to(user).filter(pk__in=linked).for_list(),
            bips=Bip.objects.visible_to(user).filter(pk__in=activity.bip_links.values("bip")),
            **kwargs,
        )


class ActivityHistoryView(ActivityPage, PortalHistoryView):
    template_name = "cooperation/activities/history.html"
    tab = "history"
    panel_page = ""
    object_right = HISTORY
    story = ACTIVITY_STORY


class ActivityMoveView(MoveView):
    """``/cooperation/activities/7/confirm/`` and the like, by POST."""

    model = Activity
    right = VIEW
    workflow = activity_workflow

    def perform_move(self, name, note):
        moved = services.move_activity(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}


class SeriesDetailView(PortalDetailView):
    """A series with its editions side by side."""

    model = Series
    right = VIEW
    template_name = "cooperation/series/detail.html"
    context_object_name = "series"

    def get_context_data(self, **kwargs):
        editions = list(self.object.editions.for_list().order_by("edition", "starts_on"))
        may_change = self.request.user.has_perm(CHANGE, self.object)
        return super().get_context_data(crumbs=crumbs(), editions=editions, may_change=may_change, **kwargs)

    def get_queryset(self):
        return super().get_queryset().select_related("unit")
