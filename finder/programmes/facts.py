"""What the page of a scheme tells: who may go, for how long, what it pays, by the newest call."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.eu_funding import EuFunding
from finder import published
from finder.models import Guideline, SchemeLink
from mobility.enums import Activity, Direction, SchemeCode
from mobility.models import LocalRecommendation, Scheme
from mobility.projects.amounts import ShownRate, shown_rates
from mobility.rules.checks.recommended import words_of
from partners.services import home_institution
from reference.models import CallYearParameter, Source, TravelBand

DAYS_OF_A_MONTH = 30

# The parameters of a call year that hold the shortest and the longest stay; KA171 asks more of staff (KA131-20 to 25).
LENGTHS = {
    Activity.STUDIES: ("student_long_min_days", "student_long_max_days"),
    Activity.TRAINEESHIP: ("student_long_min_days", "student_long_max_days"),
    Activity.SHORT_BLENDED: ("student_short_min_days", "student_short_max_days"),
    Activity.SHORT_DOCTORAL: ("student_short_min_days", "student_short_max_days"),
    Activity.TEACHING: ("staff_ka131_min_days", "staff_max_days"),
    Activity.TRAINING: ("staff_ka131_min_days", "staff_max_days"),
}
STAFF_OF_ICM = "staff_ka171_min_days"

WHO = {
    Activity.STUDIES: gettext_lazy("Bachelor, master and doctoral students who are enrolled with us"),
    Activity.TRAINEESHIP: gettext_lazy("Students of every level, and graduates of the last twelve months"),
    Activity.SHORT_BLENDED: gettext_lazy("Students of every level who cannot go for a term; a part is online"),
    Activity.SHORT_DOCTORAL: gettext_lazy("Doctoral students"),
    Activity.TEACHING: gettext_lazy("Teachers, and people from enterprises who are invited to teach"),
    Activity.TRAINING: gettext_lazy("Teaching and administrative staff: courses, job shadowing"),
}


@dataclass(frozen=True)
class WayToGo:
    """One activity of a scheme: who, how long, and what the university recommends beyond the rules."""

    what: str
    who: str
    length: str
    recommended: list[str]
    url_value: str  # of the grant estimate; empty where nothing can be estimated


@dataclass(frozen=True)
class SchemePage:
    """``call`` is the year whose rules and amounts are shown; None for a scheme without rules of a programme."""

    scheme: Scheme
    call: int | None
    ways: list[WayToGo]
    rates: list[ShownRate]
    bands: list[TravelBand]
    rounds: list
    guidelines: list[Guideline]
    links: list[SchemeLink]
    sources: list[Source]

    @property
    def funding(self) -> EuFunding | None:
        """What says that the Union pays, where a programme of it does (LG-03)."""
        return EuFunding() if self.scheme.rules else None

    @property
    def is_incoming_too(self) -> bool:
        return Direction.INCOMING in self.scheme.directions


def scheme_page(scheme: Scheme) -> SchemePage:
    """In a constant number of queries."""
    call = newest_call() if scheme.rules else None
    limits = limits_of(call) if call else {}
    rates = [rate for rate in shown_rates(call, home_institution().country_id) if _is_of(rate, scheme)] if call else []
    bands = list(TravelBand.objects.in_call(call).order_by("km_from")) if call else []
    named = {code for row in [*(shown.rate for shown in rates), *bands] for code in row.source.split()}
    return SchemePage(
        scheme=scheme,
        call=call,
        ways=[_way(scheme, Activity(code), limits) for code in scheme.activities],
        rates=rates,
        bands=bands,
        rounds=list(published.rounds_of(scheme)),
        guidelines=list(published.guidelines().filter(scheme=scheme)),
        links=list(scheme.links.all()),
        sources=list(Source.objects.filter(code__in=named)),
    )


def newest_call() -> int | None:
    """The last call year whose limits the tables hold."""
    return CallYearParameter.objects.aggregate(last=Max("call_year"))["last"]


def limits_of(call: int) -> dict[str, int]:
    rows = CallYearParameter.objects.filter(call_year=call, value__regex=r"^\d+$")
    return {name: int(value) for name, value in rows.values_list("name", "value")}


def _way(scheme: Scheme, activity: Activity, limits: dict[str, int]) -> WayToGo:
    recommended: Iterable[LocalRecommendation] = LocalRecommendation.objects.none()
    if scheme.rules:
        recommended = LocalRecommendation.objects.filter(rules=scheme.rules, activity=activity)
    return WayToGo(
        what=str(activity.label),
        who=str(WHO[activity]),
        length=_length(scheme, activity, limits),
        recommended=[f"{row.name}: {words_of(row)}" for row in recommended],
        url_value=activity.value if scheme.rules else "",
    )


def _length(scheme: Scheme, activity: Activity, limits: dict[str, int]) -> str:
    """ "2 to 12 months" or "5 to 30 days"; as the agreement says where no programme sets it."""
    least, most = LENGTHS[activity]
    if scheme.rules == SchemeCode.KA171 and activity in Activity.of_staff:
        least = STAFF_OF_ICM
    if least not in limits or most not in limits:
        return _("as the agreement with the partner says")
    first, last = limits[least], limits[most]
    if activity in Activity.long_stays:
        first, last = first // DAYS_OF_A_MONTH, last // DAYS_OF_A_MONTH
        return ngettext("%(first)s to %(last)s month", "%(first)s to %(last)s months", last) % {
            "first": first,
            "last": last,
        }
    return ngettext("%(first)s to %(last)s day", "%(first)s to %(last)s days", last) % {"first": first, "last": last}


def _is_of(shown: ShownRate, scheme: Scheme) -> bool:
    """Amounts of this programme that are paid to people who go from here."""
    rate = shown.rate
    return scheme.rules in rate.scheme.split("|") and (rate.flow == "any" or rate.flow.startswith(Direction.OUTGOING))
