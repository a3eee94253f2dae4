"""What people keep of actions and evidence, to be handed over when they leave."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from core import history
from core.keeping import KeptRow, KeptThings, Place, register
from quality.enums import ActionState
from quality.models import Action, Evidence
from quality.querysets import RUN, WORK

HAND_OVER = "accounts.hand_over"

history.describe("quality.hand_over", gettext_noop("handed it over to another keeper"))


def may_hand_over(actor, person, row) -> bool:
    """One's own; what one runs; and what people of one's unit keep."""
    return actor is None or actor == person or any(actor.has_perm(right, row) for right in (RUN, HAND_OVER))


class KeptInQuality(KeptThings):
    """Rows of ``model`` whose ``keeper`` somebody is, as far as they are ``still`` to be kept."""

    right_of_keeper = WORK

    def __init__(
        self,
        model: Any,
        name: str,
        label: Promise,
        *,
        keeper: str,
        still: Q,
        words: Callable[[int], str],
        related: tuple[str, ...],
        order: int,
    ):
        self.model, self.name, self.label, self.keeper, self.order = model, name, label, keeper, order
        self.still, self.count_words, self.related = still, words, related
        self.column = f"{model._meta.label_lower}.{keeper}"

    def words(self, count):
        return self.count_words(count)

    def rows(self, person, actor):
        found = self.model.objects.filter(self.still, **{self.keeper: person}).select_related(*self.related)
        return [self.kept_row(row) for row in found.order_by("pk") if may_hand_over(actor, person, row)]

    def counts(self, people=None):
        found = self.model.objects.filter(self.still, **{f"{self.keeper}__isnull": False}).order_by()
        found = found if people is None else found.filter(**{f"{self.keeper}__in": people})
        return dict(found.values_list(self.keeper).annotate(Count("pk")))

    def refusals(self, rows, to, *, person, actor):
        sentence = self.unfit(to)
        return {row.key: sentence for row in rows} if sentence else {}

    @transaction.atomic
    def hand_over(self, keys: Collection[str], *, person, to, actor, note=""):
        locked = self.model.objects.select_for_update(of=("self",)).select_related(*self.related)
        rows = {str(row.pk): row for row in locked.filter(pk__in=[int(key) for key in keys]).order_by("pk")}
        problems = {}
        for key in keys:
            if problem := self._problem(rows.get(str(key)), person, to, actor):
                problems[str(key)] = problem
            else:
                self._write(rows[str(key)], to, actor, note)
        return problems

    def _problem(self, row, person, to, actor) -> str:
        if row is None:
            return _("It is not in the register any more.")
        if getattr(row, f"{self.keeper}_id") != person.pk:
            return _("Somebody else keeps it meanwhile.")
        if not self.model.objects.filter(self.still, pk=row.pk).exists():
            return _("It is over and stays as it is.")
        if not may_hand_over(actor, person, row):
            return _("You do not have the right to hand this over.")
        return self.unfit(to)

    def unfit(self, to) -> str:
        """Why ``to`` cannot keep things of this kind; "" where they can."""
        if to.is_active and to.has_perm(self.right_of_keeper):
            return ""
        return _("%(person)s has no role in which to keep this.") % {"person": to}

    def kept_row(self, row) -> KeptRow:
        return kept_row_about(row, row.about if isinstance(row, Evidence) else row)

    def _write(self, row, to, actor, note: str):
        setattr(row, self.keeper, to)
        fields = [self.keeper]
        if hasattr(row, "updated_at"):
            row.updated_at = timezone.now()
            fields.append("updated_at")
        with history.action("quality.hand_over", actor=actor, note=note, right=RUN, about=row):
            row.save(update_fields=fields)


def kept_row_about(row, about) -> KeptRow:
    """``row`` as the page shows it, with address, state and place of what it is ``about``."""
    return KeptRow(
        key=str(row.pk),
        title=str(row),
        url=about.get_absolute_url(),
        detail=about.get_state_display(),
        place=Place(about.unit.path, str(about.unit)),
    )


def _actions(count: int) -> str:
    return ngettext("%(count)d action", "%(count)d actions", count) % {"count": count}


def _evidence(count: int) -> str:
    return ngettext("%(count)d piece of evidence", "%(count)d pieces of evidence", count) % {"count": count}


def register_kept():
    """Called by the room's ``keeping.py``."""
    register(
        KeptInQuality(
            Action,
            "quality.actions",
            gettext_lazy("Actions"),
            keeper="owner",
            still=Q(state__in=ActionState.open),
            words=_actions,
            related=("unit", "owner", "follow_up__version"),
            order=82,
        )
    )
    register(
        KeptInQuality(
            Evidence,
            "quality.evidence",
            gettext_lazy("Evidence"),
            keeper="kept_by",
            still=Q(review_on__isnull=False),
            words=_evidence,
            related=("action__unit", "action__follow_up__version", "follow_up__unit", "follow_up__version", "kept_by"),
            order=83,
        )
    )
