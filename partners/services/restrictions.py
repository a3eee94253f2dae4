"""Writes about public restrictions: setting one aside for one partner, taking that back, names on lists."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.constraints import refused_as
from core.errors import PortalError, RightMissing
from core.search_text import fold
from partners.models import Institution, NamedInstitution, SetAside
from partners.standing import Restriction

SET_ASIDE = "partners.set_aside_restriction"


@transaction.atomic
def set_aside(
    institution: Institution, restriction: Restriction, *, actor, reason: str, until: date | None = None
) -> SetAside:
    """Let ``restriction`` not hold ``institution`` back, until the day (None: until it is taken back).

    Kept and shown with its reason. Raises ``RightMissing``, and ``ValidationError`` by field: no reason, a day
    gone by, a restriction that is set aside already.
    """
    _require(actor)
    row = SetAside(institution=institution, reason=reason.strip(), until=until, set_by=actor)
    setattr(row, restriction.kind, restriction.source)
    row.full_clean(validate_constraints=False)
    if until is not None and until < timezone.localdate():
        raise ValidationError({"until": _("This day has passed.")})
    same = SetAside.objects.filter(institution=institution, **{restriction.kind: restriction.source})
    with history.action("restriction.set_aside", actor=actor, right=SET_ASIDE, note=row.reason):
        same.filter(ended_at__isnull=True, until__lt=timezone.localdate()).update(ended_at=timezone.now())
        with refused_as("set_aside_once", field=NON_FIELD_ERRORS, sentence=_("It has been set aside already.")):
            row.save()
    return row


@transaction.atomic
def end_set_aside(row: SetAside, *, actor) -> SetAside:
    """Let the restriction hold again. Raises ``PortalError`` where it does already."""
    _require(actor)
    locked = SetAside.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.ended_at is not None:
        raise PortalError(_("This was taken back already."))
    locked.ended_at = timezone.now()
    with history.action("restriction.hold_again", actor=actor, right=SET_ASIDE):
        locked.save(update_fields=["ended_at"])
    return locked


def folded(name: str) -> str:
    """A name as it is compared with those of institutions."""
    return fold(name)[:600]


def prepare_for_matching(named: NamedInstitution):
    """Set the column by which a name is compared with those of institutions; the caller saves."""
    named.folded_name = folded(named.name)


def add_names(names: Iterable[NamedInstitution]):
    """Put names on their lists; the caller holds the transaction and the history action."""
    names = list(names)
    for named in names:
        prepare_for_matching(named)
    NamedInstitution.objects.bulk_create(names)


def _require(actor):
    if actor is not None and not actor.has_perm(SET_ASIDE):
        raise RightMissing(_("You do not have the right to set restrictions aside."))
