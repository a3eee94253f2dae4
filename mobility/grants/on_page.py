"""The grant of a stay as its page shows it: the working line by line, what changed, what was paid."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from core.in_languages import in_readers_language
from mobility.enums import MobilityState
from mobility.grants.comparison import Difference, differences
from mobility.grants.enums import PaymentNeed
from mobility.grants.payments import PAY
from mobility.grants.standing import to_be_paid, what_lacks, with_standing
from mobility.grants.working_out import facts_of
from mobility.models import GrantCalculation, GrantLine, GrantProject, Mobility
from mobility.people.reading import VIEW_SENSITIVE, has_just_asked
from mobility.querysets import CHANGE
from mobility.rules.stays import is_paid_elsewhere, paid_case_of
from partners.services.institutions import home_institution
from reference.models import Rule, Source


@dataclass(frozen=True)
class ShownLine:
    """A line with the rule it rests on and the documents that say so."""

    line: GrantLine
    rule: Rule | None
    sources: list[Source]


@dataclass(frozen=True)
class Shown:
    """A calculation as far as this person may see it; ``changes`` against the one before it."""

    calculation: GrantCalculation
    lines: list[GrantLine]
    total: Decimal
    changes: list[Difference]
    change: Decimal | None


def grant_on_page(stay: Mobility, user) -> dict | None:
    """What the panel shows; nothing without rates, nor before a grant of a stay that fell through or others pay."""
    case = paid_case_of(stay, home := home_institution())
    calculations = list(stay.calculations.prefetch_related("lines").select_related("made_by")) if case else []
    is_nothing_paid = stay.state in MobilityState.fallen_through or is_paid_elsewhere(stay)
    if case is None or (is_nothing_paid and not calculations):
        return None
    sees_all = user.has_perm(VIEW_SENSITIVE, stay) and has_just_asked(stay.participant, actor=user)
    shown = _with_changes(calculations, sees_all=sees_all)
    current = shown[0] if shown else None
    standing = with_standing(Mobility.objects.filter(pk=stay.pk), home.country_id).get()
    is_open = stay.state in MobilityState.open and not standing.is_final_paid
    return {
        "current": current,
        "lines": grounded(current.lines) if current else [],
        "points": _points(current, sees_all=sees_all),
        "earlier": shown[1:],
        "sees_all": sees_all,
        "is_outdated": current is not None and current.calculation.facts != facts_of(case),
        "may_calculate": is_open and user.has_perm(CHANGE, stay),
        **_payments(stay, standing, user),
    }


def _payments(stay: Mobility, standing: Mobility, user) -> dict:
    """What was paid, what is to be, and what is lacking for it; ``standing`` is the stay with its standing."""
    return {
        "standing": standing,
        "need": PaymentNeed(standing.need) if standing.need else None,
        "due": abs(standing.due_amount or 0),
        "lacks": what_lacks(standing),
        "payments": stay.payments.select_related("recorded_by") if stay.project_id else [],
        "may_pay": user.has_perm(PAY, stay),
        "pay_url": reverse("mobility:payment_create", args=[stay.pk]),
    }


def _with_changes(calculations: list[GrantCalculation], *, sees_all: bool) -> list[Shown]:
    visible = [[line for line in each.lines.all() if sees_all or not line.is_sensitive] for each in calculations]
    found = []
    for index, (each, lines) in enumerate(zip(calculations, visible, strict=True)):
        total = each.total if sees_all else each.public_total
        older = visible[index + 1] if index + 1 < len(visible) else None
        changes = differences(older, lines) if older is not None else []
        change = sum((one.change for one in changes), Decimal(0)) if older is not None else None
        found.append(Shown(each, lines, total, changes, change))
    return found


def grounded(lines: list[GrantLine]) -> list[ShownLine]:
    """Each line with its rule and its documents, in two queries."""
    rules = {rule.code: rule for rule in Rule.objects.filter(code__in={line.rule for line in lines})}
    words = {line.pk: line.source.replace(";", " ").split() for line in lines}
    codes = {code for each in words.values() for code in each}
    sources = {source.code: source for source in Source.objects.filter(code__in=codes)}
    return [
        ShownLine(line, rules.get(line.rule), [sources[code] for code in words[line.pk] if code in sources])
        for line in lines
    ]


def _points(current: Shown | None, *, sees_all: bool) -> list[dict]:
    if current is None:
        return []
    points = [point for point in current.calculation.open_points if sees_all or not point["is_sensitive"]]
    return [{"rule": point["rule"], "sentence": in_readers_language(point["words"])} for point in points]


def grants_of_project(project: GrantProject, user) -> dict | None:
    """How many grants of a project are calculated and what is to be paid; nothing under a lump sum, or for others."""
    if project.is_lump_sum or not user.has_perm(PAY, project):
        return None
    stays = Mobility.objects.filter(project=project)
    calculated = GrantCalculation.objects.filter(mobility=OuterRef("pk"), is_current=True)
    counts = stays.aggregate(
        calculated=Count("pk", filter=Exists(calculated)),
        missing=Count("pk", filter=Q(state__in=MobilityState.takes_place, is_zero_grant=False) & ~Exists(calculated)),
    )
    due = to_be_paid(stays, home_institution().country_id)
    return {**counts, "due": due.count(), "due_url": f"{reverse('mobility:payment_list')}?project={project.pk}"}
