"""The charts of the pictures, for one reader. ``is_leaving``: into a file, without small groups (LG-09)."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations

from dateutil.relativedelta import relativedelta
from django.db.models import Count
from django.db.models.functions import TruncQuarter
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit
from agreements.models import Agreement
from agreements.pictures.charts import Pictures as AgreementPictures
from core.charts.bars import BarChart, Part
from core.charts.columns import ColumnChart, Group
from core.charts.flows import FlowChart
from core.charts.ties import Node, Tie, TieChart
from core.charts.wheel import WheelChart
from core.charts.world import WorldMap
from core.suppression import suppressed
from insights.home.counting import projects
from insights.home.shown import burn_chart, list_of
from mobility.enums import Direction, MobilityState
from mobility.figures.counts import years_with_stays
from mobility.figures.pictures import Pictures as StayPictures
from mobility.models import Mobility
from networks.models import Network, NetworkMembership
from quality.cycles.grid import grid_of
from quality.cycles.wheel import wheel_of
from quality.models import FollowUp
from reference.academic_years import AcademicYear

QUARTERS = 12
YEARS_OF_FLOWS = 8
YEARS_BACK, YEARS_AHEAD = 2, 5
MOST_NETWORKS = 16
SHARED_LEAST = 1


def world(user, *, is_leaving: bool) -> WorldMap | None:
    """Agreements in force by the partners' countries; agreements name nobody."""
    in_force = Agreement.objects.visible_to(user).in_force()
    chart = AgreementPictures(in_force, in_force, QueryDict("force=today")).countries()
    return chart if chart.places else None


def ends(user, *, is_leaving: bool) -> ColumnChart | None:
    """Agreements in force whose last day lies in the coming quarters."""
    today = timezone.localdate()
    first = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)
    ending = Agreement.objects.visible_to(user).in_force().order_by().annotate(quarter=TruncQuarter("ends_on"))
    counts = dict(ending.values_list("quarter").annotate(Count("pk")))
    groups = []
    for place in range(QUARTERS):
        start, after = first + relativedelta(months=3 * place), first + relativedelta(months=3 * place + 3)
        count = counts.get(start, 0)
        url = list_of("agreements:agreement_list", force="today", ends_from=start, ends_before=after)
        label = _("Q%(quarter)s %(year)s") % {"quarter": (start.month + 2) // 3, "year": start.year}
        groups.append(Group(label, (Part(count, url),), is_now=place == 0))
    return ColumnChart(
        title=_title_of_ends(groups),
        first_heading=_("Quarter"),
        kinds=[_("Last day of agreements in force")],
        groups=groups,
        remark=_("Those that renew by themselves are among them."),
    )


def _title_of_ends(groups: list[Group]) -> str:
    most = max(groups, key=lambda group: group.parts[0].count)
    count = most.parts[0].count
    if not count:
        return _("No agreement ends in the next three years")
    words = ngettext("%(count)s agreement ends in %(quarter)s", "Most end in %(quarter)s: %(count)s agreements", count)
    return words % {"count": count, "quarter": most.label}


def flows_out(user, *, is_leaving: bool, **about) -> FlowChart | None:
    return _flows(user, Direction.OUTGOING, is_leaving=is_leaving, **about)


def flows_in(user, *, is_leaving: bool, **about) -> FlowChart | None:
    return _flows(user, Direction.INCOMING, is_leaving=is_leaving, **about)


def years_of_flows() -> list[int]:
    """Of the newest years in which anybody went or came, the oldest first."""
    return sorted(years_with_stays()[:YEARS_OF_FLOWS])


def _flows(
    user, direction: Direction, *, is_leaving: bool, year: int | None = None, unit: Unit | None = None
) -> FlowChart | None:
    """Of ``year`` (else the newest in which anybody went), between units and countries.

    ``unit``: of it and all below it alone. Never what leaves the house: two files, of a whole and of its part, would
    tell together what each of them hides.
    """
    years = years_of_flows()
    if not years or (is_leaving and unit):
        return None
    year = year or years[-1]
    stays = Mobility.objects.visible_to(user).filter(academic_year=year, state__in=MobilityState.went)
    stays = stays.filter(unit__in=Unit.objects.within([unit.path])) if unit else stays
    query = QueryDict(mutable=True)
    query.setlist("state", list(MobilityState.went))
    query["year"] = str(year)
    chart = StayPictures(stays, query).flows(direction)
    chart = without_small(chart) if is_leaving else chart
    words = {"year": AcademicYear(year), "finding": chart.title}
    return replace(chart, title=_("%(year)s: %(finding)s") % words) if chart.flows else None


def without_small(chart: FlowChart) -> FlowChart:
    """Only flows that tell of nobody, even to who knows how many there are of each unit and each country."""
    sources = sorted({flow.source for flow in chart.flows})
    targets = sorted({flow.target for flow in chart.flows})
    counts: Counter = Counter()
    for flow in chart.flows:
        counts[flow.source, flow.target] += flow.count
    shown = suppressed([[counts[source, target] for target in targets] for source in sources]).cells
    kept = [flow for flow in chart.flows if shown[sources.index(flow.source)][targets.index(flow.target)] is not None]
    words = {"count": len(chart.flows) - len(kept), "all": len(chart.flows)}
    remark = _("Left out are %(count)s of %(all)s flows: fewer than five people, or what would tell their number.")
    largest = max(kept, key=lambda flow: flow.count, default=None)
    title = _("The largest flow: %(source)s – %(target)s, %(count)s") % vars(largest) if largest else ""
    return FlowChart(title, chart.source_heading, chart.target_heading, chart.counted, kept, remark % words)


def networks(user, *, is_leaving: bool) -> TieChart | None:
    """Networks with members of today, and how many members two of them share."""
    members = defaultdict(set)
    current = NetworkMembership.objects.visible_to(user).current().of_partners()
    for network, institution in current.values_list("network", "institution"):
        members[network].add(institution)
    largest = sorted(members, key=lambda network: (-len(members[network]), network))[:MOST_NETWORKS]
    known = Network.objects.visible_to(user).in_bulk(largest)
    keys = [key for key in largest if key in known]
    nodes = [Node(key, known[key].name, len(members[key]), known[key].get_absolute_url()) for key in keys]
    ties = [
        Tie(first, second, shared)
        for first, second in combinations(keys, 2)
        if (shared := len(members[first] & members[second])) >= SHARED_LEAST
    ]
    if not nodes:
        return None
    return TieChart(
        title=_title_of_networks(nodes, ties),
        first_heading=_("Network"),
        counted=_("Members"),
        shared=_("Members they share"),
        nodes=nodes,
        ties=ties,
        remark=_("Partners that are members today; we ourselves are not counted."),
    )


def _title_of_networks(nodes: list[Node], ties: list[Tie]) -> str:
    if not ties:
        return _("No two networks share a member")
    names = {node.key: node.label for node in nodes}
    most = max(ties, key=lambda tie: tie.count)
    words = {"first": names[most.first], "second": names[most.second], "count": most.count}
    return _("Most members are shared by %(first)s and %(second)s: %(count)s") % words


def wheel(user, *, is_leaving: bool) -> WheelChart | None:
    """The cycles of quality: which processes come round in which year."""
    now = AcademicYear.current().first_year
    years = list(range(now - YEARS_BACK, now + YEARS_AHEAD + 1))
    grid = grid_of(FollowUp.objects.visible_to(user).filter(academic_year__in=years), years, with_empty=False)
    return wheel_of(grid, QueryDict()) if grid.count else None


def burn(user, *, is_leaving: bool) -> BarChart | None:
    """Paid, promised and free of running grant projects: sums of money."""
    return burn_chart({"projects": projects(user)})
