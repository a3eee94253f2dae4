"""What people say of institutions that look alike: that they are two, and why."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError, RightMissing
from partners.models import Institution, PossibleDuplicate

CHANGE = "partners.change_institution"
MERGE = "partners.merge_institution"


@transaction.atomic
def dismiss_pair(pair: PossibleDuplicate, *, actor, because: str) -> PossibleDuplicate:
    """Remember that the two are not the same, so that nobody is asked again."""
    _require(actor, MERGE)
    locked = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
    if not because.strip():
        raise PortalError(_("Please say why in a few words."))
    with history.action("duplicate.dismiss", actor=actor, note=because, right=MERGE):
        _dismiss(locked, actor, because)
    return locked


@transaction.atomic
def take_up_pair(pair: PossibleDuplicate, *, actor) -> PossibleDuplicate:
    """Let a dismissed pair wait for a decision again."""
    _require(actor, MERGE)
    locked = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
    locked.dismissed_at, locked.dismissed_by, locked.dismissed_because = None, None, ""
    with history.action("duplicate.take_up", actor=actor, right=MERGE):
        locked.save(update_fields=["dismissed_at", "dismissed_by", "dismissed_because"])
    return locked


@transaction.atomic
def say_they_are_two(institution: Institution, others: Iterable[Institution], *, actor, because: str):
    """Whoever enters a partner that looks like others has said why it is another one: that is remembered for each."""
    _require(actor, CHANGE)
    with history.action("duplicate.dismiss", actor=actor, note=because, right=CHANGE):
        for other in others:
            pair = PossibleDuplicate.objects.between(institution, other).select_for_update().first()
            _dismiss(pair or PossibleDuplicate(first=institution, second=other), actor, because)


def _dismiss(pair: PossibleDuplicate, actor, because: str):
    pair.dismissed_at, pair.dismissed_by, pair.dismissed_because = timezone.now(), actor, because.strip()
    columns = ["dismissed_at", "dismissed_by", "dismissed_because"]
    pair.save(update_fields=columns) if pair.pk else pair.save()


def _require(actor, right):
    if actor is not None and not actor.has_perm(right):
        raise RightMissing(_("You do not have the right to decide about possible duplicates."))
