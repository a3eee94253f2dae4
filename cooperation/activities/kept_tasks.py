"""The tasks after activities that a person still has to do, to be handed over when they leave."""

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.models import FollowUpTask
from cooperation.rights import CHANGE, VIEW
from core import history
from core.keeping import KeptRow, KeptThings, Place

HAND_OVER = "accounts.hand_over"


class KeptTasks(KeptThings):
    """Whoever reads activities may take one over; who may hand it over keeps the activity, or is its owner."""

    name = "cooperation.tasks"
    label = gettext_lazy("Tasks after activities")
    column = "cooperation.followuptask.owner"
    order = 72

    def words(self, count):
        return ngettext("%(count)d task after an activity", "%(count)d tasks after activities", count) % {
            "count": count
        }

    def rows(self, person, actor):
        found = FollowUpTask.objects.open().filter(owner=person).select_related("activity__unit")
        return [self._row(task) for task in found if self._may_hand_over(actor, person, task)]

    def counts(self, people=None):
        found = FollowUpTask.objects.open().filter(owner__isnull=False).order_by()
        found = found if people is None else found.filter(owner__in=people)
        return dict(found.values_list("owner").annotate(Count("pk")))

    def refusals(self, rows, to, *, person, actor):
        sentence = self._unfit(to)
        return {row.key: sentence for row in rows} if sentence else {}

    @transaction.atomic
    def hand_over(self, keys, *, person, to, actor, note=""):
        locked = FollowUpTask.objects.select_for_update(of=("self",)).select_related("activity__unit")
        tasks = {str(task.pk): task for task in locked.filter(pk__in=[int(key) for key in keys]).order_by("pk")}
        problems = {}
        for key in map(str, keys):
            if problem := self._problem(tasks.get(key), person, to, actor):
                problems[key] = problem
                continue
            tasks[key].owner = to
            with history.action("mobility.hand_over", actor=actor, note=note, right=CHANGE, about=tasks[key].activity):
                tasks[key].save(update_fields=["owner"])
        return problems

    def _problem(self, task, person, to, actor) -> str:
        if task is None:
            return _("It is not in the register any more.")
        if task.owner_id != person.pk:
            return _("Somebody else keeps it meanwhile.")
        if task.is_done:
            return _("It is over and stays as it is.")
        if not self._may_hand_over(actor, person, task):
            return _("You do not have the right to hand this over.")
        return self._unfit(to)

    @staticmethod
    def _may_hand_over(actor, person, task) -> bool:
        return actor is None or actor == person or any(actor.has_perm(right, task) for right in (CHANGE, HAND_OVER))

    @staticmethod
    def _unfit(to) -> str:
        if to.is_active and to.has_perm(VIEW):
            return ""
        return _("%(person)s has no role in which to keep this.") % {"person": to}

    @staticmethod
    def _row(task: FollowUpTask) -> KeptRow:
        unit = task.activity.unit
        return KeptRow(
            key=str(task.pk),
            title=task.text,
            url=task.get_absolute_url(),
            detail=str(task.activity),
            place=Place(unit.path, str(unit)),
        )
