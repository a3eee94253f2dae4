"""What agreements are for, at scale: fifty thousand activities with two partners each, under a thousand work plans."""

import random
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, User
from agreements.models import Agreement
from benchmarks.measuring import Figure, measure_once, measure_page
from benchmarks.seeding import copy_rows, next_id
from cooperation.activities.enums import ActivityKind
from cooperation.models import Activity, ActivityPartner, PlanGoal, WorkPlan
from core.search_text import fold_all
from partners.models import Institution

ACTIVITIES, PLANS = 50_000, 1_000
STATES = ["reported"] * 70 + ["held"] * 5 + ["planned"] * 12 + ["confirmed"] * 8 + ["cancelled"] * 5


def cooperation_figures(client: Client, officer: User, *, page: tuple[float, float], times: int) -> Iterator[Figure]:
    """Pages as the officer sees them."""
    yield measure_once(f"seeding {ACTIVITIES:,} activities", lambda: seed_activities(officer), rows=ACTIVITIES)
    activities, plan = reverse("cooperation:activity_list"), WorkPlan.objects.order_by("pk")[PLANS // 2]
    partner = ActivityPartner.objects.order_by("pk").first().institution_id
    for name, address in {
        "activities": activities,
        "activities of a kind and state": f"{activities}?kind=summer_school&state=held",
        "activities: searched": f"{activities}?q=seminar+harbour",
        "activities of a partner": f"{activities}?partner={partner}",
        "activities with partners of a country": f"{activities}?country=PL",
        "activities: page 500": f"{activities}?page=500",
        "an activity": Activity.objects.order_by("pk")[ACTIVITIES // 2].get_absolute_url(),
        "work plans": reverse("cooperation:plan_list"),
        "a work plan": plan.get_absolute_url(),
    }.items():
        yield measure_page(client, f"cooperation: {name}", address, rows=ACTIVITIES, promise=page, times=times)


def seed_activities(officer: User):
    chance, today = random.Random(5), timezone.localdate()
    units, agreements = list(Unit.objects.order_by("pk")[:40]), list(Agreement.objects.order_by("pk")[:PLANS])
    plans = [_plan(next_id(WorkPlan) + number, agreement, today) for number, agreement in enumerate(agreements)]
    copy_rows(WorkPlan, plans)
    goals = [PlanGoal(plan=plan, text=f"Goal {number}", planned_number=3) for plan in plans for number in range(3)]
    copy_rows(PlanGoal, goals)
    first, partners = next_id(Activity), list(Institution.objects.order_by("pk").values_list("pk", flat=True)[:5000])
    rows = [_activity(first + number, chance, plans, units, officer, today) for number in range(ACTIVITIES)]
    copy_rows(Activity, rows)
    copy_rows(
        ActivityPartner,
        [
            ActivityPartner(activity_id=row.pk, institution_id=institution, position=position)
            for row in rows
            for position, institution in enumerate(chance.sample(partners, 2))
        ],
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _plan(key: int, agreement: Agreement, today) -> WorkPlan:
    return WorkPlan(
        pk=key,
        agreement=agreement,
        unit_id=agreement.responsible_unit_id,
        title=f"Work plan {key}",
        state="running",
        starts_on=today - timedelta(days=1000),
        ends_on=today + timedelta(days=400),
        search_text=fold_all(f"Work plan {key}", agreement.title),
    )


def _activity(key: int, chance, plans, units, officer, today) -> Activity:  # noqa: PLR0917 (one row of a table)
    state, plan = chance.choice(STATES), chance.choice(plans)
    is_past = state in ("reported", "held")
    starts_on = today + timedelta(days=chance.randrange(-1000, -1) if is_past else chance.randrange(300))
    came = {"actual_own_staff": 2, "actual_partner_students": 8} if is_past else {}
    title = f"Seminar {key} on {chance.choice(('harbour', 'forest', 'software', 'health'))}"
    return Activity(
        pk=key,
        kind=chance.choice(ActivityKind.values),
        title=title,
        state=state,
        unit=chance.choice(units),
        coordinator=officer,
        plan=plan,
        agreement_id=plan.agreement_id,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=3),
        planned_own_students=5,
        search_text=fold_all(title),
        **came,
    )
