"""A network's members in pictures: where they are, and how many there were in each year."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts.bars import Part
from core.charts.columns import ColumnChart, Group
from core.charts.world import Place, WorldMap
from networks.models import Network
from reference.models import Country

MOST_YEARS = 20


def countries_of(network: Network, user) -> WorldMap:
    """Members of today by country; each number leads to the members it counts."""
    rows = network.memberships.current().values_list("institution__country").annotate(found=Count("pk"))
    counts = Counter(dict(rows.order_by()))
    countries = Country.objects.in_bulk(list(counts))
    listed = reverse("networks:member_list", args=[network.pk])
    places = [
        Place(
            country.iso_numeric,
            country.name,
            count,
            float(country.latitude),
            float(country.longitude),
            f"{listed}?when=now&country={code}",
        )
        for code, count in counts.most_common()
        if (country := countries.get(code))
    ]
    return WorldMap(
        title=_title_of_map(network, places), first_heading=_("Country"), counted=_("Members"), places=places
    )


def _title_of_map(network: Network, places: list[Place]) -> str:
    if not places:
        return _("Nobody is a member of %(network)s today") % {"network": network}
    words = ngettext(
        "The members of %(network)s are in %(count)s country, most of them in %(country)s",
        "The members of %(network)s are in %(count)s countries, most of them in %(country)s",
        len(places),
    )
    return words % {"network": network, "count": len(places), "country": places[0].label}


def years_of(network: Network, on: date | None = None) -> ColumnChart | None:
    """How many were members on the last day of each year, today for this one; None where nobody knows since when.

    Members whose first day is not known are counted in no year: the remark says how many they are.
    """
    on = on or timezone.localdate()
    dated = network.memberships.filter(since__isnull=False)
    first = dated.order_by("since").values_list("since__year", flat=True).first()
    if first is None or first > on.year:
        return None
    years = range(max(first, on.year - MOST_YEARS + 1), on.year + 1)
    days = {year: min(date(year, 12, 31), on) for year in years}
    held = {
        f"year_{year}": Count("pk", filter=Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day)))
        for year, day in days.items()
    }
    counts = dated.aggregate(**held)
    groups = [Group(str(year), (Part(counts[f"year_{year}"]),), is_now=year == on.year) for year in years]
    undated = network.memberships.filter(since__isnull=True).current(on).count()
    return ColumnChart(
        title=_title_of_years(groups),
        first_heading=_("Year"),
        kinds=(_("Members at the end of the year"),),
        groups=groups,
        remark=_undated(undated),
    )


def _title_of_years(groups: list[Group]) -> str:
    first, last = groups[0], groups[-1]
    before, now = first.parts[0].count, last.parts[0].count
    words = {"before": before, "now": now, "year": first.label}
    if before == now:
        return _("As many members now as in %(year)s: %(now)s") % words
    if now > before:
        return _("Grown from %(before)s members in %(year)s to %(now)s now") % words
    return _("Down from %(before)s members in %(year)s to %(now)s now") % words


def _undated(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(count)s member of today is left out: nobody knows since when it belongs to the network.",
        "%(count)s members of today are left out: nobody knows since when they belong to the network.",
        count,
    )
    return words % {"count": count}
