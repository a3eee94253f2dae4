"""Every write to the numbers that the portal cannot count itself."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import RightMissing
from core.versions import refuse_if_changed
from insights.enums import PART_OF, DividedBy, NumberKind
from insights.models import UniversityNumber
from insights.querysets import CHANGE_NUMBERS

history.describe("number.enter", gettext_noop("entered the number"))

SAME = ("kind", "unit", "academic_year", "divided_by", "part")


@transaction.atomic
def enter_number(*, actor, **fields) -> UniversityNumber:
    """A number nobody has entered yet. Raises ``ValidationError`` for one that contradicts another."""
    require_numbers(actor)
    number = UniversityNumber(written_by=actor, **fields)
    _check(number)
    with history.action("number.enter", actor=actor, right=CHANGE_NUMBERS):
        number.save()
    return number


@transaction.atomic
def change_number(number: UniversityNumber, *, actor, seen_at=None, **fields) -> UniversityNumber:
    """Write ``people`` and ``source``; what it is of stays."""
    require_numbers(actor)
    locked = UniversityNumber.objects.select_for_update(of=("self",)).get(pk=number.pk)
    refuse_if_changed(locked, seen_at)
    locked.people, locked.source, locked.written_by = fields["people"], fields["source"], actor
    _check(locked)
    with history.action("changed", actor=actor, right=CHANGE_NUMBERS):
        locked.save(update_fields=["people", "source", "written_by", "updated_at"])
    return locked


@transaction.atomic
def take_in_numbers(rows: list[dict], *, actor):
    """Write ``rows`` over what is there, as fields of numbers; whether they contradict one another, the import asks."""
    require_numbers(actor)
    numbers = [UniversityNumber(written_by=actor, updated_at=timezone.now(), **row) for row in rows]
    for number in numbers:
        number.full_clean(validate_unique=False, validate_constraints=False)
    UniversityNumber.objects.bulk_create(
        numbers,
        update_conflicts=True,
        unique_fields=SAME,
        update_fields=["people", "source", "written_by", "updated_at"],
    )


@transaction.atomic
def remove_number(number: UniversityNumber, *, actor):
    """Take away one that was entered by mistake; the history of the year keeps what it was."""
    require_numbers(actor)
    with history.action("removed", actor=actor, right=CHANGE_NUMBERS):
        UniversityNumber.objects.select_for_update(of=("self",)).filter(pk=number.pk).delete()


def require_numbers(actor):
    if actor is None or not actor.rights.everywhere(CHANGE_NUMBERS):
        raise RightMissing(_("Only the offices enter the numbers of the university."))


def _check(number: UniversityNumber):
    number.full_clean()
    alike = UniversityNumber.objects.filter(unit=number.unit, academic_year=number.academic_year)
    rows = alike.exclude(pk=number.pk).values_list("kind", "divided_by", "part", "people")
    known = {(kind, divided_by, part): people for kind, divided_by, part, people in rows}
    known[number.kind, number.divided_by, number.part] = number.people
    for sentence in contradictions(known):
        raise ValidationError({"people": sentence})


def contradictions(known: dict[tuple[str, str, str], int]) -> Iterator[str]:
    """What cannot be among the numbers of one unit and year: ``people`` by kind, division and part."""
    for (kind, *of), people in known.items():
        whole = PART_OF.get(kind)
        if whole and people > known.get((whole, *of), people):
            yield more_than_all(kind, whole)
    for kind, divided_by in {(kind, divided_by) for kind, divided_by, _part in known if divided_by}:
        together = sum(people for (*of, _part), people in known.items() if of == [kind, divided_by])
        if together > known.get((kind, "", ""), together):
            words = {"kind": NumberKind(kind).label, "division": DividedBy(divided_by).label}
            yield _("“%(kind)s” by “%(division)s” are together more than all of them.") % words


def more_than_all(part: str, whole: str) -> str:
    words = {"part": NumberKind(part).label, "whole": NumberKind(whole).label}
    return _("“%(part)s” cannot be more than “%(whole)s”.") % words
