"""Every write to what external reviews judge against. One that a review has used is never removed."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from core.versions import refuse_if_changed
from quality.indicators.definitions import require_catalogue
from quality.models import Criterion, SelfEvaluationSection
from quality.querysets import CATALOGUE

history.describe("criterion.define", gettext_noop("defined the criterion"))


@transaction.atomic
def define_criterion(*, actor, **fields) -> Criterion:
    """A new criterion: of the reviews of ``version``, or of every one. Raises ``ValidationError``."""
    require_catalogue(actor)
    criterion = Criterion(is_local=True, **fields)
    criterion.full_clean()
    with history.action("criterion.define", actor=actor, right=CATALOGUE):
        criterion.save()
    return criterion


@transaction.atomic
def change_criterion(criterion: Criterion, *, actor, seen_at=None, **fields) -> Criterion:
    """Write the given fields. Reviews show it as it is now, those of earlier years too."""
    require_catalogue(actor)
    locked = Criterion.objects.select_for_update(of=("self",)).get(pk=criterion.pk)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.is_local = True
    locked.full_clean()
    with history.action("changed", actor=actor, right=CATALOGUE):
        locked.save(update_fields=[*fields, "is_local", "updated_at"])
    return locked


@transaction.atomic
def remove_criterion(criterion: Criterion, *, actor):
    """Take away one that no review has used. Raises ``PortalError`` with the reason where it stays."""
    require_catalogue(actor)
    locked = Criterion.objects.select_for_update(of=("self",)).get(pk=criterion.pk)
    if sentence := why_it_stays(locked):
        raise PortalError(sentence)
    with history.action("removed", actor=actor, right=CATALOGUE):
        locked.delete()


def why_it_stays(criterion: Criterion) -> str:
    """Why it cannot be removed; "" where it can."""
    if criterion.findings.exists() or SelfEvaluationSection.objects.filter(criterion=criterion).exists():
        return _("A review has used it: its findings and its self-evaluation name it.")
    return "" if criterion.is_local else _("It comes with the portal, and the next load would bring it back.")
