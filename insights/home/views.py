"""The office's home: what is in force, what waits, who came and went, what the budgets hold."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.views.rights import RightRequired
from insights.home import shown
from insights.home.keeping import kept_or_counted
from insights.pins.shown import pinned_views
from insights.querysets import VIEW


class HomeView(RightRequired, TemplateView):
    right = VIEW
    template_name = "insights/home/page.html"

    def get_context_data(self, **kwargs):
        kept = kept_or_counted(self.request.user)
        numbers, overdue = kept.numbers, shown.overdue_actions(self.request.user)
        return super().get_context_data(
            title=_("Insights"),
            actions=[
                {"label": _("Pictures"), "url": reverse("insights:picture_list")},
                {"label": _("Dossiers and reports"), "url": reverse("insights:report_list")},
            ],
            figures=self.figures(numbers),
            waiting=[*shown.waiting(numbers), *([overdue] if overdue else [])],
            kinds=shown.kinds_chart(numbers),
            countries=shown.countries_chart(numbers),
            by_unit=shown.units_chart(numbers),
            mobility=shown.mobility_chart(numbers),
            burn=shown.burn_chart(numbers),
            pins=pinned_views(self.request.user),
            counted_at=kept.counted_at,
            **kwargs,
        )

    def figures(self, numbers):
        count = numbers["agreements"]["in_force"]
        words = ngettext("%(count)s agreement in force", "%(count)s agreements in force", count) % {"count": count}
        yield {"text": words, "url": shown.agreements_in_force()}
        if projects := numbers.get("projects", {}).get("running"):
            words = ngettext("%(count)s running grant project", "%(count)s running grant projects", projects)
            yield {"text": words % {"count": projects}, "url": shown.list_of("mobility:project_list", state="running")}
