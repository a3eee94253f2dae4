"""KPI-01 to KPI-03: the same share of graduates, held against three targets. The portal has no rows of graduates."""

from collections import Counter
from decimal import Decimal
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from insights.enums import DIVIDED, DividedBy, NumberKind
from insights.kpis.divisions import Division
from insights.kpis.measures import Measure
from insights.kpis.scope import Measured, Scope
from insights.models.parts import words_of_part
from insights.numbers.reading import parts_in, people_in
from insights.querysets import CHANGE_NUMBERS


def graduates_abroad(scope: Scope) -> Measured | None:
    """None unless both numbers are entered."""
    whole = people_in(NumberKind.GRADUATES, scope.unit, scope.year)
    counted = people_in(NumberKind.GRADUATES_ABROAD, scope.unit, scope.year)
    if whole is None or counted is None:
        return None
    return Measured(Decimal(counted), Decimal(whole), (counted, whole - counted))


def words_of_parts(divided_by: str, parts) -> dict[str, str]:
    return {part: words_of_part(divided_by, part) for part in parts}


def graduates_by(way: DividedBy):
    """By part, where both numbers are entered of it."""

    def parts(scope: Scope) -> dict[str, Measured]:
        whole = parts_in(NumberKind.GRADUATES, scope.unit, scope.year, way) or Counter()
        counted = parts_in(NumberKind.GRADUATES_ABROAD, scope.unit, scope.year, way) or Counter()
        return {
            part: Measured(Decimal(counted[part]), Decimal(of), (counted[part], max(of - counted[part], 0)))
            for part, of in whole.items()
            if part in counted
        }

    return parts


def numbers_page(way: DividedBy):
    """The numbers entered of a year and everything below a unit, for those who may read them."""

    def page(scope: Scope, user: User) -> str:
        if not user.rights.everywhere(CHANGE_NUMBERS):
            return ""
        units = (
            [] if scope.unit.parent_id is None else Unit.objects.within([scope.unit.path]).values_list("pk", flat=True)
        )
        about = [("year", scope.year), ("divided_by", way.value), *(("unit", key) for key in units)]
        return f"{reverse('insights:number_list')}?{urlencode([*about, *(('kind', kind.value) for kind in DIVIDED)])}"

    return page


DIVISIONS = tuple(
    Division(
        way.value,
        label,
        way.label,
        "part",
        partial(words_of_parts, way.value),
        parts=graduates_by(way),
        page=numbers_page(way),
        coarser=coarser,
    )
    for way, label, coarser in (
        (DividedBy.LEVEL, _("By level"), ""),
        (DividedBy.PROGRAMME, _("By programme"), DividedBy.LEVEL.value),
        (DividedBy.GENDER, _("By gender"), ""),
    )
)
MEASURES = tuple(
    Measure(
        code,
        graduates_abroad,
        _("From the numbers of graduates that are entered or imported: who graduates is not in the portal."),
        right=CHANGE_NUMBERS,
        divisions=DIVISIONS if code == "KPI-01" else (),
    )
    for code in ("KPI-01", "KPI-02", "KPI-03")
)
