"""Registration numbers: given without gaps or doubles, at approval, on request, or by the office's own hand (LG-05).

The count lies in a row that stays locked until the transaction ends: whoever comes second waits, and takes the
number of whoever failed. What was imported or written by hand is passed over, also after it was replaced: history
knows.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import rules
from agreements.models import Agreement, NumberCounter, NumberSeries
from agreements.registry.patterns import LONGEST_NUMBER, Stem, shape_of, stem_of
from agreements.search_text import prepare_for_search
from core import history
from core.constraints import violated_constraint
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed

NUMBER = "agreements.number_agreement"
WRITTEN = ["number", "search_text", "partner_sort_key", "updated_at"]


def series_for(agreement: Agreement) -> NumberSeries | None:
    """The first series in use that fits the agreement's kind and the level of its unit."""
    series = NumberSeries.objects.filter(is_active=True)
    return next((row for row in series if row.fits(agreement)), None)


def number_shapes() -> list[str]:
    """What numbers of the series look like, as regular expressions, beside the one of the settings."""
    return [shape_of(pattern) for pattern in NumberSeries.objects.values_list("pattern", flat=True)]


def next_number(agreement: Agreement, on: date | None = None) -> str:
    """What the agreement would get now; nothing is taken. "" where no series fits."""
    series = series_for(agreement)
    if series is None:
        return ""
    stem = _stem(series, agreement, on)
    counter = NumberCounter.objects.filter(stem=stem.key).first()
    count = (counter.last if counter else _begins_after(series, stem)) + 1
    while was_given(stem.number(count)):
        count += 1
    return stem.number(count)


def was_given(number: str) -> bool:
    """Whether any agreement has the number, or ever had it: one that was replaced stays spent (LG-05)."""
    if Agreement.objects.filter(number=number).exists():
        return True
    events = Agreement._meta.get_field("events").related_model
    return events._base_manager.filter(number=number).exists()


def number_if_needed(locked: Agreement, on: date | None = None):
    """Give a locked agreement the next number of its series, inside the caller's act; one it has is kept.

    Without a series that fits nothing happens: some houses number in another system.
    """
    if not locked.number and (series := series_for(locked)):
        _take_next(locked, series, on)


@transaction.atomic
def give_number(agreement: Agreement, *, actor, number: str = "", note: str = "", seen_at=None) -> Agreement:
    """Give the agreement ``number``, with the reason, or without one the next of its series where it has none.

    Raises ``RightMissing``, and ``ValidationError`` for what is missing or taken.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(NUMBER, locked):
        raise RightMissing(_("Only the international office gives registration numbers."))
    refuse_if_changed(locked, seen_at)
    number = number.strip()
    if number and number == locked.number:
        return locked
    series = series_for(locked)
    _refuse_bad(locked, number, note, series)
    with history.action("agreement.number", actor=actor, note=note.strip(), right=NUMBER, about=locked):
        if series and not number:
            _take_next(locked, series, None)
        elif not _written(locked, number):
            raise ValidationError({"number": _("Another agreement has this number.")})
    return locked


def _refuse_bad(locked: Agreement, number: str, note: str, series):
    problem = rules.number_problem(number, number_shapes())
    if problem:
        raise ValidationError({"number": problem})
    if number and not note.strip():
        raise ValidationError({"note": _("Say why the number is written by hand.")})
    if not number and locked.number:
        raise ValidationError({"number": _("It has a number already: write the one that replaces it.")})
    if not number and series is None:
        raise ValidationError({"number": _("No series of numbers is in use for it: write the number.")})


def _take_next(locked: Agreement, series: NumberSeries, on: date | None):
    stem = _stem(series, locked, on)
    counter = _locked_counter(series, stem)
    while True:
        counter.last += 1
        number = stem.number(counter.last)
        if len(number) > LONGEST_NUMBER:
            raise PortalError(_("“%(number)s” is too long for a registration number.") % {"number": number})
        if not was_given(number) and _written(locked, number):
            break
    counter.save(update_fields=["last"])


def _locked_counter(series: NumberSeries, stem: Stem) -> NumberCounter:
    """The counter of the stem; at its first number it is made, beginning after what came before the portal counted."""
    counters = NumberCounter.objects.select_for_update().filter(stem=stem.key)
    if counter := counters.first():
        return counter
    start = NumberCounter(stem=stem.key, last=_begins_after(series, stem))
    NumberCounter.objects.bulk_create([start], ignore_conflicts=True)  # somebody may make it at this moment
    return counters.get()


def _stem(series: NumberSeries, agreement: Agreement, on: date | None) -> Stem:
    return stem_of(series.pattern, on=on or timezone.localdate(), unit=agreement.responsible_unit.code)


def _begins_after(series: NumberSeries, stem: Stem) -> int:
    """Numbers that came by an import or by hand before the portal counted: paper may lie between them."""
    known = Agreement.objects.filter(number__startswith=stem.before, number__endswith=stem.after).exclude(number="")
    counts = [stem.count_of(number) or 0 for number in known.values_list("number", flat=True)]
    return max([series.first_number - 1, *counts])


def _written(locked: Agreement, number: str) -> bool:
    """Whether the agreement has the number now; not where another has it, or takes it at this moment."""
    if Agreement.objects.filter(number=number).exclude(pk=locked.pk).exists():
        return False
    before, locked.number = locked.number, number
    prepare_for_search(locked)
    try:
        with transaction.atomic():
            locked.save(update_fields=WRITTEN)
    except IntegrityError as error:
        locked.number = before
        if violated_constraint(error) != "agreement_number_once":
            raise
        return False
    return True
