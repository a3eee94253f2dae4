"""Many grants calculated anew by the worker: of a project, or of the stays that a list shows."""

from functools import cache
from types import SimpleNamespace

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.errors import PortalError, RightMissing
from core.jobs import Progress, job_kind, silent, start_job
from core.keys import keys_among
from core.models import Job
from mobility.enums import MobilityState
from mobility.grants.payments import PAY
from mobility.grants.services import calculate_grants
from mobility.models import GrantProject, GrantRecalculation, Mobility
from mobility.rules.book import RuleBook
from mobility.stays.filters import MobilityFilter
from partners.services.institutions import home_institution

JOB = "mobility.calculate_grants"
AT_ONCE = 500  # in one transaction: what others wait for, and what is done anew after a crash
LONGEST_QUERY = 2000  # as long as the column
MOST_LEFT = 50  # of those left, so many are told one by one


@transaction.atomic
def start_recalculation(*, actor, project: GrantProject | None = None, query: str = "") -> GrantRecalculation:
    """Have every grant calculated anew that ``actor`` may pay: those of ``project``, or those that ``query`` finds.

    ``query`` is the address of the list of stays, or names rows of it (``row``). Raises ``RightMissing``.
    """
    if not actor.has_perm(PAY, project):
        raise RightMissing(_("You do not have the right to calculate these grants."))
    if len(query) > LONGEST_QUERY:
        raise PortalError(_("Too many stays are ticked one by one: narrow the list and choose all that match."))
    job = start_job(JOB, actor=actor)
    return GrantRecalculation.objects.create(project=project, query=query, job=job, started_by=actor)


@job_kind(JOB)
def _work(job: Job, progress: Progress) -> dict:
    run = GrantRecalculation.objects.select_related("project", "started_by").get(job=job)
    if run.started_by is None:
        raise PortalError(_("Whoever asked for it is no colleague any more."))
    carry_out(run, progress)
    return {name: run.outcome[name] for name in ("changed", "unchanged")}


def carry_out(run: GrantRecalculation, progress: Progress = silent):
    """Calculate, set by set; begun anew after a crash, what is done already comes out unchanged."""
    keys = list(recalculated_stays(run).order_by("pk").values_list("pk", flat=True))
    home, book_of = home_institution(), cache(RuleBook.of_call)
    run.outcome = {"changed": 0, "unchanged": 0, "left": []}
    for start in range(0, len(keys), AT_ONCE):
        kept = calculate_grants(keys[start : start + AT_ONCE], home=home, book_of=book_of, actor=run.started_by)
        run.outcome["changed"] += len(kept.changed)
        run.outcome["unchanged"] += len(kept.unchanged)
        run.outcome["left"] += [[stay.pk, sentence] for stay, sentence in kept.left]
        progress(min(start + AT_ONCE, len(keys)), len(keys))
    run.outcome["left_count"] = len(run.outcome["left"])
    run.outcome["left"] = run.outcome["left"][:MOST_LEFT]
    run.save(update_fields=["outcome"])


def recalculated_stays(run: GrantRecalculation) -> QuerySet:
    """The stays of the run that go on and that whoever started it may pay."""
    stays = payable_stays(run.started_by)
    return stays.filter(project=run.project) if run.project_id else found_by(run.query, stays, run.started_by)


def payable_stays(user) -> QuerySet:
    return Mobility.objects.of_rights(user, PAY).filter(state__in=MobilityState.open)


def found_by(query: str, stays: QuerySet, user) -> QuerySet:
    """Those of ``stays`` that the list under this address shows, or whose rows it names."""
    asked = QueryDict(query)
    if rows := asked.getlist("row"):
        return stays.filter(pk__in=keys_among(rows))
    return MobilityFilter(asked, queryset=stays, request=SimpleNamespace(user=user)).qs
