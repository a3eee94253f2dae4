"""Every write to series of activities, whose editions are activities."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.models import Series
from cooperation.rights import CHANGE
from core import history
from core.constraints import refused_as
from core.errors import RightMissing
from core.text_lengths import refuse_too_long
from core.versions import refuse_if_changed

history.describe("series.begin", gettext_noop("began the series"))


@transaction.atomic
def begin_series(*, actor, **fields) -> Series:
    """A new series. Raises ``ValidationError`` where the unit has one of the name."""
    series = Series(**fields)
    _require(actor, series)
    _check(series)
    with _titles_once(), history.action("series.begin", actor=actor, right=CHANGE, about=series):
        series.save()
    return series


@transaction.atomic
def change_series(series: Series, *, actor, seen_at=None, **fields) -> Series:
    """Write the given fields; the kind stays while there are editions."""
    locked = Series.objects.select_for_update(of=("self",)).select_related("unit").get(pk=series.pk)
    _require(actor, locked)
    refuse_if_changed(locked, seen_at)
    if fields.get("kind", locked.kind) != locked.kind and locked.editions.exists():
        raise ValidationError({"kind": _("It has editions: its kind stays.")})
    for name, value in fields.items():
        setattr(locked, name, value)
    _require(actor, locked)
    _check(locked)
    with _titles_once(), history.action("changed", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


def next_edition(series: Series) -> int:
    """The number that a new edition is offered."""
    return (series.editions.aggregate(last=Max("edition"))["last"] or 0) + 1


def _require(actor, series: Series):
    if not actor.has_perm(CHANGE, series):
        raise RightMissing(_("You do not have the right to keep activities of this unit."))


def _check(series: Series):
    refuse_too_long(series)
    series.full_clean()


def _titles_once():
    return refused_as("series_title_once", field="title", sentence=_("The unit has a series of this name."))
