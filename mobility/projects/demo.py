"""The demonstration's grant projects: one in each state, with budgets as an agency would grant them."""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from mobility.enums import ProjectState
from mobility.models import GrantProject, Scheme
from mobility.projects.services import begin_project, move_project, save_budget_line, transfer

KA131_LINES = (("students", 165_000, 62), ("staff", 28_000, 24), ("travel", 31_500, None), ("inclusion", 9_000, None))
ICM_LINES = (("students", "incoming", 46_800, 12), ("students", "outgoing", 14_000, 5), ("staff", "incoming", 9_100, 6))
ICM_COUNTRIES = ("AL", "BA")


def build_projects(today: date) -> list[GrantProject]:
    """The running ones first. Projects of call N begin on 1 June N and run for 26 months (W07)."""
    officer = User.objects.get(email=demo_email("officer"))
    newest = today.year if today.month >= 6 else today.year - 1
    newer = move_project(_project(officer, "ka131", newest, 301_412), "grant", actor=officer)
    older = move_project(_project(officer, "ka131", newest - 1, 214_655), "grant", actor=officer)
    icm = move_project(_project(officer, "icm", newest - 1, 220_318, months=36), "grant", actor=officer)
    _project(officer, "ka131", newest + 1, 399_001)
    for each in (newer, older):
        _grant_ka131(each, officer)
    _grant_icm(icm, officer)
    return [newer, older, icm]


def _project(officer: User, scheme: str, call: int, serial: int, *, months: int = 26) -> GrantProject:
    begun = date(call, 6, 1)
    code = {"ka131": "KA131", "icm": "KA171"}[scheme]
    return begin_project(
        actor=officer,
        scheme=Scheme.objects.get(code=scheme),
        call_year=call,
        number=f"{call}-1-SE01-{code}-HED-{serial:09}",
        title={"ka131": f"Mobility within Europe {call}", "icm": f"Western Balkans {call}"}[scheme],
        starts_on=begun,
        ends_on=begun + relativedelta(months=months, days=-1),
        unit=Unit.objects.get(code="BTH"),
        coordinator=officer,
    )


def _grant_ka131(project: GrantProject, officer: User):
    lines = {
        purpose: save_budget_line(
            project, actor=officer, purpose=purpose, granted=Decimal(granted), places=places, direction="outgoing"
        )
        for purpose, granted, places in KA131_LINES
    }
    save_budget_line(project, actor=officer, purpose="organisation", granted=Decimal(31_000))
    if project.state == ProjectState.RUNNING and project.call_year % 2:
        transfer(
            project,
            actor=officer,
            source=lines["staff"],
            target=lines["students"],
            amount=Decimal(4_500),
            reason="Fewer teachers and more students applied than planned",
        )


def _grant_icm(project: GrantProject, officer: User):
    for country in ICM_COUNTRIES:
        for purpose, direction, granted, places in ICM_LINES:
            save_budget_line(
                project,
                actor=officer,
                purpose=purpose,
                direction=direction,
                country_id=country,
                granted=Decimal(granted),
                places=places,
            )
    save_budget_line(project, actor=officer, purpose="travel", granted=Decimal(12_200))
