"""The pictures of the register: each title states what is found, each number leads to the list it counts."""

from collections.abc import Callable
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import AgreementKind, AgreementState
from agreements.filters import every_field
from agreements.pictures import counts
from agreements.querysets import AgreementQuerySet
from core.addresses import address_with
from core.charts.bars import Bar, BarChart, Part
from core.charts.columns import ColumnChart, Group
from core.charts.world import Place, WorldMap
from reference.models import Country

YEARS_BACK, YEARS_AHEAD = 5, 8
STAGES = {
    "in force": AgreementState.in_force,
    "prepared": (*AgreementState.unfinished, "signed"),
    "stopped": ("suspended", *AgreementState.over),
}


class Pictures:
    """The pictures of ``agreements``; ``query`` is the address of the list that shows the same ones.

    ``with_past`` are the same with those that are over, for the picture of years gone by.
    """

    def __init__(self, agreements: AgreementQuerySet, with_past: AgreementQuerySet, query: QueryDict):
        self.agreements = agreements
        self.with_past = with_past
        self.query = query

    def years(self, today: date) -> ColumnChart:
        first, last = today.year - YEARS_BACK, today.year + YEARS_AHEAD
        begins = counts.by_year(self.with_past, "starts_on", first, last)
        ends = counts.by_year(self.with_past, "ends_on", first, last)
        groups = [
            Group(
                str(year),
                (
                    Part(begins.get(year, 0), self._year("starts", year)),
                    Part(ends.get(year, 0), self._year("ends", year)),
                ),
                is_now=year == today.year,
            )
            for year in range(first, last + 1)
        ]
        return ColumnChart(
            title=_title_of_years({year: ends.get(year, 0) for year in range(today.year + 1, last + 1)}),
            first_heading=_("Year"),
            kinds=[_("begin"), _("end")],
            groups=groups,
            remark=_("Years from %(first)s to %(last)s, ended agreements among them.") % {"first": first, "last": last},
        )

    def countries(self) -> WorldMap:
        counted = counts.by_country(self.agreements)
        countries = Country.objects.in_bulk([code for code, _count in counted])
        places = [
            Place(
                country.iso_numeric,
                country.name,
                count,
                float(country.latitude),
                float(country.longitude),
                self._list(country=code),
            )
            for code, count in counted
            if (country := countries.get(code))
        ]
        return WorldMap(
            title=_title_of_countries(places),
            first_heading=_("Country"),
            counted=_("Agreements"),
            places=places,
            remark=_("An agreement with partners in two countries counts in both."),
        )

    def kinds(self) -> BarChart:
        counted = counts.by_kind_and_state(self.agreements)

        def bar(kind: AgreementKind) -> Bar:
            parts = [
                Part(sum(counted[kind, state] for state in states), self._list(kind=kind.value, state=list(states)))
                for states in STAGES.values()
            ]
            return Bar(kind.short, parts, self._list(kind=kind.value))

        bars = sorted((bar(kind) for kind in AgreementKind), key=lambda row: -row.count)
        bars = [row for row in bars if row.count]
        return BarChart(
            title=_title_of_largest(bars, _("No agreements of any kind"), _most_are),
            first_heading=_("Kind"),
            kinds=[_("in force"), _("being prepared or signed"), _("suspended or over")],
            bars=bars,
        )

    def fields(self) -> BarChart:
        names = dict(every_field())
        bars = [
            Bar(_words_of_field(names.get(code, code)), [Part(count, self._list(field=code))], self._list(field=code))
            for code, count in counts.by_broad_field(self.agreements)
        ]
        missing = counts.without_a_field(self.agreements)
        return BarChart(
            title=_title_of_largest(bars, _("No conditions name a field yet"), _most_in),
            first_heading=_("Field"),
            kinds=[_("Agreements")],
            bars=bars,
            remark=ngettext(
                "%(count)s agreement names no field. One with several broad fields counts in each.",
                "%(count)s agreements name no field. One with several broad fields counts in each.",
                missing,
            )
            % {"count": missing},
        )

    def _list(self, **filters) -> str:
        return address_with(self.query, path=reverse("agreements:agreement_list"), without=["page", "sort"], **filters)

    def _year(self, day: str, year: int) -> str:
        span = {f"{day}_from": date(year, 1, 1), f"{day}_before": date(year + 1, 1, 1)}
        return self._list(ended="shown", **span)


def _title_of_years(ends: dict[int, int]) -> str:
    year = max(ends, key=lambda each: ends[each])
    if not ends[year]:
        return _("No agreement has a last day in the years to come")
    return ngettext(
        "%(count)s agreement ends in %(year)s, the most in a year to come",
        "%(count)s agreements end in %(year)s, the most in a year to come",
        ends[year],
    ) % {"count": ends[year], "year": year}


def _title_of_countries(places: list[Place]) -> str:
    if not places:
        return _("No partner country yet")
    words = {"country": places[0].label, "count": places[0].count, "countries": len(places)}
    if len(places) == 1:
        return _("All with %(country)s") % words
    return _("Partners in %(countries)s countries, most with %(country)s: %(count)s") % words


def _title_of_largest(bars: list[Bar], none: str, words: Callable[[Bar], str]) -> str:
    return words(max(bars, key=lambda bar: bar.count)) if bars else none


def _most_are(bar: Bar) -> str:
    return _("The most frequent kind: %(kind)s, %(count)s") % {"kind": bar.label, "count": bar.count}


def _most_in(bar: Bar) -> str:
    return _("The most frequent field: %(field)s, %(count)s") % {"field": bar.label, "count": bar.count}


def _words_of_field(name: str) -> str:
    return name.partition(" · ")[0]
