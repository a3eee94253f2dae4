"""Every write to what is still to be done after an activity."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.activities.keeping_rights import lock_activity, require_change
from cooperation.locks import lock_part
from cooperation.models import Activity, FollowUpTask
from cooperation.rights import CHANGE, VIEW
from core import history
from core.errors import PortalError, RightMissing
from mobility.days import refuse_days_nobody_means

history.describe("activity.task", gettext_noop("gave a task"))
history.describe("activity.task_change", gettext_noop("changed a task"))
history.describe("activity.task_done", gettext_noop("did a task"))
history.describe("activity.task_open", gettext_noop("opened a task again"))
history.describe("activity.task_remove", gettext_noop("took back a task"))


@transaction.atomic
def add_task(activity: Activity, *, actor, text: str, owner=None, due_on: date | None = None) -> FollowUpTask:
    """Ask something of somebody, also after the report. Raises ``ValidationError``."""
    locked = lock_activity(activity, actor, also_when_over=True)
    task = FollowUpTask(activity=locked, text=text, owner=owner, due_on=due_on)
    _check(task)
    with history.action("activity.task", actor=actor, right=CHANGE, about=locked):
        task.save()
    return task


@transaction.atomic
def change_task(task: FollowUpTask, *, actor, **fields) -> FollowUpTask:
    """Write ``text``, ``owner`` and ``due_on`` of a task that is open."""
    locked = _lock(task)
    require_change(actor, locked.activity)
    _refuse_done(locked)
    for name, value in fields.items():
        setattr(locked, name, value)
    _check(locked)
    with history.action("activity.task_change", actor=actor, right=CHANGE, about=locked.activity):
        locked.save(update_fields=list(fields))
    return locked


@transaction.atomic
def finish_task(task: FollowUpTask, *, actor, note: str = "", on: date | None = None) -> FollowUpTask:
    """Its owner, or whoever keeps the activity, says that it is done. Raises ``PortalError`` where it is already."""
    locked = _lock(task)
    _require_own(actor, locked)
    _refuse_done(locked)
    locked.done_on, locked.done_note = on or timezone.localdate(), note.strip()
    if locked.done_on > timezone.localdate():
        raise ValidationError({"done_on": _("Give a day that has come.")})
    locked.full_clean()
    with history.action("activity.task_done", actor=actor, right=CHANGE, about=locked.activity):
        locked.save(update_fields=["done_on", "done_note"])
    return locked


@transaction.atomic
def open_task_again(task: FollowUpTask, *, actor) -> FollowUpTask:
    locked = _lock(task)
    _require_own(actor, locked)
    if not locked.is_done:
        raise PortalError(_("The task is open."))
    locked.done_on, locked.done_note = None, ""
    with history.action("activity.task_open", actor=actor, right=CHANGE, about=locked.activity):
        locked.save(update_fields=["done_on", "done_note"])
    return locked


@transaction.atomic
def remove_task(task: FollowUpTask, *, actor):
    """Take back a task that is not asked any more; one that was done stays."""
    locked = _lock(task)
    require_change(actor, locked.activity)
    _refuse_done(locked)
    with history.action("activity.task_remove", actor=actor, right=CHANGE, about=locked.activity):
        locked.delete()


def may_finish(user, task: FollowUpTask) -> bool:
    return (task.owner_id == user.pk and user.has_perm(VIEW)) or user.has_perm(CHANGE, task)


def _lock(task: FollowUpTask) -> FollowUpTask:
    return lock_part(FollowUpTask.objects.select_related("activity__unit"), task.pk)


def _require_own(actor, task: FollowUpTask):
    if not may_finish(actor, task):
        raise RightMissing(_("This is the task of somebody else."))


def _refuse_done(task: FollowUpTask):
    if task.is_done:
        raise PortalError(_("The task is done."))


def _check(task: FollowUpTask):
    refuse_days_nobody_means(due_on=task.due_on)
    if task.owner is not None and not (task.owner.is_active and task.owner.has_perm(VIEW)):
        words = {"person": task.owner}
        raise ValidationError({"owner": _("%(person)s has no role in which to see activities.") % words})
    task.full_clean()
