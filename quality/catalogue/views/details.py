"""The page of a version of a process, and its history."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.views.details import PortalDetailView, PortalHistoryView, Tab
from quality.catalogue.coming import coming_year, dated_steps, follow_ups_near
from quality.catalogue.story import PROCESS_STORY
from quality.enums import Standard
from quality.models import Indicator, ProcessVersion
from quality.querysets import CATALOGUE, HISTORY, VIEW_ADOPTED
from reference.naming import sources_named_in


def crumbs(version: ProcessVersion | None = None) -> list[dict]:
    here = [{"label": _("Processes"), "url": reverse("quality:process_list")}]
    return [*here, {"label": version.process.code, "url": version.get_absolute_url()}] if version else here


class ProcessPage(PortalDetailView):
    """What both tabs of a version show above themselves."""

    model = ProcessVersion
    right = VIEW_ADOPTED
    context_object_name = "version"

    def get_queryset(self):
        return super().get_queryset().select_related("process", "accountable")

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm(CATALOGUE)
        return super().get_context_data(crumbs=crumbs(), may_change=may_change, **kwargs)

    def tabs(self):
        named = [("overview", _("Overview"), "process_detail")]
        if self.request.user.has_perm(HISTORY):
            named.append(("history", _("History"), "process_history"))
        return [
            Tab(name, label, reverse(f"quality:{url_name}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url_name in named
        ]


class ProcessDetailView(ProcessPage):
    template_name = "quality/catalogue/detail.html"

    def get_context_data(self, **kwargs):
        version, user = self.object, self.request.user
        year = coming_year(version)
        versions = version.process.versions.order_by("-valid_from")
        return super().get_context_data(
            year=year,
            dated_steps=dated_steps(version, year),
            concerned=version.concerned.select_related("unit", "owner").order_by("unit__path"),
            indicators=Indicator.objects.filter(process=version.process),
            versions=list(versions) if versions.count() > 1 else [],
            near=follow_ups_near(version, user),
            sources=sources_named_in(version.source),
            standards=[Standard(code).label for code in version.esg if code in Standard.values],
            **kwargs,
        )


class ProcessHistoryView(ProcessPage, PortalHistoryView):
    template_name = "quality/catalogue/history.html"
    right = HISTORY
    tab = "history"
    story = PROCESS_STORY
