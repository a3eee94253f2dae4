"""The home's numbers in words, each with the address of the list that shows as many rows."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit
from agreements.enums import AgreementKind, Turn
from core.charts.bars import Bar, BarChart, Part
from core.charts.columns import ColumnChart, Group
from mobility.enums import Direction, MobilityState
from mobility.models import GrantProject
from quality.models import Action
from quality.querysets import VIEW as VIEW_QUALITY
from reference.academic_years import AcademicYear
from reference.models import Country

COUNTRIES_SHOWN = 8


@dataclass(frozen=True)
class Number:
    """A count with its words; ``tone`` where it asks for something to be done."""

    count: int
    label: str
    url: str
    tone: str = ""
    detail: str = ""


def list_of(url_name: str, **filters) -> str:
    return f"{reverse(url_name)}?{urlencode(filters, doseq=True)}"


def agreements_in_force(**filters) -> str:
    return list_of("agreements:agreement_list", force="today", **filters)


def waiting(numbers: dict) -> list[Number]:
    """What asks for a decision or an answer."""
    found, year = numbers["agreements"], AcademicYear.current().first_year
    undecided, turns = found["undecided"], found["waiting"]
    shown = [
        _undecided(undecided["6"], "6", _("end within 6 months, undecided"), "bad"),
        _undecided(undecided["12"], "12", _("end within 12 months, undecided"), "warn"),
        Number(
            turns[Turn.OURS],
            ngettext("agreement waits for us", "agreements wait for us", turns[Turn.OURS]),
            list_of("agreements:agreement_list", turn=Turn.OURS.value),
        ),
        Number(
            turns[Turn.PARTNER],
            ngettext("agreement waits for a partner", "agreements wait for a partner", turns[Turn.PARTNER]),
            list_of("agreements:agreement_list", turn=Turn.PARTNER.value),
        ),
        Number(
            turns["in_review"],
            ngettext("agreement in review", "agreements in review", turns["in_review"]),
            list_of("agreements:agreement_list", state="in_review"),
        ),
    ]
    if places := numbers.get("places"):
        url = reverse("insights:kpi_rows", args=["KPI-11"]) + f"?year={year}"
        detail = _("of %(agreed)s agreed in %(year)s") % {
            "agreed": number_format(places["agreed"], force_grouping=True),
            "year": AcademicYear(year),
        }
        shown.append(
            Number(places["taken"], ngettext("place taken", "places taken", places["taken"]), url, detail=detail)
        )
    if "balance" in numbers:
        shown.append(_balance(numbers["balance"], year))
    return shown


def _undecided(count: int, months: str, label: str, tone: str) -> Number:
    url = list_of("agreements:agreement_list", undecided=months)
    return Number(count, label, url, tone if count else "ok")


def _balance(sums: dict, year: int) -> Number:
    came, went = sums["came"], sums["went"]
    detail = _("%(came)s in, %(went)s out in %(year)s") % {"came": came, "went": went, "year": AcademicYear(year)}
    return Number(came - went, _("semesters in balance"), list_of("mobility:balance", year=year), detail=detail)


def overdue_actions(user) -> Number | None:
    """Counted for the person: whose action it is, is among what they see of quality."""
    if not user.has_perm(VIEW_QUALITY):
        return None
    count = Action.objects.visible_to(user).to_do().overdue().count()
    return Number(
        count,
        ngettext("action overdue", "actions overdue", count),
        list_of("quality:action_list", due="overdue"),
        "bad" if count else "ok",
    )


def kinds_chart(numbers: dict) -> BarChart:
    counted = numbers["agreements"]["by_kind"]
    bars = [
        _bar(kind.short, counted[kind.value], agreements_in_force(kind=kind.value))
        for kind in sorted(AgreementKind, key=lambda kind: -counted.get(kind.value, 0))
        if counted.get(kind.value)
    ]
    return _chart(bars, _("Kind"), _("Most in force are: %(label)s, %(count)s"))


def countries_chart(numbers: dict) -> BarChart:
    counted = numbers["agreements"]["by_country"]
    countries = Country.objects.in_bulk([code for code, _count in counted[:COUNTRIES_SHOWN]])
    bars = [
        _bar(countries[code].name, count, agreements_in_force(country=code))
        for code, count in counted[:COUNTRIES_SHOWN]
        if code in countries
    ]
    more = len(counted) - len(bars)
    remark = ngettext("%(count)s more country", "%(count)s more countries", more) % {"count": more} if more > 0 else ""
    return _chart(bars, _("Country"), _("Most are with %(label)s: %(count)s"), remark)


def units_chart(numbers: dict) -> BarChart:
    counted = numbers["agreements"]["by_unit"]
    units = Unit.objects.in_bulk([key for key, _count in counted])
    bars = [_bar(units[key].name, count, agreements_in_force(unit=key)) for key, count in counted if key in units]
    remark = _("An agreement that concerns several units counts in each; those of the whole university in none.")
    return _chart(bars, _("Unit"), _("Most concern %(label)s: %(count)s"), remark)


def _bar(label: str, count: int, url: str) -> Bar:
    return Bar(label, [Part(count, url)], url)


def _chart(bars: list[Bar], heading: str, finding: str, remark: str = "") -> BarChart:
    largest = bars[0] if bars else None
    title = finding % {"label": largest.label, "count": largest.count} if largest else _("No agreement is in force")
    return BarChart(title=title, first_heading=heading, kinds=[_("Agreements")], bars=bars, remark=remark)


def mobility_chart(numbers: dict) -> ColumnChart | None:
    """In and out over ten years; None for who may not see any stay."""
    if "mobility" not in numbers:
        return None
    rows = numbers["mobility"]
    groups = [
        Group(
            str(AcademicYear(year)),
            (Part(came, _stays(year, Direction.INCOMING)), Part(went, _stays(year, Direction.OUTGOING))),
            is_now=year == AcademicYear.current().first_year,
        )
        for year, came, went in rows
    ]
    return ColumnChart(
        title=_title_of_mobility(rows),
        first_heading=_("Academic year"),
        kinds=[_("came"), _("went")],
        groups=groups,
        remark=_("Stays under way, completed, closed or interrupted."),
    )


def _stays(year: int, direction: Direction) -> str:
    return list_of("mobility:mobility_list", year=year, direction=direction.value, state=list(MobilityState.went))


def _title_of_mobility(rows: list) -> str:
    most = max(rows, key=lambda row: row[1] + row[2])
    if not most[1] + most[2]:
        return _("Nobody came or went in ten years")
    words = {"year": AcademicYear(most[0]), "came": most[1], "went": most[2]}
    return _("Most came and went in %(year)s: %(came)s in, %(went)s out") % words


def burn_chart(numbers: dict) -> BarChart | None:
    """Paid, promised and free of each running project; None without any."""
    budgets = numbers.get("projects", {}).get("budgets", [])
    if not budgets:
        return None
    known = set(GrantProject.objects.filter(pk__in=[row["pk"] for row in budgets]).values_list("pk", flat=True))
    bars = [
        Bar(
            row["number"],
            [Part(row["paid"]), Part(row["promised"]), Part(row["free"])],
            reverse("mobility:project_detail", args=[row["pk"]]),
        )
        for row in budgets
        if row["pk"] in known
    ]
    held = sum(row["paid"] + row["promised"] + row["free"] for row in budgets)
    used = sum(row["paid"] + row["promised"] for row in budgets)
    share = round(100 * used / held) if held else 0
    return BarChart(
        title=_("%(share)s per cent of the running budgets are promised") % {"share": share},
        first_heading=_("Project"),
        kinds=[_("paid (€)"), _("promised, not paid yet (€)"), _("free (€)")],
        bars=bars,
    )
