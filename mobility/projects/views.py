"""Grant projects: list, page, forms, budget."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.steps import steps_of
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.lists import PortalExportView, PortalListView
from mobility.enums import ProjectState
from mobility.grants.payments import PAY
from mobility.models import BudgetTransfer, GrantProject
from mobility.projects import services
from mobility.projects.burn import burn_chart
from mobility.projects.filters import GrantProjectFilter
from mobility.projects.forecast import Forecast
from mobility.projects.forms import GrantProjectForm, NewGrantProjectForm
from mobility.projects.organisation import with_sources
from mobility.projects.period import unusual_period
from mobility.projects.share import international_share
from mobility.projects.story import PROJECT_STORY
from mobility.projects.tables import GrantProjectTable
from mobility.querysets import CHANGE_PROJECT, VIEW_PROJECT
from mobility.workflow import project_workflow

SEES_INCLUSION = "mobility.view_sensitive"


def crumbs(project: GrantProject | None = None) -> list[dict]:
    way = [{"label": _("Grant projects"), "url": reverse("mobility:project_list")}]
    return [*way, {"label": project.number, "url": project.get_absolute_url()}] if project else way


class ProjectListView(PortalListView):
    model = GrantProject
    filterset_class = GrantProjectFilter
    table_class = GrantProjectTable
    title = gettext_lazy("Grant projects")
    right = VIEW_PROJECT
    search_label = gettext_lazy("Search number, title, scheme")
    list_name = "grant-projects"
    export_right = "mobility.export_mobility"
    export_url_name = "mobility:project_export"

    def get_queryset(self):
        return super().get_queryset().with_figures()

    def figures(self, filterset):
        running = self.get_queryset().filter(state=ProjectState.RUNNING).count()
        words = ngettext("%(count)s is running", "%(count)s are running", running) % {"count": running}
        return [{"text": words, "url": f"{self.request.path}?state={ProjectState.RUNNING}" if running else ""}]

    def actions(self):
        buttons = [{"label": _("What the schemes allow"), "url": reverse("mobility:scheme_list")}]
        if self.request.user.has_perm(PAY):
            buttons.append({"label": _("To pay"), "url": reverse("mobility:payment_list")})
        if self.request.user.has_perm(CHANGE_PROJECT):
            buttons.append({"label": _("New project"), "url": reverse("mobility:project_create"), "is_primary": True})
        return buttons

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("No grant project yet"),
            "text": _("A project is the money of one call; the stays it pays follow the rules and rates of that call."),
        }


class ProjectExportView(PortalExportView):
    model = GrantProject
    filterset_class = GrantProjectFilter
    table_class = GrantProjectTable
    title = gettext_lazy("Grant projects")
    right = VIEW_PROJECT
    export_right = "mobility.export_mobility"

    def get_queryset(self):
        return super().get_queryset().with_figures()


class ProjectPage(PortalDetailView):
    """What both tabs of a grant project show above themselves."""

    model = GrantProject
    right = VIEW_PROJECT
    context_object_name = "project"
    panel_page = "mobility.project"

    def get_queryset(self):
        return super().get_queryset().select_related("scheme", "unit", "coordinator")

    def get_context_data(self, **kwargs):
        project, user = self.object, self.request.user
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(project, ProjectState, undone=(ProjectState.REFUSED,)),
            moves=project_workflow.moves_for(user, project),
            may_change=user.has_perm(CHANGE_PROJECT, project),
            **kwargs,
        )

    def tabs(self):
        named = (("overview", _("Overview"), "project_detail"), ("history", _("History"), "project_history"))
        return [
            Tab(name, label, reverse(f"mobility:{url_name}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url_name in named
        ]


class ProjectDetailView(ProjectPage):
    template_name = "mobility/projects/detail.html"

    def get_context_data(self, **kwargs):
        forecast = Forecast(self.object, shows_inclusion=self.request.user.has_perm(SEES_INCLUSION, self.object))
        transfers = BudgetTransfer.objects.filter(source__project=self.object)
        return super().get_context_data(
            forecast=forecast,
            support=with_sources(forecast.support),
            burn=burn_chart(forecast),
            share=international_share(forecast),
            unusual_period=unusual_period(self.object, forecast.book),
            transfers=transfers.exclude(source__purpose__in=forecast.left_out)
            .exclude(target__purpose__in=forecast.left_out)
            .select_related("source__country", "target__country", "made_by"),
            **kwargs,
        )


class ProjectHistoryView(ProjectPage, PortalHistoryView):
    template_name = "mobility/projects/history.html"
    tab = "history"
    panel_page = ""
    story = PROJECT_STORY


class ProjectForms:
    """What entering and changing share."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def crumbs(self):
        return crumbs()


class ProjectCreateView(ProjectForms, PortalCreateView):
    form_class = NewGrantProjectForm
    right = CHANGE_PROJECT
    title = gettext_lazy("New grant project")
    submit_label = gettext_lazy("Enter the project")
    done = gettext_lazy("The project is entered. Next: the lines of its budget.")

    def perform(self, form):
        return services.begin_project(actor=self.request.user, **form.values())

    def cancel_url(self):
        return reverse("mobility:project_list")


class ProjectUpdateView(ProjectForms, PortalUpdateView):
    model = GrantProject
    form_class = GrantProjectForm
    right = VIEW_PROJECT
    object_right = CHANGE_PROJECT
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object.number}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_project(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def cancel_url(self):
        return self.object.get_absolute_url()


class ProjectMoveView(MoveView):
    model = GrantProject
    right = VIEW_PROJECT
    workflow = project_workflow

    def perform_move(self, name, note):
        return services.move_project(self.object, name, actor=self.request.user, note=note)
