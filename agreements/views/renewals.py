"""Renewing several agreements: what would become of each, the press that makes the drafts, and what was made."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from agreements.cockpit.filters import RenewalFilter
from agreements.cockpit.outlook import ending_agreements
from agreements.cockpit.plans import plan_renewals
from agreements.cockpit.progress import Progress
from agreements.models import Agreement
from agreements.services.agreements import ADD
from agreements.services.evaluations import SKIP
from agreements.services.renewal_runs import MOST, is_at_work, runs_of, start_renewals
from core.errors import PortalError, RightMissing
from core.jobs import progress_of
from core.keys import keys_among
from core.navigation import forget_counts
from core.views.rights import RightRequired

LONGEST_REASON = 2000


class RenewManyView(RightRequired, TemplateView):
    """``/agreements/renewals/many/?agreement=7&agreement=9``: the preview; confirmed by POST, the drafts."""

    right = ADD
    template_name = "agreements/renewal_preview.html"
    http_method_names = ["get", "head", "post"]

    def post(self, request, *args, **kwargs):
        """The page again where it comes from a list's selection, as an address cannot hold so many keys."""
        if "confirmed" not in request.POST:
            return self.get(request, *args, **kwargs)
        try:
            run = start_renewals(
                self.keys(), actor=request.user, form=self.form(), skip_evaluations_because=self.reason()
            )
        except RightMissing as error:
            raise PermissionDenied(error.sentence) from error
        except PortalError as error:
            messages.error(request, error.sentence)
            return self.get(request, *args, **kwargs)
        forget_counts(request.user)
        return HttpResponseRedirect(reverse("agreements:renewal_run", args=[run.pk]))

    def get_context_data(self, **kwargs):
        keys = self.keys()
        plans = plan_renewals(keys[:MOST], self.request.user)
        return super().get_context_data(
            title=_("Renew agreements"),
            crumbs=crumbs(),
            plans=plans,
            possible_count=sum(plan.is_possible for plan in plans),
            left_out_count=sum(not plan.is_possible for plan in plans),
            unknown_count=len(keys[:MOST]) - len(plans),
            most=MOST if len(keys) > MOST else None,
            form_key=uuid4(),
            may_skip=self.request.user.has_perm(SKIP),
            reason=self.reason(),
            **kwargs,
        )

    def keys(self) -> list[int]:
        """Those named, those ticked in a list (``row``); with ``all`` those of the renewals' filter not begun yet."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        if asked.get("all"):
            ending = ending_agreements(self.request.user).filter(progress__in=Progress.undecided)
            found = RenewalFilter(asked, queryset=ending, request=self.request).qs
            return list(found.order_by("ends_on", "pk").values_list("pk", flat=True)[: MOST + 1])
        texts = [*asked.getlist("agreement"), *asked.getlist("row")]
        return list(dict.fromkeys(keys_among(texts)))

    def reason(self) -> str:
        """Why the office goes on without evaluations; "" where they are asked for."""
        return self.request.POST.get("reason", "").strip()[:LONGEST_REASON]

    def form(self) -> UUID:
        """The page that was confirmed; what a browser sent that is none counts as a page of its own."""
        try:
            return UUID(self.request.POST.get("form", ""))
        except ValueError:
            return uuid4()


@require_GET
def renewal_run(request, pk):
    """``/agreements/renewals/runs/7/``: how far it is, then what became of each agreement."""
    run = get_object_or_404(runs_of(request.user), pk=pk)
    at_work = is_at_work(run)
    done, total = progress_of(run.job) if run.job else (0, 0)
    context = {
        "title": _("Renewed agreements"),
        "crumbs": crumbs(),
        "run": run,
        "is_at_work": at_work,
        "failure": ""
        if at_work or run.finished_at
        else (run.job and run.job.message) or _("The work was interrupted."),
        "done": done,
        "total": total,
        "percent": round(100 * done / total) if total else None,
        **({} if at_work else outcome_of(run, request.user)),
    }
    return TemplateResponse(request, "agreements/renewal_run.html", context)


@require_GET
def renewal_progress(request, pk):
    """The bar alone; when the work is over, the page is to be read again."""
    run = get_object_or_404(runs_of(request.user), pk=pk)
    if not is_at_work(run):
        return HttpResponse(headers={"HX-Refresh": "true"})
    done, total = progress_of(run.job)
    context = {"run": run, "done": done, "total": total, "percent": round(100 * done / total) if total else None}
    return TemplateResponse(request, "agreements/includes/renewal_progress.html", context)


def outcome_of(run, user) -> dict:
    """What became of each agreement of the run that ``user`` may still read, with the draft it has now."""
    keys = {key for row in run.outcome for key in (row["agreement"], row["draft"]) if key}
    found = Agreement.objects.visible_to(user).for_list().in_bulk(keys)
    rows = [
        {
            "agreement": found[row["agreement"]],
            "draft": found.get(row["draft"]),
            "is_new": row["is_new"],
            "sentence": row["sentence"],
        }
        for row in run.outcome
        if row["agreement"] in found
    ]
    return {
        "rows": rows,
        "made_count": sum(row["is_new"] for row in rows),
        "other_count": sum(not row["is_new"] for row in rows),
    }


def crumbs() -> list[dict]:
    return [
        {"label": _("Agreements"), "url": reverse("agreements:agreement_list")},
        {"label": _("Renewals"), "url": reverse("agreements:renewal_list")},
    ]
