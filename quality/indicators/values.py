"""Every write to the values of a follow-up: entered, imported, computed from the portal."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import ChangedElsewhere, PortalError, RightMissing
from core.private_files import check_upload
from quality.enums import IndicatorKind, ValueOrigin
from quality.indicators.asking import indicators_of, may_fill, measured_year, why_closed
from quality.models import FollowUp, Indicator, IndicatorValue
from quality.querysets import FILL

history.describe("value.save", gettext_noop("filled in values"))
history.describe("value.compute", gettext_noop("had values computed from the portal"))
history.describe("value.file", gettext_noop("uploaded a file"))
history.describe("value.file_removed", gettext_noop("removed a file"))


@dataclass(frozen=True)
class Entry:
    """What somebody says of one indicator: a figure or a text, by its kind, and a remark."""

    number: Decimal | None = None
    text: str = ""
    note: str = ""

    @classmethod
    def of(cls, value: IndicatorValue | None) -> "Entry":
        return cls(value.number, value.text, value.note) if value else cls()

    @property
    def is_empty(self) -> bool:
        return self == Entry()


Entries = Mapping[int, Entry]


@transaction.atomic
def save_values(
    follow_up: FollowUp, *, actor, entries: Entries, seen: Entries | None = None, origin=ValueOrigin.TYPED
) -> FollowUp:
    """Write the entries by key of their indicator; those not named stay. An empty one takes the value away.

    What differs from ``seen`` meanwhile, and from what is to be written, raises ``ChangedElsewhere``. Computed
    figures cannot be written. A note on a computed one can.
    """
    locked = lock(follow_up, actor)
    asked = {indicator.pk: indicator for indicator in indicators_of(locked)}
    present = present_values(locked)
    _refuse_overtaken(entries, seen or {}, present)
    with history.action("value.save", actor=actor, right=FILL, about=locked):
        for key, entry in entries.items():
            if key in asked:
                value = present.get(key) or IndicatorValue(follow_up=locked, indicator=asked[key])
                _write(value, entry, actor=actor, origin=origin)
    return locked


@transaction.atomic
def fill_in(follow_up: FollowUp, *, actor, entries: Entries, seen: Entries | None = None) -> FollowUp:
    """``save_values``, and what the portal knows and nobody has asked it for yet."""
    locked = save_values(follow_up, actor=actor, entries=entries, seen=seen)
    compute_values(locked, actor=actor, only_missing=True)
    return locked


@transaction.atomic
def compute_values(follow_up: FollowUp, *, actor, only_missing: bool = False) -> int:
    """Count the figures of the portal for the unit and ``measured_year``. Returns how many were computed."""
    locked = lock(follow_up, actor)
    present = present_values(locked)
    asked = [indicator for indicator in indicators_of(locked) if indicator.figure]
    if only_missing:
        computed = {key for key, value in present.items() if value.origin == ValueOrigin.COMPUTED}
        asked = [indicator for indicator in asked if indicator.pk not in computed]
    year = measured_year(locked).first_year
    with history.action("value.compute", actor=actor, right=FILL, about=locked):
        for indicator in asked:
            value = present.get(indicator.pk) or IndicatorValue(follow_up=locked, indicator=indicator)
            figure = indicator.figure
            value.number = figure.compute(locked.unit, year) if figure else None
            value.origin, value.filled_by = ValueOrigin.COMPUTED, actor
            keep(value)
    return len(asked)


@transaction.atomic
def attach_file(follow_up: FollowUp, indicator: Indicator, *, actor, upload) -> IndicatorValue:
    """Keep a file as the value; the one before goes. Raises ``FileRefused``."""
    locked = lock(follow_up, actor)
    _require_file_kind(locked, indicator)
    checked = check_upload(upload)
    value = locked.values.filter(indicator=indicator).first() or IndicatorValue(follow_up=locked, indicator=indicator)
    former = value.file.name
    with history.action("value.file", actor=actor, right=FILL, about=locked):
        value.file, value.original_name, value.content_type = upload, checked.name, checked.content_type
        value.origin, value.filled_by = ValueOrigin.TYPED, actor
        keep(value)
    _forget_file(value, former)
    return value


@transaction.atomic
def remove_file(follow_up: FollowUp, indicator: Indicator, *, actor) -> FollowUp:
    """Take the file away; a remark beside it stays."""
    locked = lock(follow_up, actor)
    value = locked.values.filter(indicator=indicator).exclude(file="").first()
    if value is None:
        raise PortalError(_("There is no file any more."))
    former = value.file.name
    with history.action("value.file_removed", actor=actor, right=FILL, about=locked):
        value.file, value.original_name, value.content_type = "", "", ""
        value.filled_by = actor
        keep(value)
    _forget_file(value, former)
    return locked


def present_values(follow_up: FollowUp) -> dict[int, IndicatorValue]:
    """The values of a follow-up by the key of their indicator."""
    return {value.indicator_id: value for value in follow_up.values.select_related("indicator")}


def lock(follow_up: FollowUp, actor) -> FollowUp:
    """The follow-up read again under a lock: whoever fills in, fills in what is still collected."""
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("unit", "version", "process")
    locked = rows.get(pk=follow_up.pk)
    if not may_fill(actor, locked):
        raise RightMissing(_("You were not asked to fill in the values of this follow-up."))
    if sentence := why_closed(locked):
        raise PortalError(sentence)
    return locked


def _refuse_overtaken(entries: Entries, seen: Entries, present: Mapping[int, IndicatorValue]):
    for key, entry in entries.items():
        now = Entry.of(present.get(key))
        if key in seen and now not in (seen[key], entry):
            raise ChangedElsewhere(_("A colleague has changed a value that you changed, too. Nothing was overwritten."))


def _write(value: IndicatorValue, entry: Entry, *, actor, origin):
    before, is_computed = Entry.of(value), value.indicator.figure is not None
    if is_computed:
        entry = Entry(number=before.number, note=entry.note)
    if entry == before:
        return
    if entry.is_empty and not (value.file or is_computed):
        value.delete()
        return
    value.number, value.text, value.note = entry.number, entry.text, entry.note
    value.filled_by, value.origin = actor, value.origin if is_computed else origin
    keep(value)


def keep(value: IndicatorValue):
    """Check it as the database will, in words, and write it."""
    value.kind = value.indicator.kind
    value.full_clean(exclude=["filled_by", "file"])
    value.save()


def _require_file_kind(follow_up: FollowUp, indicator: Indicator):
    if indicator.kind != IndicatorKind.FILE or not indicators_of(follow_up).filter(pk=indicator.pk).exists():
        raise PortalError(_("This follow-up does not ask for such a file."))


def _forget_file(value: IndicatorValue, name: str):
    if name:
        transaction.on_commit(lambda: value.file.storage.delete(name))
