"""The quality system at scale: ten years of every process in forty units, thirty thousand actions, a whole report."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.enums import Role, UnitKind
from accounts.models import Unit, User
from accounts.services import grant_role, save_unit
from benchmarks.measuring import Figure, measure_once, measure_page
from benchmarks.seeding import copy_rows, next_id
from core.jobs import carry_out
from core.search_text import fold_all
from quality.enums import FollowUpState, IndicatorKind, StepKind
from quality.models import (
    Action,
    Finding,
    FollowUp,
    FollowUpStep,
    Indicator,
    IndicatorValue,
    ProcessUnit,
    ProcessVersion,
    QualityReport,
)
from quality.reports.papers import make_papers
from quality.reports.services import begin_report
from reference.academic_years import AcademicYear

YEARS, UNITS, PROCESSES, ACTIONS = 10, 40, 17, 30_000
LAST = AcademicYear.current().first_year
STEPS = ((StepKind.COLLECT, 60), (StepKind.DIALOGUE, 140), (StepKind.ACTION_PLAN, 200), (StepKind.ADOPTION, 240))
STATES = ["verified"] * 60 + ["done"] * 10 + ["under_way"] * 20 + ["planned"] * 10
PAPER = 10_000.0  # milliseconds promised for the report as PDF and Word


def quality_figures(*, page: tuple[float, float], times: int) -> Iterator[Figure]:
    """Pages as the quality officer sees them: everything there is."""
    count = YEARS * UNITS * PROCESSES
    yield measure_once(f"seeding {count:,} follow-ups and {ACTIONS:,} actions", seed_quality, rows=count)
    client, officer = Client(), _quality_officer()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    report = begin_report(actor=officer, academic_year=LAST - 1, title_en="Bench", kept_by=officer)
    follow_ups, actions = reverse("quality:follow_up_list"), reverse("quality:action_list")
    one = FollowUp.objects.filter(academic_year=LAST).order_by("pk").first()
    for name, address in {
        "quality: follow-ups": follow_ups,
        "quality: follow-ups of a year and state": f"{follow_ups}?year={LAST}&state=collecting",
        "quality: board of follow-ups": reverse("quality:follow_up_board"),
        "quality: plan of the cycles": reverse("quality:plan"),
        "quality: six-year wheel": reverse("quality:plan_wheel"),
        "quality: a follow-up": one.get_absolute_url(),
        "quality: actions": actions,
        "quality: board of actions": reverse("quality:action_board"),
        "quality: consistency checks": reverse("quality:check_list"),
        "quality: report of a year": report.get_absolute_url(),
    }.items():
        yield measure_page(client, name, address, rows=count, promise=page, times=times)
    yield _paper(report, officer, count)


def _paper(report: QualityReport, officer: User, count: int) -> Figure:
    paper = make_papers(report, language="en", actor=officer)

    def work() -> str:
        carry_out(paper.job_id)
        paper.refresh_from_db()
        return f"PDF {paper.pdf.size / 1e6:.1f} MB, Word {paper.docx.size / 1e6:.1f} MB"

    return measure_once("quality: report as PDF and Word", work, rows=count, promise=PAPER)


def _quality_officer() -> User:
    officer = User(email="quality@bench.example.org", name="Quality officer", search_text="quality officer")
    officer.set_unusable_password()
    officer.save()
    grant_role(officer, unit=Unit.objects.first(), role=Role.QUALITY_OFFICER, actor=None)
    return officer


def seed_quality():
    """Every process in every unit in each of the years: adopted but for this year, whose follow-ups are collected."""
    call_command("load_reference", verbosity=0)
    units, owners = _units(), list(User.objects.all()[:20])
    versions = list(ProcessVersion.objects.select_related("process").order_by("process__position")[:PROCESSES])
    ProcessVersion.objects.filter(pk__in=[version.pk for version in versions]).update(cycle_years=1, is_local=True)
    copy_rows(
        ProcessUnit, [ProcessUnit(version=v, unit=u, first_year=LAST - YEARS + 1) for v in versions for u in units]
    )
    indicators = {version.process_id: _indicators(version) for version in versions}
    chance, follow_ups, first = random.Random(4), [], next_id(FollowUp)
    for version in versions:
        for unit in units:
            for year in range(LAST - YEARS + 1, LAST + 1):
                row = FollowUp(
                    pk=first + len(follow_ups), version=version, process_id=version.process_id, unit=unit,
                    academic_year=year, owner=chance.choice(owners), cycle_year=year,
                    state=FollowUpState.COLLECTING if year == LAST else FollowUpState.ADOPTED,
                    summary="What we learnt in the year, in a sentence or two. " * 3,
                    search_text=fold_all(version.process.code, version.title_en, unit.code),
                )  # fmt: skip
                follow_ups.append(row)
    copy_rows(FollowUp, follow_ups)
    copy_rows(FollowUpStep, [step for row in follow_ups for step in _steps(row)])
    copy_rows(IndicatorValue, [value for row in follow_ups for value in _values(row, indicators, chance)])
    _seed_actions(follow_ups, owners, chance)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _units() -> list[Unit]:
    root = Unit.objects.first()
    missing = UNITS - Unit.objects.count()
    for number in range(max(0, missing)):
        save_unit(
            Unit(code=f"Q{number:02}", kind=UnitKind.DEPARTMENT, name_en=f"Unit {number}", parent=root), actor=None
        )
    return list(Unit.objects.order_by("pk")[:UNITS])


def _indicators(version: ProcessVersion) -> list[Indicator]:
    return [
        Indicator.objects.create(
            process_id=version.process_id, code=f"bench-{version.process_id}-{number}", name_en=f"Figure {number}",
            kind=IndicatorKind.SHARE, valid_from=2000,
        )
        for number in range(2)
    ]  # fmt: skip


def _steps(row: FollowUp) -> Iterator[FollowUpStep]:
    begins = date(row.academic_year, 9, 1)
    for position, (kind, days) in enumerate(STEPS):
        due = begins + timedelta(days=days)
        done = None if row.academic_year == LAST else due
        yield FollowUpStep(
            follow_up=row, kind=kind, position=position, due_on=due, done_on=done, person_id=row.owner_id
        )


def _values(row: FollowUp, indicators, chance) -> Iterator[IndicatorValue]:
    for indicator in indicators[row.process_id]:
        yield IndicatorValue(
            follow_up=row, indicator=indicator, kind=indicator.kind, number=chance.randint(0, 100), origin="typed"
        )


def _seed_actions(follow_ups: list[FollowUp], owners, chance):
    """A finding for every adopted follow-up, the actions spread over them."""
    adopted = [row for row in follow_ups if row.state == FollowUpState.ADOPTED]
    first = next_id(Finding)
    findings = [
        Finding(pk=first + number, follow_up=row, number=1, text="Evaluations are read too late to be of use.")
        for number, row in enumerate(adopted)
    ]
    copy_rows(Finding, findings)
    actions = []
    for number in range(ACTIONS):
        finding = findings[number % len(findings)]
        row, state = finding.follow_up, chance.choice(STATES)
        title = f"Read the evaluations sooner {number}"
        actions.append(
            Action(
                title=title, finding=finding, follow_up=row, process_id=row.process_id, unit_id=row.unit_id,
                owner=chance.choice(owners), due_on=date(row.academic_year + 1, chance.randint(1, 12), 15),
                state=state, search_text=fold_all(title),
            )
        )  # fmt: skip
    copy_rows(Action, actions)
