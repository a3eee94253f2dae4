"""The balance in words: what rows are called, where they lead, and the finding over the picture."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit
from agreements.models import Agreement
from core.charts.bars import Part
from core.charts.columns import ColumnChart, Group
from mobility.balance.counting import BalanceRow
from mobility.balance.enums import BalanceBy
from partners.models import Institution
from reference.academic_years import AcademicYear
from reference.models import Country

FILTER_OF = {
    BalanceBy.PARTNER: "partner",
    BalanceBy.AGREEMENT: "agreement",
    BalanceBy.COUNTRY: "country",
    BalanceBy.UNIT: "unit",
    BalanceBy.YEAR: "year",
}


def labels_of(rows: Sequence[BalanceRow], by: BalanceBy) -> dict:
    """What each row is called in the reader's language, by its key; at most one query."""
    keys = [row.key for row in rows]
    if by == BalanceBy.COUNTRY:
        return {key: country.name for key, country in Country.objects.in_bulk(keys).items()}
    if by == BalanceBy.UNIT:
        return {key: unit.name for key, unit in Unit.objects.in_bulk(keys).items()}
    if by == BalanceBy.YEAR:
        return {key: str(AcademicYear(key)) for key in keys}
    model, name = (Institution, "name") if by == BalanceBy.PARTNER else (Agreement, "title")
    return dict(model._base_manager.filter(pk__in=keys).values_list("pk", name))


def stays_url(row: BalanceRow, by: BalanceBy) -> str:
    """The stays that a row counts, as far as the reader may see them, and others under the same filter."""
    return f"{reverse('mobility:mobility_list')}?{FILTER_OF[by]}={row.key}&activity=student-studies"


def words_of(balance: int) -> str:
    """“+3 semesters”: above zero where more came."""
    if balance == 0:
        return _("in balance")
    sign = "+" if balance > 0 else "−"
    words = ngettext("%(sign)s%(count)d semester", "%(sign)s%(count)d semesters", abs(balance))
    return words % {"sign": sign, "count": abs(balance)}


def years_chart(rows: Sequence[BalanceRow]) -> ColumnChart:
    """In and out by academic year."""
    groups = [Group(str(AcademicYear(int(row.key))), (Part(row.came), Part(row.went))) for row in rows]
    return ColumnChart(
        title=finding(rows),
        first_heading=_("Academic year"),
        kinds=[_("semesters of those who came"), _("semesters of those who went")],
        groups=groups,
        remark=_("Studies under balanced schemes, from the acceptance on; two semesters are a full year."),
    )


def finding(rows: Sequence[BalanceRow]) -> str:
    came, went = sum(row.came for row in rows), sum(row.went for row in rows)
    if came == went:
        return _("As many semesters came as went")
    off = abs(came - went)
    if came > went:
        words = ngettext("%(count)d more semester came than went", "%(count)d more semesters came than went", off)
    else:
        words = ngettext("%(count)d more semester went than came", "%(count)d more semesters went than came", off)
    return words % {"count": off}
