"""Calculates grants and keeps them: the newest is current, earlier ones stay as they were."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from mobility.enums import MobilityState
from mobility.grants.enums import CalculationReason, Instalment
from mobility.grants.working_out import WorkedOut, amounts_of_line, facts_of, work_out_all
from mobility.models import GrantCalculation, GrantLine, GrantPayment, Mobility
from mobility.querysets import CHANGE
from mobility.rules.book import RuleBook
from mobility.rules.stays import paid_case_of
from partners.models import Institution
from partners.services.institutions import home_institution

ACTION = "mobility.calculate_grant"

history.describe(ACTION, gettext_noop("calculated the grant"))


@dataclass
class Kept:
    """What came of calculating many: new calculations, stays whose grant is as before, those left with the reason."""

    changed: list[GrantCalculation] = field(default_factory=list)
    unchanged: list[Mobility] = field(default_factory=list)
    left: list[tuple[Mobility, str]] = field(default_factory=list)


def calculate_grant(stay: Mobility, *, actor) -> GrantCalculation:
    """The current calculation of ``stay``: a new one where days, facts or tables make another than the last.

    Raises ``RightMissing``, and ``PortalError`` where nothing can be calculated (any more).
    """
    if actor is not None and not actor.has_perm(CHANGE, stay):
        raise RightMissing(_("You do not have the right to calculate this grant."))
    kept = calculate_grants([stay.pk], home=home_institution(), book_of=RuleBook.of_call, actor=actor)
    if kept.left:
        raise PortalError(kept.left[0][1])
    return kept.changed[0] if kept.changed else GrantCalculation.objects.get(mobility=stay, is_current=True)


def calculate_anew(stay: Mobility, *, actor):
    """Where a grant was calculated, and the stay it follows from was changed since, calculate it again.

    A settled balance stays as it is; what else is in the way, the panel of the grant says.
    """
    current = GrantCalculation.objects.filter(mobility=stay, is_current=True).first()
    case = paid_case_of(stay, home_institution()) if current else None
    if current and case and current.facts != facts_of(case):
        with suppress(PortalError):
            calculate_grant(stay, actor=actor)


@transaction.atomic
def calculate_grants(
    keys: Collection[int], *, home: Institution, book_of: Callable[[int], RuleBook | None], actor
) -> Kept:
    """Calculate the grants of the stays ``keys`` as a set; rights are the caller's business.

    The stays are locked, so that two who calculate at once keep one current grant each.
    """
    stays, kept = _locked(keys), Kept()
    paid = set(
        GrantPayment.objects.filter(mobility__in=keys, instalment=Instalment.FINAL).values_list("mobility", flat=True)
    )
    possible = []
    for stay in stays:
        if sentence := why_not_calculated(stay, is_balance_paid=stay.pk in paid):
            kept.left.append((stay, sentence))
        else:
            possible.append(stay)
    worked_out, left = work_out_all(possible, home=home, book_of=cache(book_of))
    kept.left += left
    current = _current(keys)
    new = []
    for each in worked_out:
        if reason := _reason_for(each, current.get(each.stay.pk)):
            new.append((each, reason))
        else:
            kept.unchanged.append(each.stay)
    kept.changed = _write(new, actor)
    return kept


def why_not_calculated(stay: Mobility, *, is_balance_paid: bool) -> str:
    if stay.state not in MobilityState.open:
        return _("In the state “%(state)s” no grant is calculated.") % {"state": stay.get_state_display()}
    if is_balance_paid:
        return _("The balance is settled: take that payment back first.")
    return ""


def _locked(keys: Collection[int]) -> list[Mobility]:
    stays = Mobility.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    stays = stays.select_related("scheme", "project", "partner", "inclusion_need", "unit")
    return list(
        stays.defer("search_text", "search_vector", "remarks", "partner__search_text", "partner__search_vector")
    )


def _current(keys: Collection[int]) -> dict[int, GrantCalculation]:
    """The current calculations by the key of their stay, with their lines."""
    rows = GrantCalculation.objects.filter(mobility__in=keys, is_current=True).prefetch_related("lines")
    return {row.mobility_id: row for row in rows}


def _reason_for(each: WorkedOut, current: GrantCalculation | None) -> CalculationReason | None:
    """Why a new calculation is kept; None where the current one says the same."""
    if current is None:
        return CalculationReason.FIRST
    if (current.starts_on, current.ends_on) != (each.case.start_on, each.case.end_on):
        return CalculationReason.DAYS
    if current.is_by_actual_days != _is_certified(each.stay):
        return CalculationReason.DAYS
    if current.facts != each.facts:
        return CalculationReason.FACTS
    same = [amounts_of_line(line) for line in current.lines.all()] == each.amounts
    return None if same else CalculationReason.TABLES


def _is_certified(stay: Mobility) -> bool:
    return stay.arrived_on is not None and stay.left_on is not None


def _write(new: list[tuple[WorkedOut, CalculationReason]], actor) -> list[GrantCalculation]:
    reasons = {each.stay.pk: (each, reason) for each, reason in new}
    written = []
    for _note, stays in history.told_alike([each.stay for each, _reason in new], actor=actor, right=CHANGE):
        with history.action(ACTION, actor=actor, right=CHANGE, about=stays[0]):
            older = GrantCalculation.objects.filter(mobility__in=[stay.pk for stay in stays], is_current=True)
            older.update(is_current=False)
            rows = [_calculation(*reasons[stay.pk], actor) for stay in stays]
            GrantCalculation.objects.bulk_create(rows)
            lines = []
            for row in rows:
                for line in reasons[row.mobility_id][0].lines:
                    line.calculation = row
                    lines.append(line)
            GrantLine.objects.bulk_create(lines)
            written += rows
    return written


def _calculation(each: WorkedOut, reason: CalculationReason, actor) -> GrantCalculation:
    return GrantCalculation(
        mobility=each.stay,
        reason=reason,
        call_year=each.case.call_year,
        country_group=each.country_group,
        starts_on=each.case.start_on,
        ends_on=each.case.end_on,
        is_by_actual_days=_is_certified(each.stay),
        days=each.case.days,
        total=each.total,
        public_total=each.public_total,
        open_points=each.open_points,
        facts=each.facts,
        made_by=actor,
    )
