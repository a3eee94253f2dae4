"""Which steps the approval of an agreement or amendment takes, and who holds the role each step asks for (AG-15)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from accounts.enums import Role, UnitKind
from accounts.models import Membership, Unit
from agreements.enums import ApprovalScope, ApprovalState, RouteUse
from agreements.models import Agreement, Approval, ApprovalRoute

# Where no route fits an agreement, the head of its unit alone is asked.
PLAIN_LABEL = gettext_noop("Head of unit")
PLAIN_LABEL_SV = "Enhetschef"


@dataclass(frozen=True)
class Step:
    """One step as the route has it (``asked_…``) and where it goes."""

    asked_role: str
    asked_unit: Unit
    label_en: str
    label_sv: str = ""
    role: str = ""
    unit: Unit | None = None
    is_skipped: bool = False

    @property
    def decider(self) -> tuple:
        return self.role, self.unit


def steps_for(agreement: Agreement, uses=RouteUse.for_agreements) -> list[Step]:
    """The steps of the agreement's route in order, each sent to where somebody has the role.

    ``uses`` are what the route must hold for: the agreement itself, or its amendments.
    A step that the same people decide again later in the route is skipped: nobody is asked twice.
    """
    line = _units_above(agreement.responsible_unit)
    steps = [_sent(step, line) for step in _route_steps(agreement, uses, line)]
    later = [{other.decider for other in steps[place + 1 :]} for place in range(len(steps))]
    return [replace(step, is_skipped=step.decider in those) for step, those in zip(steps, later, strict=True)]


def approvals_of(steps: list[Step], **common) -> list[Approval]:
    """``steps`` as rows that are not saved yet."""
    return [
        Approval(
            position=position,
            asked_role=step.asked_role,
            asked_unit=step.asked_unit,
            role=step.role,
            unit=step.unit,
            label_en=step.label_en,
            label_sv=step.label_sv,
            state=ApprovalState.SKIPPED if step.is_skipped else ApprovalState.COMING,
            **common,
        )
        for position, step in enumerate(steps, start=1)
    ]


def route_of(agreement: Agreement, uses=RouteUse.for_agreements) -> ApprovalRoute | None:
    """The first route in use, in the administrators' order, that fits kind and level."""
    routes = ApprovalRoute.objects.filter(is_active=True, used_for__in=uses).prefetch_related("steps")
    return next((route for route in routes if route.fits(agreement)), None)


def _route_steps(agreement: Agreement, uses, line: list[Unit]) -> list[Step]:
    route = route_of(agreement, uses)
    rows = [row for row in route.steps.all() if row.is_active] if route else []
    if not rows:
        return [Step(Role.HEAD.value, line[0], PLAIN_LABEL, PLAIN_LABEL_SV)]
    return [Step(row.role, _unit_of(row.scope, line), row.label_en, row.label_sv) for row in rows]


def _unit_of(scope: str, line: list[Unit]) -> Unit:
    if scope == ApprovalScope.UNIVERSITY:
        return line[-1]
    if scope == ApprovalScope.FACULTY:
        return next((unit for unit in line if unit.kind == UnitKind.FACULTY), line[-1])
    return line[0]


def _units_above(unit: Unit) -> list[Unit]:
    """The unit and those above it, nearest first."""
    keys = [int(key) for key in unit.path.strip("/").split("/")]
    found = Unit.objects.in_bulk(keys)
    return [found[key] for key in reversed(keys)]


def _sent(step: Step, line: list[Unit]) -> Step:
    """To the nearest unit, from the asked one upward, in which somebody has the role; else to the office."""
    upward = line[line.index(step.asked_unit) :]
    holders = Membership.objects.filter(role=step.asked_role, unit__in=upward, user__is_active=True)
    held = set(holders.values_list("unit", flat=True))
    unit = next((unit for unit in upward if unit.pk in held), None)
    if unit is None:
        return replace(step, role=Role.OFFICER.value, unit=line[-1])
    return replace(step, role=step.asked_role, unit=unit)
