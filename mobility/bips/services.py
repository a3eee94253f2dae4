"""Every write to blended intensive programmes and their partners."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.search_text import fold_all
from core.versions import refuse_if_changed
from mobility.bips.enums import Funding
from mobility.bips.querysets import CHANGE_BIP
from mobility.bips.workflow import bip_workflow
from mobility.days import refuse_days_nobody_means
from mobility.models import Bip, BipPartner, Mobility
from mobility.querysets import CHANGE
from mobility.rules.bips import ACTIVITIES
from mobility.support.enums import SupportState
from mobility.support.services import let_go_of
from partners.models import Institution

DAYS = ("starts_on", "ends_on", "virtual_starts_on", "virtual_ends_on", "numbers_due_on", "apply_by")
DAYS_FOR_NUMBERS = 30  # our own practice; the date can be changed on the form

history.describe("bip.begin", gettext_noop("planned it"))
history.describe("bip.partners", gettext_noop("changed partners and people"))


@dataclass(frozen=True)
class PartnerValues:
    """One row of the table of partners; ``fields`` are those of ``BipPartner`` that change."""

    institution: Institution
    funding: str = Funding.KA131
    fields: dict = field(default_factory=dict)


@transaction.atomic
def plan_bip(*, actor, home: Institution, **fields) -> Bip:
    """A new programme, with ourselves (``home``) among its partners. Raises ``ValidationError``."""
    bip = Bip(**fields)
    _require(actor, bip)
    _prepare(bip)
    with history.action("bip.begin", actor=actor, right=CHANGE_BIP, about=bip):
        bip.save()
        BipPartner.objects.create(bip=bip, institution=home, role=bip.role)
    bip.refresh_from_db(fields=["first_day", "last_day"])
    return bip


@transaction.atomic
def change_bip(bip: Bip, *, actor, seen_at=None, **fields) -> Bip:
    """Write the given fields; our rows among the partners follow our role. Raises ``PortalError`` where it is over."""
    locked = _lock(bip, actor)
    _refuse_over(locked)
    refuse_if_changed(locked, seen_at)
    if fields.get("academic_year", locked.academic_year) != locked.academic_year:
        _refuse_while_support_is_asked(locked)
    for name, value in fields.items():
        setattr(locked, name, value)
    _require(actor, locked)  # still the actor's after a change of unit
    _prepare(locked)
    with history.action("changed", actor=actor, right=CHANGE_BIP, about=locked):
        locked.save(update_fields=[*fields, "numbers_due_on", "search_text", "updated_at"])
        for ours in _ours_in(locked).exclude(role=locked.role):
            ours.role = locked.role
            ours.save(update_fields=["role"])
    return locked


@transaction.atomic
def save_partners(bip: Bip, *, actor, rows: Iterable[PartnerValues], seen_at=None) -> Bip:
    """Make ``rows`` the partners of the programme: those not named go. Our own stay, with the role we have.

    Raises ``ValidationError`` for an institution that stands twice, paid in the same way.
    """
    locked = _lock(bip, actor)
    _refuse_over(locked)
    refuse_if_changed(locked, seen_at)
    known = {(row.institution_id, row.funding): row for row in locked.partners.all()}
    with history.action("bip.partners", actor=actor, right=CHANGE_BIP, about=locked):
        kept = [_save_partner(locked, values, known) for values in rows]
        first_of_ours = _ours_in(locked).order_by("pk").first()
        locked.partners.exclude(pk__in=kept).exclude(pk=first_of_ours and first_of_ours.pk).delete()
        locked.save(update_fields=["updated_at"])
    return locked


def _save_partner(bip: Bip, values: PartnerValues, known: dict) -> int:
    row = known.pop((values.institution.pk, values.funding), None) or BipPartner(
        bip=bip, institution=values.institution, funding=values.funding
    )
    before = {name: getattr(row, name) for name in values.fields}
    wanted = values.fields | ({"role": bip.role} if values.institution.is_home else {})
    for name, value in wanted.items():
        setattr(row, name, value)
    row.full_clean()
    if row.pk is None or before != {name: getattr(row, name) for name in values.fields}:
        row.save()
    return row.pk


@transaction.atomic
def move_bip(bip: Bip, name: str, *, actor, note: str = "") -> Bip:
    """Move it along; what was asked of us for a programme that is cancelled is let go."""
    moved = bip_workflow.perform(name, bip, actor=actor, note=note)
    if name == "cancel":
        let_go_of(moved.support_requests.all(), note=_("The programme is cancelled."))
    return moved


@transaction.atomic
def join(stay: Mobility, *, actor, bip: Bip | None) -> Mobility:
    """Say that a stay belongs to a programme (None: to none), for who may keep both. Raises ``PortalError``."""
    locked = Mobility.objects.select_for_update(of=("self",)).select_related("unit").get(pk=stay.pk)
    for programme in filter(None, (bip, locked.bip)):
        _require(actor, programme)
    if not actor.has_perm(CHANGE, locked):
        raise RightMissing(_("You do not have the right to keep stays of this unit."))
    if bip is not None and (locked.activity not in ACTIVITIES or locked.academic_year != bip.academic_year):
        raise PortalError(_("Only short blended stays and staff stays of the same academic year belong to it."))
    if locked.support_requests.filter(state__in=SupportState.in_order).exists():
        raise PortalError(_("A funded place is asked for this stay: withdraw that first."))
    locked.bip = bip
    with history.action("changed", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=["bip", "updated_at"])
    return locked


def _lock(bip: Bip, actor) -> Bip:
    locked = Bip.objects.select_for_update(of=("self",)).select_related("unit", "scheme").get(pk=bip.pk)
    _require(actor, locked)
    return locked


def _require(actor, bip: Bip):
    if not actor.has_perm(CHANGE_BIP, bip):
        raise RightMissing(_("You do not have the right to keep programmes of this unit."))


def _refuse_while_support_is_asked(bip: Bip):
    """The order of an academic year rests on which programmes are in it."""
    if bip.support_requests.filter(state__in=SupportState.in_order).exists():
        sentence = _("Support is asked for in %(year)s: withdraw that first.") % {"year": bip.year}
        raise ValidationError({"academic_year": sentence})


def _ours_in(bip: Bip):
    return bip.partners.filter(institution__erasmus_code=settings.HOME_INSTITUTION)


def _refuse_over(bip: Bip):
    if not bip.is_editable:
        raise PortalError(_("The programme is in the state “%(state)s”.") % {"state": bip.get_state_display()})


def _prepare(bip: Bip):
    """Words it is found by, and the day for the final numbers where nobody has set one."""
    refuse_days_nobody_means(**{name: getattr(bip, name) for name in DAYS})
    names = (bip.isced_field.name_en, bip.isced_field.name_sv) if bip.isced_field_id else ()
    bip.search_text = fold_all(bip.title, bip.place, bip.agency_id, *names)
    ends = [day for day in (bip.ends_on, bip.virtual_ends_on) if day]
    if bip.numbers_due_on is None and bip.is_coordinated_by_us and ends:
        bip.numbers_due_on = max(ends) + timedelta(days=DAYS_FOR_NUMBERS)
    bip.full_clean()
