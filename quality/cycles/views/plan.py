"""The plan over the years: as a board of cycles, and as a wheel."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.addresses import address_with
from core.views.lists import FilteredList
from quality.cycles.filters import PlanFilter
from quality.cycles.grid import Cell, Grid, Line, grid_of
from quality.cycles.wheel import list_address, wheel_of
from quality.models import FollowUp, ProcessVersion
from quality.querysets import PLAN, VIEW, VIEW_ADOPTED
from reference.academic_years import AcademicYear

STEPS = "quality.step"  # the watched dates of all open steps


class PlanPage(FilteredList, TemplateView):
    """What board and wheel share: the same grid under the same filters. A view gives its ``view`` and ``drawn``."""

    model = FollowUp
    filterset_class = PlanFilter
    right = VIEW_ADOPTED
    title = gettext_lazy("Plan of the cycles")
    template_name = "quality/cycles/plan.html"
    view = ""
    drawn = ""

    def get_template_names(self):
        is_partial = self.request.htmx and not self.request.htmx.boosted
        return [self.drawn if is_partial else self.template_name]

    def get_context_data(self, **kwargs):
        filterset = self.get_filterset()
        grid = grid_of(filterset.qs, filterset.shown_years, with_empty=not filterset.narrows_rows)
        return super().get_context_data(
            title=self.title,
            filterset=filterset,
            chips=filterset.chips(),
            grid=grid,
            drawn=self.drawn,
            figures=self.figures(grid),
            actions=self.actions(),
            tabs=self.tabs(),
            empty={
                "heading": _("Nothing is planned in these years"),
                "text": _("Choose other years, take off a filter, or plan further ahead."),
                "url": self.request.path,
                "label": _("Show everything"),
            },
            **kwargs,
        )

    def figures(self, grid: Grid) -> list[dict]:
        words = ngettext("%(count)s follow-up or review", "%(count)s follow-ups and reviews", grid.count)
        figures = [{"text": words % {"count": grid.count}}]
        if not self.request.user.rights.everywhere(VIEW):
            figures.append({"text": _("shown are your own, those of your units and what is adopted")})
        current = ProcessVersion.objects.not_past(AcademicYear.current().first_year)
        if homeless := current.filter(concerned=None).count():
            words = ngettext(
                "%(count)s process without units is followed up nowhere",
                "%(count)s processes without units are followed up nowhere",
                homeless,
            )
            url = f"{reverse('quality:process_list')}?lacks=units"
            figures.append({"text": words % {"count": homeless}, "url": url})
        return figures

    def actions(self) -> list[dict]:
        actions = [{"label": _("In the calendar"), "url": f"{reverse('reminders:calendar')}?kind={STEPS}"}]
        if self.request.user.has_perm(PLAN):
            ahead = {"label": _("Plan further ahead"), "url": reverse("quality:plan_generate"), "is_primary": True}
            actions.append(ahead)
        return actions

    def tabs(self) -> list[dict]:
        named = (("plan", _("Board")), ("plan_wheel", _("Wheel")))
        return [
            {
                "label": label,
                "url": address_with(self.request.GET, path=reverse(f"quality:{name}")),
                "count": None,
                "is_current": name == self.view,
            }
            for name, label in named
        ]


class PlanBoardView(PlanPage):
    view = "plan"
    drawn = "quality/cycles/board.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["lines"] = [(line, self._cells(line)) for line in context["grid"].lines]
        return context

    def _cells(self, line: Line) -> list[tuple[Cell, list]]:
        return [(cell, [(part, self._address(line, cell, part)) for part in cell.parts]) for cell in line.cells]

    def _address(self, line: Line, cell: Cell, part) -> str:
        if part.only:
            return reverse("quality:follow_up_detail", args=[part.only])
        return list_address(self.request.GET, line, cell, state=part.state.value)


class PlanWheelView(PlanPage):
    view = "plan_wheel"
    drawn = "quality/cycles/wheel.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"wheel": wheel_of(context["grid"], self.request.GET)}
