"""What the home counts for one reader: numbers by codes and keys, each over what they may see."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from accounts.models import Unit
from agreements.cockpit.outlook import undecided_within
from agreements.enums import AgreementState, Turn
from agreements.models import Agreement
from agreements.pictures.counts import by_country
from insights.kpis.of_exchange import taken_places, use_of_places
from insights.kpis.scope import Scope
from mobility.balance.counting import counted_stays, semesters
from mobility.enums import Direction, MobilityState, ProjectState
from mobility.models import GrantProject, Mobility
from mobility.people.reading import VIEW_SENSITIVE
from mobility.projects.forecast import Forecast
from mobility.querysets import VIEW as VIEW_STAYS
from mobility.querysets import VIEW_PROJECT
from reference.academic_years import AcademicYear

YEARS = 10
WITHIN = (6, 12)  # months


def numbers_for(user) -> dict:
    """Everything that is kept for those of the reader's reach; it can be written as JSON."""
    found: dict[str, Any] = {"agreements": agreements(user)}
    if user.has_perm(VIEW_STAYS):
        found |= {"mobility": mobility(user), "balance": balance(user), "places": places(user)}
    if user.has_perm(VIEW_PROJECT):
        found["projects"] = projects(user)
    return found


def agreements(user) -> dict:
    visible, today = Agreement.objects.visible_to(user).order_by(), timezone.localdate()
    in_force = visible.in_force(today)
    waiting = visible.exclude(state__in=AgreementState.over)
    return {
        "in_force": in_force.count(),
        "by_kind": dict(in_force.values_list("kind").annotate(Count("pk"))),
        "by_country": by_country(in_force),
        "by_unit": by_unit(in_force),
        "undecided": {str(months): undecided_within(visible, months, today).count() for months in WITHIN},
        "waiting": {
            **{turn.value: waiting.filter(turn=turn).count() for turn in Turn},
            "in_review": visible.filter(state=AgreementState.IN_REVIEW).count(),
        },
    }


def by_unit(in_force) -> list[tuple[int, int]]:
    """The units directly below the university, with what they or any below them are responsible for or concerned by."""
    top = Unit.objects.filter(parent__parent__isnull=True, parent__isnull=False, is_active=True)
    counted = [(unit.pk, in_force.of_units(Unit.objects.within([unit.path])).count()) for unit in top]
    return sorted(((unit, count) for unit, count in counted if count), key=lambda pair: -pair[1])


def mobility(user) -> list[tuple[int, int, int]]:
    """(year, in, out) of those who came and went, ten academic years."""
    last = AcademicYear.current().first_year
    stays = Mobility.objects.visible_to(user).filter(
        state__in=MobilityState.went, academic_year__range=(last - YEARS + 1, last)
    )
    counts: Counter[tuple[int, str]] = Counter()
    for year, direction, count in (
        stays.order_by().values_list("academic_year", "direction").annotate(stays=Count("pk"))
    ):
        counts[year, direction] = count
    years = range(last - YEARS + 1, last + 1)
    return [(year, counts[year, Direction.INCOMING], counts[year, Direction.OUTGOING]) for year in years]


def balance(user) -> dict[str, int]:
    """Semesters in and out of the year under way."""
    stays = counted_stays(user).filter(academic_year=AcademicYear.current().first_year)
    return stays.aggregate(
        came=Sum(semesters(), filter=Q(direction=Direction.INCOMING), default=0),
        went=Sum(semesters(), filter=Q(direction=Direction.OUTGOING), default=0),
    )


def places(user) -> dict[str, int] | None:
    """Outgoing places of the year: taken, as far as the reader sees the stays, and agreed by the whole university."""
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    if root is None:
        return None
    scope = Scope(root, AcademicYear.current().first_year)
    agreed = use_of_places(scope).whole or 0
    return {"taken": taken_places(scope).visible_to(user).count(), "agreed": int(agreed)}


def projects(user) -> dict:
    """Running grant projects with what is paid and promised of each, in whole euro; lump sums have no budget."""
    running = GrantProject.objects.visible_to(user).filter(state=ProjectState.RUNNING).order_by("-call_year", "pk")
    by_cost = running.filter(lump_sum__isnull=True).select_related("unit")
    return {"running": running.count(), "budgets": [_budget(project, user) for project in by_cost[:YEARS]]}


def _budget(project: GrantProject, user) -> dict:
    total = Forecast(project, shows_inclusion=user.has_perm(VIEW_SENSITIVE, project)).total
    amounts = (total.paid, max(total.committed - total.paid, Decimal(0)), max(total.free, Decimal(0)))
    paid, promised, free = (round(amount) for amount in amounts)
    return {"pk": project.pk, "number": project.number, "paid": paid, "promised": promised, "free": free}
