"""What a person keeps of the public site: guidelines and their files."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from core import history
from core.keeping import KeptRow, KeptThings, Place, register
from finder.guidelines.querysets import CHANGE_GUIDELINE
from finder.models import Guideline, GuidelineFile

history.describe("guideline.hand_over", gettext_noop("handed it over to another keeper"))


class KeptOnTheSite(KeptThings):
    """Rows of ``model`` with a ``kept_by``; whoever writes guidelines can keep one."""

    right = CHANGE_GUIDELINE

    def __init__(self, model, name: str, label: Promise, *, words: Callable[[int], str], related: tuple, order: int):
        self.model, self.name, self.label, self.order = model, name, label, order
        self.count_words, self.related = words, related
        self.column = f"{model._meta.label_lower}.kept_by"

    def words(self, count):
        return self.count_words(count)

    def rows(self, person, actor):
        found = self.model.objects.all() if actor is None else self.model.objects.visible_to(actor)
        return [self._row(row) for row in found.filter(kept_by=person).select_related(*self.related).order_by("pk")]

    def counts(self, people=None):
        found = self.model.objects.filter(kept_by__isnull=False).order_by()
        found = found if people is None else found.filter(kept_by__in=people)
        return dict(found.values_list("kept_by").annotate(Count("pk")))

    @transaction.atomic
    def hand_over(self, keys, *, person, to, actor, note=""):
        locked = self.model.objects.select_for_update(of=("self",)).select_related(*self.related)
        rows = {str(row.pk): row for row in locked.filter(pk__in=[int(key) for key in keys]).order_by("pk")}
        problems = {str(key): self._problem(rows.get(str(key)), person, to, actor) for key in keys}
        for key, row in rows.items():
            if not problems[key]:
                row.kept_by, row.updated_at = to, timezone.now()
                with history.action("guideline.hand_over", actor=actor, note=note, right=CHANGE_GUIDELINE, about=row):
                    row.save(update_fields=["kept_by", "updated_at"])
        return {key: problem for key, problem in problems.items() if problem}

    def _problem(self, row, person, to, actor) -> str:
        if row is None:
            return _("It is not in the register any more.")
        if row.kept_by_id != person.pk:
            return _("Somebody else keeps it meanwhile.")
        if actor is not None and not actor.has_perm(CHANGE_GUIDELINE):
            return _("You do not have the right to hand this over.")
        if not (to.is_active and to.has_perm(CHANGE_GUIDELINE)):
            return _("%(person)s has no role in which to keep this.") % {"person": to}
        return ""

    @staticmethod
    def _row(row) -> KeptRow:
        guideline = row if isinstance(row, Guideline) else row.guideline
        place = Place(guideline.unit.path, str(guideline.unit))
        return KeptRow(key=str(row.pk), title=str(row), url=guideline.get_absolute_url(), place=place)


register(
    KeptOnTheSite(
        Guideline,
        "finder.guidelines",
        gettext_lazy("Guidelines"),
        words=lambda count: ngettext("%(count)d guideline", "%(count)d guidelines", count) % {"count": count},
        related=("unit", "kept_by"),
        order=90,
    )
)
register(
    KeptOnTheSite(
        GuidelineFile,
        "finder.guideline_files",
        gettext_lazy("Files of guidelines"),
        words=lambda count: ngettext("%(count)d file", "%(count)d files", count) % {"count": count},
        related=("guideline__unit", "kept_by"),
        order=91,
    )
)
