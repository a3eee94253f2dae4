"""What a merger of two partners does with mobility: every stay there goes on at the survivor."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mobility.models import ApplicantChoice, BipPartner, Mobility, NominationLink
from partners.dependants import Dependant, Movement, register, rows_of
from partners.merge_steps import Step, change, removal


def _stays(count: int) -> str:
    return ngettext("%(count)s mobility", "%(count)s mobilities", count) % {"count": count}


register(Dependant(Mobility, ("partner",), _stays, order=20))

PEOPLE = ("students", "staff", "teachers")


def move_parts_in_programmes(movement: Movement) -> Iterator[Step]:
    """Both may stand in one programme: their people are added up in the row of the survivor."""
    mine = {(row.bip_id, row.funding): row for row in rows_of(BipPartner, "institution", movement.survivor)}
    for row in rows_of(BipPartner, "institution", movement.absorbed):
        other = mine.get((row.bip_id, row.funding))
        if other is None:
            yield change(row, {"institution_id": movement.survivor.pk})
            continue
        yield from removal(row)
        note = _("Both send people to “%(programme)s”: their numbers are added up.") % {"programme": row.bip}
        yield change(other, _added_up(other, row), note=note)


def _added_up(other: BipPartner, row: BipPartner) -> dict:
    names = [f"{when}_{who}" for when in ("planned", "actual") for who in PEOPLE]
    pairs = {name: (getattr(other, name), getattr(row, name)) for name in names}
    return {name: None if pair == (None, None) else sum(value or 0 for value in pair) for name, pair in pairs.items()}


def _parts(count: int) -> str:
    words = ngettext(
        "%(count)s part in a blended intensive programme", "%(count)s parts in blended intensive programmes", count
    )
    return words % {"count": count}


register(Dependant(BipPartner, ("institution",), _parts, move_parts_in_programmes, order=21))


def _addresses(count: int) -> str:
    words = ngettext("%(count)s address for nominations", "%(count)s addresses for nominations", count)
    return words % {"count": count}


register(Dependant(NominationLink, ("institution",), _addresses, order=22))


def _choices(count: int) -> str:
    return ngettext("%(count)s choice of an applicant", "%(count)s choices of applicants", count) % {"count": count}


register(Dependant(ApplicantChoice, ("partner",), _choices, order=23))
