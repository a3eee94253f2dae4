"""Every write to grant projects and their budgets."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.search_text import fold_all
from core.versions import refuse_if_changed
from mobility.days import refuse_days_nobody_means
from mobility.enums import ProjectState
from mobility.models import BudgetLine, BudgetTransfer, GrantProject
from mobility.projects.transfers import amount_of, judge
from mobility.querysets import CHANGE_PROJECT
from mobility.workflow import project_workflow

history.describe("project.begin", gettext_noop("entered it"))
history.describe("project.budget", gettext_noop("changed the budget"))
history.describe("project.transfer", gettext_noop("moved money between lines of the budget"))


@transaction.atomic
def begin_project(*, actor, **fields) -> GrantProject:
    """A project as applied for, or with ``state`` as it stands now. Raises ``ValidationError``."""
    project = GrantProject(**fields)
    _require(actor, project)
    _prepare(project)
    with history.action("project.begin", actor=actor, right=CHANGE_PROJECT, about=project):
        project.save()
    return project


@transaction.atomic
def change_project(project: GrantProject, *, actor, seen_at=None, **fields) -> GrantProject:
    """Write the given fields. Scheme and call are fixed once a stay is paid from it: its grants follow them."""
    locked = _lock(project, actor)
    refuse_if_changed(locked, seen_at)
    moved = [name for name in ("scheme", "call_year") if name in fields and fields[name] != getattr(locked, name)]
    if moved and locked.mobilities.exists():
        sentence = _("Stays are paid from this project already: its scheme and call stay as they are.")
        raise ValidationError(dict.fromkeys(moved, sentence))
    for name, value in fields.items():
        setattr(locked, name, value)
    if locked.is_lump_sum and locked.budget_lines.exists():
        raise ValidationError({"lump_sum": _("The project has a budget by lines: take them off first.")})
    _require(actor, locked)  # still the actor's after a change of unit
    _prepare(locked)
    with history.action("changed", actor=actor, right=CHANGE_PROJECT, about=locked):
        locked.save(update_fields=[*fields, "search_text", "updated_at"])
    return locked


def move_project(project: GrantProject, name: str, *, actor, note: str = "") -> GrantProject:
    return project_workflow.perform(name, project, actor=actor, note=note)


@transaction.atomic
def save_budget_line(project: GrantProject, *, actor, line: BudgetLine | None = None, **fields) -> BudgetLine:
    """Write a line, a new one without ``line``. Never less than what was moved out of it already."""
    locked = _lock(project, actor)
    _refuse_closed(locked)
    if locked.is_lump_sum:
        raise PortalError(_("The project is paid a lump sum: it has no budget by lines."))
    row = BudgetLine.objects.select_for_update().get(pk=line.pk, project=locked) if line else BudgetLine(project=locked)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    if row.pk and amount_of(row) < 0:
        raise ValidationError({"granted": _("More than this was moved out of the line already.")})
    with history.action("project.budget", actor=actor, right=CHANGE_PROJECT, about=locked):
        row.save(update_fields=list(fields) if row.pk else None)
    return row


@transaction.atomic
def remove_budget_line(line: BudgetLine, *, actor):
    """Take a line off the budget. One that money was moved from or to stays: its transfers tell of it."""
    locked = _lock(line.project, actor)
    _refuse_closed(locked)
    if line.moved_in.exists() or line.moved_out.exists():
        raise PortalError(_("Money was moved from or to this line: it stays."))
    with history.action("project.budget", actor=actor, right=CHANGE_PROJECT, about=locked):
        line.delete()


@transaction.atomic
def transfer(project: GrantProject, *, actor, source: BudgetLine, target: BudgetLine, **fields) -> BudgetTransfer:
    """Move money from one line of the project to another, within what its scheme permits.

    The lines are read again under the lock of the project: of two who move the last of one at once the second is
    refused. Raises ``PortalError``.
    """
    locked = _lock(project, actor)
    _refuse_closed(locked)
    lines = locked.budget_lines.select_related("country").in_bulk([source.pk, target.pk])
    if not {source.pk, target.pk} <= lines.keys():
        raise PortalError(_("Both lines have to be of this project."))
    made = BudgetTransfer(made_by=actor, source=lines[source.pk], target=lines[target.pk], **fields)
    made.full_clean()
    if refusals := judge(made, locked).refusals:
        raise PortalError(" ".join(refusals))
    with history.action("project.transfer", actor=actor, note=made.reason, right=CHANGE_PROJECT, about=locked):
        made.save()
    return made


def _lock(project: GrantProject, actor) -> GrantProject:
    locked = GrantProject.objects.select_for_update(of=("self",)).select_related("scheme", "unit").get(pk=project.pk)
    _require(actor, locked)
    return locked


def _require(actor, project: GrantProject):
    if not actor.has_perm(CHANGE_PROJECT, project):
        raise RightMissing(_("You do not have the right to keep grant projects here."))


def _refuse_closed(project: GrantProject):
    if project.state in (ProjectState.CLOSED, ProjectState.REFUSED):
        raise PortalError(_("The project is in the state “%(state)s”.") % {"state": project.get_state_display()})


def _prepare(project: GrantProject):
    project.search_text = fold_all(project.number, project.title, project.scheme.name_en, project.scheme.name_sv)
    project.full_clean()
    refuse_days_nobody_means(starts_on=project.starts_on, ends_on=project.ends_on)
