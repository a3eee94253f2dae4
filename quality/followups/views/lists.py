"""The list of follow-ups, its export, and the board by state."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.addresses import address_with
from core.views.lists import FilteredList, PortalExportView, PortalListView
from quality.enums import FollowUpState
from quality.followups.filters import MINE, OPEN_STEPS, SHOWN, FollowUpFilter, planned_later
from quality.followups.tables import FollowUpTable
from quality.followups.turn import turn_of
from quality.models import FollowUp, FollowUpStep
from quality.querysets import EXPORT, VIEW
from reference.academic_years import AcademicYear

OPEN = "&".join(f"state={state}" for state in FollowUpState.open)
CARDS_IN_COLUMN = 20


def with_turns(rows) -> list[FollowUp]:
    """The rows, each with ``turn``."""
    for row in rows:
        row.turn = turn_of(row)
    return rows


def steps_with_people() -> Prefetch:
    people = FollowUpStep.objects.select_related("person")
    return Prefetch("steps", people.defer("person__search_text", "person__search_vector"))


class OfFollowUps:
    """What list, board and export share."""

    model = FollowUp
    filterset_class = FollowUpFilter
    table_class = FollowUpTable
    title = gettext_lazy("Follow-ups and reviews")
    right = VIEW
    export_right = EXPORT


class FollowUpListView(OfFollowUps, PortalListView):
    search_label = gettext_lazy("Search process, unit, year")
    list_name = "follow_ups"
    export_url_name = "quality:follow_up_export"

    def fetched(self):
        return super().fetched().prefetch_related(steps_with_people())

    def dressed(self, rows):
        return with_turns(rows)

    def figures(self, filterset):
        visible, path = self.get_queryset(), self.request.path
        open_count = visible.open().count()
        words = ngettext("%(count)s is open", "%(count)s are open", open_count) % {"count": open_count}
        yield {"text": words, "url": f"{path}?{OPEN}" if open_count else ""}
        if nobody := visible.open().filter(owner=None).count():
            words = ngettext("%(count)s is run by nobody", "%(count)s are run by nobody", nobody)
            yield {"text": words % {"count": nobody}, "url": f"{path}?owner=none&{OPEN}"}
        if later := visible.filter(planned_later()).count():
            words = ngettext("%(count)s of later years is not shown", "%(count)s of later years are not shown", later)
            yield {"text": words % {"count": later}, "url": f"{path}?later={SHOWN}"}

    def views(self):
        user, asked, path = self.request.user, self.request.GET, self.request.path
        steps = FollowUpStep.objects.to_do().filter(person=user)
        named = (
            (_("This year"), f"year={AcademicYear.current().first_year}", None),
            (_("I run"), f"mine={MINE}&{OPEN}", FollowUp.objects.open().filter(owner=user).count()),
            (_("Asked of me"), f"mine={OPEN_STEPS}", FollowUp.objects.filter(pk__in=steps.values("follow_up")).count()),
        )
        here = address_with(asked, without=["page", "sort"]).removeprefix("?")
        yield {"label": _("All"), "url": path, "count": None, "is_current": not here}
        for label, query, count in named:
            yield {"label": label, "url": f"{path}?{query}", "count": count, "is_current": here == query}

    def actions(self):
        here = address_with(self.request.GET, without=["page", "sort"])
        return [{"label": _("Board"), "url": f"{reverse('quality:follow_up_board')}{here if here != '?' else ''}"}]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("No follow-up yet"),
            "text": _("The cycles of the processes make them, unit by unit and year by year."),
        }


class FollowUpExportView(OfFollowUps, PortalExportView):
    pass


class FollowUpBoardView(OfFollowUps, FilteredList, TemplateView):
    """Follow-ups as cards under their states, those longest there first; of the present year unless asked otherwise."""

    template_name = "quality/followups/board.html"

    def get_filterset(self):
        asked = self.request.GET.copy()
        if not any(name in asked for name in self.filterset_class.base_filters):
            asked["year"] = str(AcademicYear.current().first_year)
        return self.filterset_class(asked, queryset=self.get_queryset(), request=self.request)

    def get_context_data(self, **kwargs):
        filterset = self.get_filterset()
        found = filterset.qs
        list_url = reverse("quality:follow_up_list") + address_with(filterset.data, without=["page"])
        return super().get_context_data(
            title=self.title,
            filterset=filterset,
            chips=filterset.chips(),
            columns=[self.column(state, found) for state in FollowUpState],
            list_url=list_url,
            search_label=_("Search process, unit, year"),
            **kwargs,
        )

    def column(self, state, found) -> dict:
        rows = found.filter(state=state)
        shown = rows.for_list().prefetch_related(steps_with_people()).order_by("state_since", "pk")
        cards = with_turns(list(shown[: CARDS_IN_COLUMN + 1]))
        query = self.request.GET.copy()
        query.setlist("state", [state.value])
        return {
            "state": state,
            "cards": cards[:CARDS_IN_COLUMN],
            "count": rows.count(),
            "more_url": f"{reverse('quality:follow_up_list')}?{query.urlencode()}"
            if len(cards) > CARDS_IN_COLUMN
            else "",
        }
