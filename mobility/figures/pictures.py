"""Flows and destinations in pictures: each title states what is found, each number leads to the stays it counts."""

from collections import Counter

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit
from core.addresses import address_with
from core.charts.flows import Flow, FlowChart
from core.charts.world import Place, WorldMap
from mobility.enums import Direction
from mobility.figures.counts import with_country
from reference.models import Country

MOST_ENDS = 12  # at either side; the others are drawn together


class Pictures:
    """The pictures of ``stays``; ``query`` is the address of the list that shows the same ones."""

    def __init__(self, stays, query: QueryDict):
        self.query = query
        counted = with_country(stays).values_list("direction", "unit", "land")
        self.cells = list(counted.annotate(stays=Count("pk")))
        self.countries = Country.objects.in_bulk({land for _way, _unit, land, _count in self.cells})
        self.units = Unit.objects.in_bulk({unit for _way, unit, _land, _count in self.cells})

    def flows(self, direction: Direction) -> FlowChart:
        """Between our units and the countries, one way."""
        cells = [(unit, land, count) for way, unit, land, count in self.cells if way == direction]
        units = _largest(Counter(), [(unit, count) for unit, _land, count in cells])
        lands = _largest(Counter(), [(land, count) for _unit, land, count in cells])
        merged: Counter[tuple] = Counter()
        for unit, land, count in cells:
            merged[unit if unit in units else None, land if land in lands else None] += count
        is_out = direction == Direction.OUTGOING
        flows = [self._flow(direction, unit, land, count) for (unit, land), count in merged.most_common()]
        return FlowChart(
            title=self._title(direction, lands, sum(merged.values())),
            source_heading=_("Unit") if is_out else _("Country"),
            target_heading=_("Country") if is_out else _("Unit"),
            counted=_("Stays"),
            flows=flows,
            remark=_("The %(count)s largest at either side have a place of their own.") % {"count": MOST_ENDS},
        )

    def destinations(self) -> WorldMap:
        counts: Counter[str] = Counter()
        for _way, _unit, land, count in self.cells:
            counts[land] += count
        places = [
            Place(
                country.iso_numeric,
                country.name,
                count,
                float(country.latitude),
                float(country.longitude),
                self._list(country=code),
            )
            for code, count in counts.most_common()
            if (country := self.countries.get(code))
        ]
        return WorldMap(title=_title_of_map(places), first_heading=_("Country"), counted=_("Stays"), places=places)

    def _flow(self, direction: Direction, unit, land, count: int) -> Flow:
        words_of_unit = str(self.units[unit]) if unit in self.units else _("Other units")
        words_of_land = self.countries[land].name if land in self.countries else _("Other countries")
        is_whole = unit is not None and land is not None
        url = self._list(direction=direction.value, unit=unit, country=land) if is_whole else ""
        ends = (words_of_unit, words_of_land) if direction == Direction.OUTGOING else (words_of_land, words_of_unit)
        return Flow(*ends, count, url)

    def _list(self, **filters) -> str:
        return address_with(self.query, path=reverse("mobility:mobility_list"), without=["page", "sort"], **filters)

    def _title(self, direction: Direction, lands: list, count: int) -> str:
        if not count:
            return _("Nobody goes out") if direction == Direction.OUTGOING else _("Nobody comes in")
        words = {"count": count, "country": self.countries[lands[0]].name}
        if direction == Direction.OUTGOING:
            title = ngettext(
                "%(count)s stay abroad, in %(country)s", "%(count)s stays abroad, most in %(country)s", count
            )
        else:
            title = ngettext(
                "%(count)s stay here, from %(country)s", "%(count)s stays here, most from %(country)s", count
            )
        return title % words


def _largest(counts: Counter, rows: list[tuple]) -> list:
    for key, count in rows:
        counts[key] += count
    return [key for key, _count in counts.most_common(MOST_ENDS)]


def _title_of_map(places: list[Place]) -> str:
    if not places:
        return _("No country yet")
    words = {"country": places[0].label, "count": places[0].count, "countries": len(places)}
    if len(places) == 1:
        return _("All stays are with %(country)s") % words
    return _("Stays with %(countries)s countries, most with %(country)s: %(count)s") % words
