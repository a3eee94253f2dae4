"""A partner that is no more: when and why it closed, and who took its place."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from partners.enums import InstitutionStatus
from partners.models import Institution
from partners.services.institutions import refuse_if_merged

CHANGE = "partners.change_institution"
COLUMNS = ["status", "closed_on", "closing_reason", "succeeded_by", "updated_at"]


@transaction.atomic
def close_institution(
    institution: Institution, *, actor, on: date, because: str, successor: Institution | None = None, seen_at=None
) -> Institution:
    """Say that an institution closed on a day, and who took its place; said again, the new facts replace the old.

    Raises ``ValidationError`` for a day to come and for a line of successors that would lead back.
    """
    locked = _locked(institution, actor)
    refuse_if_changed(locked, seen_at)
    if locked.is_home:
        raise PortalError(_("Our own university cannot be closed here."))
    if on > timezone.localdate():
        raise ValidationError({"closed_on": _("Give a day that is not in the future: until then it is open.")})
    if successor is not None:
        _refuse_circle(locked, successor)
    locked.status, locked.closed_on, locked.closing_reason = InstitutionStatus.CLOSED, on, because.strip()
    locked.succeeded_by = successor
    with history.action("institution.close", actor=actor, note=because, right=CHANGE):
        locked.full_clean()
        locked.save(update_fields=COLUMNS)
    return locked


@transaction.atomic
def reopen_institution(institution: Institution, *, actor) -> Institution:
    """Take back that an institution closed: it is an active partner again, and nobody took its place."""
    locked = _locked(institution, actor)
    if not locked.is_closed:
        raise PortalError(_("It is open already."))
    locked.status, locked.closed_on, locked.closing_reason = InstitutionStatus.ACTIVE, None, ""
    locked.succeeded_by = None
    with history.action("institution.reopen", actor=actor, right=CHANGE):
        locked.save(update_fields=COLUMNS)
    return locked


def _locked(institution: Institution, actor) -> Institution:
    if actor is not None and not actor.has_perm(CHANGE):
        raise RightMissing(_("You do not have the right to change partners."))
    locked = Institution.objects.select_for_update().get(pk=institution.pk)
    refuse_if_merged(locked)
    return locked


def _refuse_circle(institution: Institution, successor: Institution):
    seen: set[int] = set()
    key: int | None = successor.pk
    while key is not None and key not in seen:
        if key == institution.pk:
            words = {"name": institution.name}
            raise ValidationError({"successor": _("“%(name)s” cannot take its own place.") % words})
        seen.add(key)
        key = Institution.objects.values_list("succeeded_by", flat=True).get(pk=key)
