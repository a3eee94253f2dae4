"""The grants of a project calculated anew: the press that starts it, how far it is, what came of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from core.enums import JobState
from core.errors import PortalError
from core.jobs import is_lost, progress_of
from core.views.actions import ActionView
from core.views.rights import RightRequired
from mobility.grants.many import found_by, payable_stays, start_recalculation
from mobility.grants.payments import PAY
from mobility.models import GrantProject, GrantRecalculation, Mobility
from mobility.querysets import VIEW_PROJECT
from mobility.stays.views.details import crumbs


class RecalculateView(ActionView):
    """``/mobility/projects/7/grants/calculate/``"""

    model = GrantProject
    right = VIEW_PROJECT
    object_right = PAY
    needs_confirmation = True
    title = gettext_lazy("Calculate the grants anew")
    explanation = gettext_lazy(
        "Each grant of this project is calculated by the days, facts and amounts of today. Earlier calculations stay; "
        "grants whose balance is settled are left alone."
    )
    submit_label = gettext_lazy("Calculate")

    def perform(self, note):
        self.run = start_recalculation(project=self.object, actor=self.request.user)

    def way_back(self):
        run = getattr(self, "run", None)
        return reverse("mobility:recalculation", args=[run.pk]) if run else super().way_back()


class RecalculateManyView(RightRequired, TemplateView):
    """``/mobility/grants/calculate/?scope=all&query=…``: the stays of a list; first how many, then the press."""

    right = PAY
    template_name = "mobility/grants/recalculate.html"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs):
        query = self.query(self.request.GET)
        return super().get_context_data(
            title=_("Calculate grants anew"),
            crumbs=crumbs(),
            count=found_by(query, payable_stays(self.request.user), self.request.user).count(),
            query=query,
            cancel_url=reverse("mobility:mobility_list"),
            **kwargs,
        )

    def query(self, asked) -> str:
        """What finds the stays: the list's own address, or the ticked rows."""
        if asked.get("scope") == "all":
            return asked.get("query", "")
        return urlencode([("row", key) for key in asked.getlist("row") or ["0"]])

    def post(self, request, *args, **kwargs):
        try:
            run = start_recalculation(query=request.POST.get("query", ""), actor=request.user)
        except PortalError as error:
            messages.error(request, error.sentence)
            return HttpResponseRedirect(reverse("mobility:mobility_list"))
        return HttpResponseRedirect(reverse("mobility:recalculation", args=[run.pk]))


def runs_of(user):
    """Those ``user`` started: nobody else sees them."""
    return GrantRecalculation.objects.filter(started_by=user).select_related("job", "project")


@require_GET
def recalculation(request, pk):
    """``/mobility/grants/runs/7/``"""
    run = get_object_or_404(runs_of(request.user), pk=pk)
    context = {
        "title": _("Grants calculated anew"),
        "crumbs": [{"label": str(run.project), "url": run.project.get_absolute_url()}] if run.project else crumbs(),
        **_progress(run),
        "left": [] if _is_at_work(run) else _left(run, request.user),
    }
    return TemplateResponse(request, "mobility/grants/recalculation.html", context)


@require_GET
def recalculation_progress(request, pk):
    """The bar alone; when the work is over, the page is to be read again."""
    run = get_object_or_404(runs_of(request.user), pk=pk)
    if not _is_at_work(run):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return TemplateResponse(request, "mobility/grants/recalculation_progress.html", _progress(run))


def _is_at_work(run: GrantRecalculation) -> bool:
    job = run.job
    return job is not None and job.state not in JobState.finished and not is_lost(job)


def _progress(run: GrantRecalculation) -> dict:
    done, total = progress_of(run.job) if run.job else (0, 0)
    is_at_work = _is_at_work(run)
    failed = not is_at_work and "left_count" not in run.outcome
    return {
        "run": run,
        "is_at_work": is_at_work,
        "failure": ((run.job and run.job.message) or _("The work was interrupted.")) if failed else "",
        "done": done,
        "total": total,
        "percent": round(100 * done / total) if total else None,
    }


def _left(run: GrantRecalculation, user) -> list[dict]:
    told = dict(run.outcome.get("left", []))
    stays = Mobility.objects.visible_to(user).filter(pk__in=told).select_related("participant", "partner")
    return [{"stay": stay, "sentence": told[stay.pk]} for stay in stays.order_by("sort_key", "pk")]
