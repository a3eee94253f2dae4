"""The list of actions and its export."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.addresses import address_with
from core.views.lists import PortalExportView, PortalListView
from quality.actions.filters import ActionFilter
from quality.actions.tables import ActionTable
from quality.enums import ActionState
from quality.models import Action
from quality.querysets import EXPORT, RUN, VIEW

OPEN = "&".join(f"state={state}" for state in ActionState.open)


class ActionListView(PortalListView):
    model = Action
    filterset_class = ActionFilter
    table_class = ActionTable
    title = gettext_lazy("Actions")
    right = VIEW
    search_label = gettext_lazy("Search title, text, process, unit")
    list_name = "actions"
    export_right = EXPORT
    export_url_name = "quality:action_export"

    @cached_property
    def numbers(self) -> dict[str, int]:
        to_do = Q(state__in=ActionState.to_do)
        return self.get_queryset().aggregate(
            all=Count("pk"),
            open=Count("pk", filter=Q(state__in=ActionState.open)),
            overdue=Count("pk", filter=to_do & Q(due_on__lt=timezone.localdate())),
            no_date=Count("pk", filter=to_do & Q(due_on__isnull=True)),
            mine=Count("pk", filter=to_do & Q(owner=self.request.user)),
        )

    @cached_property
    def to_verify(self) -> int:
        return Action.objects.to_verify_by(self.request.user).count()

    def figures(self, filterset):
        path, numbers = self.request.path, self.numbers
        words = ngettext("%(count)s is open", "%(count)s are open", numbers["open"])
        yield {"text": words % {"count": numbers["open"]}, "url": f"{path}?{OPEN}" if numbers["open"] else ""}
        if numbers["overdue"]:
            words = ngettext("%(count)s is overdue", "%(count)s are overdue", numbers["overdue"])
            yield {"text": words % {"count": numbers["overdue"]}, "url": f"{path}?due=overdue"}
        if numbers["no_date"]:
            words = ngettext("%(count)s has no date", "%(count)s have no date", numbers["no_date"])
            yield {"text": words % {"count": numbers["no_date"]}, "url": f"{path}?due=none"}

    def views(self):
        path, here = self.request.path, self.request.GET.urlencode()
        tabs = [(_("All"), "", self.numbers["all"]), (_("Open"), OPEN, self.numbers["open"])]
        tabs.append((_("Mine"), "for_me=mine", self.numbers["mine"]))
        if self.to_verify:
            tabs.append((_("To verify"), "for_me=verify", self.to_verify))
        return [
            {
                "label": label,
                "url": f"{path}?{query}" if query else path,
                "count": count,
                "is_current": query == here,
            }
            for label, query, count in tabs
        ]

    def actions(self):
        board = reverse("quality:action_board") + address_with(self.request.GET, without=["page", "sort", "columns"])
        further = [
            {"label": _("By person"), "url": reverse("quality:action_by_owner")},
            {"label": _("By process"), "url": reverse("quality:action_by_process")},
        ]
        buttons = [{"label": _("Board"), "url": board}, {"label": _("Figures"), "choices": further}]
        if self.request.user.rights.everywhere(RUN):
            buttons.append({"label": _("New action"), "url": reverse("quality:action_create"), "is_primary": True})
        return buttons

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        text = _("What is done about findings stands here. Actions are planned in a follow-up, under “Actions”.")
        step = {"url": reverse("quality:follow_up_list"), "label": _("To the follow-ups")}
        return {"heading": _("No action yet"), "text": text, **step}


class ActionExportView(PortalExportView):
    model = Action
    filterset_class = ActionFilter
    table_class = ActionTable
    title = gettext_lazy("Actions")
    right = VIEW
    export_right = EXPORT
