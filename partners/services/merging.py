"""Two institutions become one, and two again: every write of a merger."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext

import pgtrigger
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError, RightMissing
from core.state_trigger import StateMachine
from partners.enums import StepKind
from partners.merge_plan import MergePlan, plan_merge, refusals
from partners.merge_steps import Step, carry_out, model_named, read_values, take_back
from partners.models import Institution, Merge, MergeStep
from partners.services.institutions import institutions_changed, other_words, prepare_for_search
from partners.undoing import obstacles

MERGE = "partners.merge_institution"


@transaction.atomic
def merge_institutions(
    survivor: Institution,
    absorbed: Institution,
    *,
    actor,
    reason: str = "",
    choices: Mapping[str, str] | None = None,
    mark: str = "",
) -> Merge:
    """Move everything from ``absorbed`` to ``survivor`` and close it; return the record from which it can be undone.

    ``choices``: which of the two each fact is kept of (``merge_fields``). ``mark``: of the plan the person has seen; a
    plan that has become another one is refused. Both rows are locked, so that of two mergers at once the second sees
    what the first has done. Raises ``RightMissing`` or ``PortalError``.
    """
    _require(actor)
    survivor, absorbed = _locked(survivor, absorbed)
    if sentences := list(refusals(survivor, absorbed)):
        raise PortalError(" ".join(sentences))
    plan = plan_merge(survivor, absorbed, choices)
    if mark and mark != plan.mark:
        raise PortalError(
            _("Something has changed since you opened this page. Nothing was merged: look at it again below.")
        )
    with history.action("institution.merge", actor=actor, note=reason, right=MERGE):
        carry_out(plan.steps)
        merge = Merge.objects.create(
            survivor=survivor, absorbed=absorbed, absorbed_name=absorbed.name, reason=reason, made_by=actor
        )
        _keep(merge, plan)
        _renew([survivor.pk, absorbed.pk])
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, actor, reason: str = "") -> Merge:
    """Let the two be two again, as they were. Refused, with the rows, where what the merger wrote has been changed."""
    _require(actor)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    _locked(merge.survivor, merge.absorbed)
    if sentences := obstacles(merge):
        raise PortalError(" ".join(sentences))
    steps = [_step_of(row) for row in merge.steps.all()]
    with history.action("institution.unmerge", actor=actor, note=reason, right=MERGE):
        _take_back(steps)
        merge.undone_at, merge.undone_by = timezone.now(), actor
        merge.save(update_fields=["undone_at", "undone_by"])
        merge.steps.all().delete()
        _renew([merge.survivor_id, merge.absorbed_id])
    return merge


def forget_old_steps(now=None) -> int:
    """Drop what can no longer be undone, people's data with it; returns of how many mergers."""
    now = now or timezone.now()
    merges = [merge for merge in Merge.objects.filter(steps__isnull=False).distinct() if merge.undo_until <= now]
    MergeStep.objects.filter(merge__in=merges).delete()
    return len(merges)


def _require(actor):
    if actor is not None and not actor.has_perm(MERGE):
        raise RightMissing(_("You do not have the right to merge partners."))


def _locked(*institutions: Institution) -> tuple[Institution, Institution]:
    """The two rows, locked in one order whoever asks, as they are now; what they point at is read after the wait."""
    keys = [institution.pk for institution in institutions]
    found = Institution.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    rows = {row.pk: row for row in found.order_by("pk")}
    if set(keys) != set(rows):
        raise PortalError(_("One of the two is not in the register any more."))
    return rows[keys[0]], rows[keys[1]]


def _keep(merge: Merge, plan: MergePlan):
    MergeStep.objects.bulk_create(
        [
            MergeStep(
                merge=merge,
                position=position,
                kind=step.kind,
                model=step.label,
                object_id=step.pk,  # type: ignore[misc]  # known by now: the row is written
                title=step.title[:300],
                before=step.before,
                after=step.after,
            )
            for position, step in enumerate(plan.steps)
        ],
        batch_size=1000,
    )


def _step_of(row: MergeStep) -> Step:
    model = model_named(row.model)
    before, after = read_values(model, row.before), read_values(model, row.after)
    return Step(StepKind(row.kind), model, row.object_id, row.title, before, after)


def _take_back(steps: list[Step]):
    """Against the edges of workflows too: an assessment that gave way holds again."""
    models = {step.model for step in steps}
    machines = [
        f"{model._meta.label}:{trigger.name}"
        for model in models
        for trigger in getattr(model._meta, "triggers", ())
        if isinstance(trigger, StateMachine)
    ]
    # Never without names: that would silence the history as well.
    free = pgtrigger.ignore(*machines) if machines else nullcontext()
    try:
        with free, transaction.atomic():
            take_back(steps)
    except IntegrityError as error:
        raise PortalError(
            _("Rows that were entered since stand in the way of undoing this. Nothing was changed.")
        ) from error


def _renew(keys: Iterable[int]):
    """What search and sorting read of both, and what upper rooms copied of them."""
    keys = list(keys)
    words = other_words(keys)
    for institution in Institution.objects.filter(pk__in=keys).select_related("country"):
        prepare_for_search(institution, words[institution.pk])
        institution.save(update_fields=["sort_key", "search_text", "updated_at"])
    institutions_changed(keys)
