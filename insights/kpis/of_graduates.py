"""KPI-01 to KPI-03: the same share of graduates, held against three targets. The portal has no rows of graduates."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from insights.enums import NumberKind
from insights.kpis.measures import Measure, Measured, Scope
from insights.numbers.reading import people_in
from insights.querysets import CHANGE_NUMBERS


def graduates_abroad(scope: Scope) -> Measured | None:
    """None unless both numbers are entered."""
    whole = people_in(NumberKind.GRADUATES, scope.unit, scope.year)
    counted = people_in(NumberKind.GRADUATES_ABROAD, scope.unit, scope.year)
    if whole is None or counted is None:
        return None
    return Measured(Decimal(counted), Decimal(whole), (counted, whole - counted))


MEASURES = tuple(
    Measure(
        code,
        graduates_abroad,
        _("From the numbers of graduates that are entered or imported: who graduates is not in the portal."),
        right=CHANGE_NUMBERS,
    )
    for code in ("KPI-01", "KPI-02", "KPI-03")
)
