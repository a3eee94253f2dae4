"""Mobility at scale: a hundred thousand stays listed, one checked, ten thousand grants calculated anew, the balance."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.urls import reverse

from accounts.models import Unit
from agreements.models import Party
from benchmarks.measuring import Figure, measure_once, measure_page
from benchmarks.seeding import CITIES, copy_rows, next_id
from core.search_text import fold, fold_all
from mobility.enums import MobilityState
from mobility.grants.many import carry_out
from mobility.models import GrantProject, GrantRecalculation, Mobility, Participant, Scheme
from mobility.rules.book import RuleBook
from mobility.rules.checking import check
from mobility.rules.stays import case_of
from partners.services import home_institution

STAYS = 100_000
GRANTS = 10_000
CHECKED = 100
FIRST_NAMES = ("Ada", "Łucja", "Åsa", "José", "Ödön", "Nils", "Zoë", "Mehmet")
TERMS = (("autumn", 9, 1, 137), ("spring", 1, 15, 140), ("full_year", 9, 1, 275))
ACTIVITIES = ["student-studies"] * 14 + ["student-traineeship"] * 3 + ["staff-teaching", "staff-training"]
STATES = ["closed"] * 60 + ["under_way"] * 15 + ["agreed"] * 15 + ["nominated"] * 5 + ["cancelled"] * 5


def stay_figures(client, officer, *, page: tuple[float, float], times: int) -> Iterator[Figure]:
    yield measure_once(f"seeding {STAYS:,} stays", lambda: seed_stays(STAYS), rows=STAYS)
    stays, balance = reverse("mobility:mobility_list"), reverse("mobility:balance")
    open_stay = Mobility.objects.filter(state=MobilityState.AGREED).order_by("pk").first()
    for name, address in {
        "stays: list": stays,
        "stays: of one state": f"{stays}?state=agreed",
        "stays: search by a name": f"{stays}?q=lucja",
        "stays: page 1,000": f"{stays}?page=1000",
        "stay: detail": open_stay.get_absolute_url(),
        "balance by partner": balance,
        "balance by agreement": f"{balance}?by=agreement",
    }.items():
        yield measure_page(client, name, address, rows=STAYS, promise=page, times=times)
    yield _rule_check(times=CHECKED)
    yield from _recalculation(officer)
    yield measure_page(
        client, "payments: what is due", reverse("mobility:payment_list"), rows=GRANTS, promise=page, times=times
    )


def _rule_check(*, times: int) -> Figure:
    """One stay read and checked against every rule, the tables of its call among it."""
    home = home_institution()
    keys = list(Mobility.objects.filter(state=MobilityState.AGREED).values_list("pk", flat=True)[:times])
    durations = []
    for key in keys:
        start = time.perf_counter()
        stay = Mobility.objects.select_related("scheme", "project", "partner", "participant").get(pk=key)
        case = case_of(stay, home)
        check(case, RuleBook.of_call(case.call_year))
        durations.append(1000 * (time.perf_counter() - start))
    durations.sort()
    median, late = durations[len(durations) // 2], durations[int(len(durations) * 0.95)]
    return Figure("stay: every rule checked", STAYS, median, late, promised_median=50.0)


def _recalculation(officer) -> Iterator[Figure]:
    """The grants of one project: all of them for the first time, then all of them at another rate."""
    project = GrantProject.objects.get(number="BENCH")
    for name in ("for the first time", "with other days"):
        processor = time.process_time()
        run = GrantRecalculation(project=project, started_by=officer)
        run.save()
        figure = measure_once(
            f"{GRANTS:,} grants calculated {name}", lambda run=run: carry_out(run), rows=GRANTS, promise=60_000
        )
        figure.note = f"{run.outcome['changed']:,} changed, {time.process_time() - processor:.1f} s of it in Python"
        yield figure
        Mobility.objects.filter(project=project).update(ends_on=F("ends_on") + timedelta(days=7))


def seed_stays(count: int, *, in_project: int = GRANTS):
    """``count`` stays under the seeded agreements over six years; ``in_project`` of them in one project and open."""
    call_command("load_reference", verbosity=0)
    chance = random.Random(3)
    unit, scheme = Unit.objects.first(), Scheme.objects.get(code="ka131")
    project = _project(unit, scheme) if in_project else None
    parties = list(Party.objects.filter(is_home=False).values_list("agreement", "institution", "institution__name"))
    chosen = [chance.choice(parties) for _number in range(count)]
    people, stays, next_person = [], [], next_id(Participant)
    for number, (agreement, partner, place) in enumerate(chosen):
        given, family = chance.choice(FIRST_NAMES), f"{chance.choice(CITIES)}sson {number}"
        people.append(
            Participant(
                pk=next_person + number,
                given_name=given,
                family_name=family,
                email=f"p{next_person + number}@example.org",
            )
        )
        stay = _stay(number, agreement, partner, chance, project if number < in_project else None)
        stay.participant_id, stay.unit, stay.scheme = next_person + number, unit, scheme
        stay.sort_key = fold(f"{family} {given}")
        stay.search_text = fold_all(given, family, place)
        stays.append(stay)
    copy_rows(Participant, people)
    copy_rows(Mobility, stays)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _project(unit: Unit, scheme: Scheme) -> GrantProject:
    return GrantProject.objects.create(
        number="BENCH", title="Bench", scheme=scheme, call_year=2025, state="running", unit=unit,
        starts_on=date(2025, 6, 1), ends_on=date(2027, 7, 31), search_text="bench",
    )  # fmt: skip


def _stay(number: int, agreement: int, partner: int, chance, project: GrantProject | None) -> Mobility:
    term, month, day, days = chance.choice(TERMS)
    year = 2026 if project else 2020 + number % 6
    starts_on = date(year + (term == "spring"), month, day)
    activity = chance.choice(ACTIVITIES)
    return Mobility(
        direction="outgoing" if project or chance.random() < 0.5 else "incoming",
        activity=activity,
        state="agreed" if project else chance.choice(STATES),
        partner_status="verified",
        partner_id=partner,
        agreement_id=agreement,
        project=project,
        academic_year=year,
        term=term,
        eqf_level=None if activity.startswith("staff") else 6,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=5 if activity.startswith("staff") else days),
        distance_km=chance.randint(50, 4000),
    )
