"""Whether a merger can still be undone, and what stands in the way."""

from collections import defaultdict
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.history import DERIVED_FIELDS
from partners.enums import StepKind
from partners.merge_steps import model_named, read_values
from partners.models import Merge, MergeStep
from partners.models.merging import UNDO_DAYS

MOST_NAMED = 5


def obstacles(merge: Merge) -> list[str]:
    """Why ``merge`` cannot be undone, a sentence each; empty where it can. A query for each model it touched."""
    if merge.undone_at:
        when = date_format(localtime(merge.undone_at), "DATETIME_FORMAT")
        return [_("This was already undone on %(when)s.") % {"when": when}]
    if not merge.is_in_time:
        return [_("A merger can be undone for %(days)d days; these are over.") % {"days": UNDO_DAYS}]
    if later := _merged_since(merge):
        words = {"name": later.absorbed_name, "survivor": later.survivor}
        return [_("“%(name)s” has since been merged into “%(survivor)s”. Undo that first.") % words]
    return _changed_rows(merge)


def _merged_since(merge: Merge) -> Merge | None:
    """A merger by which the one that stayed was absorbed itself."""
    last = merge.steps.filter(kind=StepKind.CHANGE, model="partners.institution", object_id=merge.absorbed_id).last()
    stayed = last.after.get("merged_into_id") if last else None
    return Merge.objects.standing().filter(absorbed=stayed).select_related("survivor").first() if stayed else None


def _changed_rows(merge: Merge) -> list[str]:
    steps: dict[str, list[MergeStep]] = defaultdict(list)
    for step in merge.steps.all():
        steps[step.model].append(step)
    return [sentence for label, of_model in steps.items() for sentence in _changed_of(label, of_model)]


def _changed_of(label: str, steps: list[MergeStep]) -> list[str]:
    """The rows of one model that are not as the merger left them: by columns that it wrote itself."""
    model = model_named(label)
    expected: dict[int, dict[str, Any]] = defaultdict(dict)
    titles: dict[int, str] = {}
    for step in steps:  # in their order: of two that wrote one column the later counts
        if step.kind != StepKind.REMOVE:
            written = read_values(model, step.after).items()
            expected[step.object_id] |= {column: value for column, value in written if column not in DERIVED_FIELDS}
            titles[step.object_id] = step.title
    present = model._base_manager.in_bulk(list(expected))
    kind = capfirst(model._meta.verbose_name)
    changed = [
        titles[key] or str(key)
        for key, values in expected.items()
        if key not in present or any(getattr(present[key], column) != value for column, value in values.items())
    ]
    named = ", ".join(dict.fromkeys(changed[:MOST_NAMED]))
    if len(changed) > MOST_NAMED:
        named = _("%(names)s and %(count)d more") % {"names": named, "count": len(changed) - MOST_NAMED}
    return [_("Changed since: %(kind)s “%(names)s”.") % {"kind": kind, "names": named}] if changed else []
