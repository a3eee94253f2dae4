"""Key figures of exchange under agreements: balance (KPI-07), places (KPI-11) and credits (KPI-12)."""

from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.enums import AgreementState
from agreements.models import Condition
from insights.kpis.divisions import Division, words_of_agreements
from insights.kpis.measures import VIEW_STAYS, Measure
from insights.kpis.scope import Measured, Scope
from mobility.balance.counting import balanced, semesters
from mobility.enums import Direction
from mobility.learning.enums import VersionState
from mobility.models import ComponentResult, Mobility
from mobility.stays.filters import years
from reference.academic_years import AcademicYear

STAY, PROGRAMME = "component__version__agreement__mobility", "application__programme"


def exchanged(scope: Scope):
    """Stays that the balance counts, of the year and of every year before it."""
    return balanced(scope.within(Mobility.objects.all())).filter(academic_year__lte=scope.year)


def balance(scope: Scope) -> Measured:
    stays = exchanged(scope)
    sums = stays.aggregate(
        came=Sum(semesters(), filter=Q(direction=Direction.INCOMING), default=0),
        went=Sum(semesters(), filter=Q(direction=Direction.OUTGOING), default=0),
    )
    return Measured(Decimal(sums["came"] - sums["went"]), groups=(stays.count(),))


def balance_page(scope: Scope) -> str:
    """The balance by agreement, over the same years."""
    counted = (year for year, _words in years() if int(year) <= scope.year)
    unit = [] if scope.unit.parent_id is None else [("unit", scope.unit.pk)]
    query = urlencode([("by", "agreement"), *unit, *(("year", year) for year in counted)])
    return f"{reverse('mobility:balance')}?{query}"


def agreed_places(scope: Scope):
    """Outgoing conditions with a number, of agreements that hold at some day of the year (DESIGN §5)."""
    year, home = AcademicYear(scope.year), Q(sender__erasmus_code=settings.HOME_INSTITUTION)
    holds = Q(agreement__starts_on__isnull=True) | Q(agreement__starts_on__lte=year.ends_on)
    not_over = Q(agreement__ends_on__gte=year.starts_on) | (
        Q(agreement__ends_on__isnull=True) & ~Q(agreement__state=AgreementState.ENDED)
    )
    begun = Q(first_year__isnull=True) | Q(first_year__lte=scope.year)
    not_ended = Q(last_year__isnull=True) | Q(last_year__gte=scope.year)
    conditions = Condition.objects.filter(
        home, holds, not_over, begun, not_ended, agreement__state__in=AgreementState.concluded
    )
    return scope.within(conditions, "agreement__responsible_unit").filter(people_per_year__isnull=False)


def taken_places(scope: Scope):
    stays = Mobility.objects.taking_a_place().filter(academic_year=scope.year, direction=Direction.OUTGOING)
    return stays.filter(condition__in=agreed_places(scope).order_by().values("pk"))


def use_of_places(scope: Scope) -> Measured:
    agreed = agreed_places(scope).aggregate(all=Sum("people_per_year", default=0))["all"]
    taken = taken_places(scope).count()
    return Measured(Decimal(taken), Decimal(agreed), (taken,))


def places_by_agreement(scope: Scope) -> dict[int, Measured]:
    agreed = dict(agreed_places(scope).order_by().values_list("agreement").annotate(Sum("people_per_year")))
    taken = dict(taken_places(scope).order_by().values_list("condition__agreement").annotate(Count("pk")))
    return {
        key: Measured(Decimal(taken.get(key, 0)), Decimal(places), (taken.get(key, 0),))
        for key, places in agreed.items()
    }


def with_results(scope: Scope):
    """Outgoing stays of the year with a result from the transcript."""
    stays = scope.within(Mobility.objects.all()).filter(academic_year=scope.year, direction=Direction.OUTGOING)
    return stays.filter(pk__in=results_of(stays).order_by().values(STAY))


def results_of(stays):
    return ComponentResult.objects.filter(
        component__version__agreement__mobility__in=stays, component__version__state__in=VersionState.valid
    )


def recognised(scope: Scope) -> Measured:
    stays = with_results(scope)
    sums = results_of(stays.order_by().values("pk")).aggregate(
        earned=Sum("ects_earned", default=0), counted=Sum("ects_recognised", default=0)
    )
    return Measured(Decimal(sums["counted"]), Decimal(sums["earned"]), (stays.count(),))


def credits_by_programme(scope: Scope) -> dict[str | None, Measured]:
    """By the programme of the application; who came without one, or named none, is one part."""
    stays = with_results(scope).order_by()
    found = results_of(stays.values("pk")).values_list(f"{STAY}__{PROGRAMME}")
    sums = found.annotate(Sum("ects_recognised"), Sum("ects_earned"), Count(STAY, distinct=True))
    parts: dict[str | None, Measured] = {}
    for programme, *counted in sums:
        before = parts.get(programme or None, Measured(Decimal(0), Decimal(0), (0,)))
        recognised, earned, people = (each or 0 for each in counted)
        whole = (before.whole or 0) + earned
        parts[programme or None] = Measured(before.counted + recognised, whole, (before.groups[0] + people,))
    return parts


BY_AGREEMENT = Division(
    "agreement",
    _("By agreement"),
    _("Agreement"),
    "condition__agreement",
    words_of_agreements,
    parts=places_by_agreement,
)
BY_PROGRAMME = Division(
    "programme",
    _("By programme"),
    _("Programme"),
    PROGRAMME,
    lambda keys: {key: key for key in keys},
    gathered=lambda keys: {key: key or None for key in keys},
    parts=credits_by_programme,
)
MEASURES = (
    Measure(
        "KPI-07",
        balance,
        _("Studies under balanced schemes, from the acceptance on (AG-13); above nought more came than went."),
        measured_in=ngettext_lazy("semester", "semesters"),
        page=balance_page,
        right=VIEW_STAYS,
    ),
    Measure(
        "KPI-11",
        use_of_places,
        _("Places of conditions with a number, by the unit responsible for the agreement; taken from acceptance on."),
        rows=taken_places,
        divisions=(BY_AGREEMENT,),
        right=VIEW_STAYS,
    ),
    Measure(
        "KPI-12",
        recognised,
        _("By the results noted on learning agreements; a stay without a transcript is not in it."),
        measured_in=ngettext_lazy("ECTS credit", "ECTS credits"),
        rows=with_results,
        divisions=(BY_PROGRAMME,),
        right=VIEW_STAYS,
    ),
)
