"""By what key figures can be divided beside unit and year, where their definitions name it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import UnitKind
from accounts.models import Unit, User
from agreements.enums import AgreementKind
from agreements.models import Agreement
from insights.kpis.scope import Measured, Scope
from mobility.enums import Activity
from reference.models import Country


@dataclass(frozen=True)
class Division:
    """By the values of ``field`` of the counted rows, among those that ``only`` leaves; ``words`` are theirs by value.

    A row with several values stands at each of them. ``gathered`` says which values make one part. ``parts`` measures
    where counting rows is not enough; ``page`` is the address of the rows of all parts where the portal has no rows.
    Of the parts of a ``coarser`` division each of these parts is one, so that the two are hidden together.
    """

    name: str
    label: str | Promise
    part_label: str | Promise
    field: str
    words: Callable[[Iterable[Any]], dict[Any, str]]
    only: Q | None = None
    gathered: Callable[[Iterable[Any]], dict[Any, Any]] = lambda keys: {key: key for key in keys}
    parts: Callable[[Scope], dict[Any, Measured]] | None = None
    page: Callable[[Scope, User], str] | None = None
    coarser: str = ""

    def among(self, rows: QuerySet) -> QuerySet:
        return (rows.filter(self.only) if self.only else rows).order_by()

    def rows_at(self, rows: QuerySet, part: Any) -> QuerySet:
        """Those of ``rows`` that ``part`` counts."""
        among = self.among(rows)
        values = set(among.values_list(self.field, flat=True))
        whole = self.gathered(values)
        mine = [value for value in values if whole.get(value) == part]
        is_mine = Q(**{f"{self.field}__in": [value for value in mine if value is not None]})
        return among.filter(is_mine | Q(**{f"{self.field}__isnull": True}) if None in mine else is_mine)


def faculties_of(keys: Iterable[Any]) -> dict[Any, int]:
    """Of each unit the faculty it lies in, else the unit itself."""
    faculties = dict(Unit.objects.filter(kind=UnitKind.FACULTY).values_list("path", "pk"))
    units = Unit.objects.in_bulk([key for key in keys if key is not None])
    return {
        key: next((faculty for path, faculty in faculties.items() if unit.path.startswith(path)), key)
        for key, unit in units.items()
    }


def words_of_agreements(keys: Iterable[Any]) -> dict[Any, str]:
    """The title, and the partner where the title does not say it: agreements are often called alike."""
    rows = Agreement.objects.filter(pk__in=list(keys)).for_list()
    return {row.pk: row.title if row.partner_name in row.title else f"{row.title} · {row.partner_name}" for row in rows}


BY_KIND = Division(
    "kind", _("By kind"), _("Kind"), "kind", lambda keys: {key: AgreementKind(key).short for key in keys}
)
BY_COUNTRY = Division(
    "country",
    _("By country"),
    _("Country"),
    "parties__institution__country",
    lambda keys: {key: country.name for key, country in Country.objects.in_bulk(list(keys)).items()},
    only=Q(parties__is_home=False),
)
BY_FACULTY = Division(
    "faculty",
    _("By faculty responsible"),
    _("Faculty"),
    "responsible_unit",
    lambda keys: {key: unit.name for key, unit in Unit.objects.in_bulk(list(keys)).items()},
    gathered=faculties_of,
)
BY_COORDINATOR = Division(
    "coordinator",
    _("By coordinator"),
    _("Coordinator"),
    "coordinator",
    lambda keys: {key: str(person) for key, person in User.objects.in_bulk(list(keys)).items()},
)
BY_ACTIVITY = Division(
    "activity",
    _("By activity"),
    _("Activity"),
    "activity",
    lambda keys: {key: str(Activity(key).label) for key in keys},
)
