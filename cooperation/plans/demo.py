"""The demonstration's work plans: about fifty, one for each agreement that is carried out, with what is done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from accounts.models import User
from agreements.enums import AgreementState
from agreements.models import Agreement
from cooperation.activities.demo_telling import walk
from cooperation.activities.enums import ActivityKind
from cooperation.activities.partners import PartnerValues
from cooperation.demo_rows import rows_of
from cooperation.models import WorkPlan
from cooperation.plans.enums import GoalMeasure
from cooperation.plans.services import GoalValues, draw_up_plan, enter_done, move_plan, save_goals
from cooperation.rights import CHANGE
from cooperation.search_text import prepare_plan
from core import history
from core.demo_history import as_if_on
from partners.due_diligence import standings_of
from partners.models import Institution

PLANS = 50
SHORTEST_DAYS = 200
REPORT = "As planned; what was found goes into the next seminar."
BEFORE_RESTRICTIONS = date(2021, 11, 15)


def build_plans(today: date, officer: User):
    """One plan for each of the first agreements in force that last long enough; and one that is suspended."""
    themes = _themes()
    for number, agreement in enumerate(_agreements(today)):
        of_unit = themes[agreement.responsible_unit.code] if agreement.responsible_unit.code in themes else themes[""]
        _plan(number, agreement, next(of_unit), today, officer)
    _suspended(today, officer)


def _themes() -> dict:
    by_unit = defaultdict(list)
    for row in rows_of("themes"):
        by_unit[row["unit"]].append(row)
    return {unit: cycle(rows) for unit, rows in by_unit.items()}


def _agreements(today: date) -> list[Agreement]:
    in_force = Agreement.objects.filter(state=AgreementState.ACTIVE).select_related("responsible_unit", "coordinator")
    found = [row for row in in_force.prefetch_related("parties__institution").order_by("pk") if _lasts(row, today)]
    barred = standings_of({party.institution for row in found for party in row.partner_parties})
    free = [row for row in found if not _is_barred(row, barred)]
    return free[: PLANS - 1]


def _is_barred(agreement: Agreement, standings: dict) -> bool:
    return any(standings[party.institution_id].status == "restricted" for party in agreement.partner_parties)


def _lasts(agreement: Agreement, today: date) -> bool:
    starts_on, ends_on = _period(agreement, today)
    return bool(agreement.partner_parties) and (ends_on - starts_on).days >= SHORTEST_DAYS


def _period(agreement: Agreement, today: date) -> tuple[date, date]:
    """From the last year to the next, as far as the agreement reaches."""
    first, last = date(today.year - 1, 1, 1), date(today.year + 1, 12, 31)
    return max(agreement.starts_on or first, first), min(agreement.ends_on or last, last)


def _plan(number: int, agreement: Agreement, theme: dict, today: date, officer: User):
    starts_on, ends_on = _period(agreement, today)
    actor = _actor(agreement, officer)
    partner = agreement.partner_parties[0].institution
    with as_if_on(min(today, starts_on) - timedelta(days=40)):
        plan = draw_up_plan(
            actor=actor,
            agreement=agreement,
            unit=agreement.responsible_unit,
            title=f"{theme['theme']}, with {partner}"[:200],
            coordinator=actor,
            partner_coordinator=f"International office, {partner}"[:200],
            starts_on=starts_on,
            ends_on=ends_on,
            purpose=f"{theme['first_title']}; {theme['second_title'][0].lower()}{theme['second_title'][1:]}.",
        )
        save_goals(plan, actor=actor, rows=_goals(theme, ends_on))
    if number % 12 == 11:
        return  # a draft
    with as_if_on(min(today, starts_on) - timedelta(days=20)):
        plan = move_plan(plan, "agree", actor=actor)
    if starts_on <= today:
        with as_if_on(starts_on):
            plan = move_plan(plan, "begin", actor=None)
        Carried(number, plan, theme, today, partner).out()
        if number % 4 == 1:
            enter_done(plan.goals.get(measure=GoalMeasure.ENTERED), actor=actor, number=1 + number % 3)


def _actor(agreement: Agreement, officer: User) -> User:
    keeper = agreement.coordinator
    return keeper if keeper and keeper.has_perm(CHANGE, agreement) else officer


def _goals(theme: dict, ends_on: date) -> list[GoalValues]:
    subject = f"{theme['theme'][0].lower()}{theme['theme'][1:]}"
    goals = (
        ("Meet and work together, on both sides", GoalMeasure.ACTIVITIES, 3),
        ("Students of both sides take part", GoalMeasure.STUDENTS, 12),
        (f"Publish together on {subject}", GoalMeasure.PUBLICATIONS, 1),
        ("Courses that use what was found", GoalMeasure.ENTERED, 2),
    )
    return [
        GoalValues(None, {"text": text, "measure": measure, "planned_number": planned, "due_on": ends_on})
        for text, measure, planned in goals
    ]


@dataclass(frozen=True)
class Carried:
    """A plan of the demonstration that runs, with its subject; ``number`` varies what is done under it."""

    number: int
    plan: WorkPlan
    theme: dict
    today: date
    partner: Institution

    def out(self):
        """One activity that was reported or held, and one that is to come; each begins in the days of the plan."""
        number, plan, today = self.number, self.plan, self.today
        past = max(plan.starts_on + timedelta(days=130), today - timedelta(days=70 + 5 * number))
        if past < today - timedelta(days=25):
            self._one("first", "held" if number % 5 == 3 else "reported", past)
        coming = today + timedelta(days=15 + 4 * number)
        if coming + timedelta(days=3) <= plan.ends_on:
            self._one("second", ("planned", "confirmed", "confirmed", "planned", "postponed")[number % 5], coming)

    def _one(self, which: str, state: str, day: date):
        kind, number = self.theme[f"{which}_kind"], self.number
        people = {
            "own_staff": 2,
            "own_students": 6 + number % 5,
            "partner_staff": 2,
            "partner_students": 4 + number % 4,
        }
        told = {f"actual_{who}": count for who, count in people.items()} | {"actual_cost": 900 + 40 * number}
        walk(
            state,
            self.today,
            self.plan.coordinator,
            told=told | {"report": REPORT} if state == "reported" else {},
            partners=[PartnerValues(self.partner)],
            kind=kind,
            title=self.theme[f"{which}_title"],
            unit=self.plan.unit,
            coordinator=self.plan.coordinator,
            plan=self.plan,
            direction="joint" if kind in ActivityKind.has_direction else "",
            starts_on=day,
            ends_on=day + timedelta(days=1),
            city="Karlskrona",
            country_id="SE",
            planned_cost=800 + 50 * number,
            funding_source="Budget of the unit",
            **{f"planned_{who}": count + 1 for who, count in people.items()},
        )


def _suspended(today: date, officer: User):
    """A plan from before the restriction, under an agreement that is suspended: no service would draw it up today."""
    agreement = Agreement.objects.filter(state=AgreementState.SUSPENDED, is_open_ended=True).order_by("pk").first()
    if agreement is None:
        return
    plan = WorkPlan(
        agreement=agreement,
        unit=agreement.responsible_unit,
        title=f"Water, sewage and materials, with {agreement.partner_parties[0].institution}",
        coordinator=officer,
        starts_on=BEFORE_RESTRICTIONS,
        ends_on=date(today.year, 12, 31),
        purpose="Internships of students and joint measurements.",
    )
    prepare_plan(plan)
    with as_if_on(BEFORE_RESTRICTIONS), history.action("work_plan.draw_up", actor=officer):
        plan.save()
        save_goals(plan, actor=officer, rows=_goals({"theme": "Water and materials"}, plan.ends_on))
