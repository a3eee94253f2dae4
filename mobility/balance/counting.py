"""The balance of exchange in semester-equivalents (AG-13): who came less who went, over the years.

Two students of one semester are one student of a full year. Only studies under balanced schemes count: no staff, no
traineeships, no short stays; from the acceptance on, unless the stay fell through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest

from accounts.models import Unit
from agreements.enums import MobilityKind
from agreements.models import Agreement, Condition
from mobility.balance.enums import BalanceBy, BalanceLevel
from mobility.enums import Activity, Direction, Term
from mobility.models import BalanceThreshold, Mobility
from mobility.querysets import VIEW
from reference.academic_years import AcademicYear

LONG = Decimal(6)  # months a head from which an agreed place is one of a full year
JUDGED = (BalanceBy.PARTNER, BalanceBy.AGREEMENT)  # a country or a unit has no counterpart to even out with
COUNTRY = Coalesce("partner__country", "host_country")
GROUPS: dict[str, dict] = {
    BalanceBy.PARTNER: {"key": F("partner"), "label": F("partner__name")},
    BalanceBy.AGREEMENT: {"key": F("agreement"), "label": F("agreement__title")},
    BalanceBy.COUNTRY: {"key": COUNTRY, "label": COUNTRY},
    BalanceBy.UNIT: {"key": F("unit"), "label": F("unit__name_en")},
    BalanceBy.YEAR: {"key": F("academic_year"), "label": F("academic_year")},
}


@dataclass(frozen=True)
class BalanceRow:
    """Semesters of those who came and went; ``quota`` are those agreed on in the same years, 0 where not known."""

    key: int | str
    label: str | int
    came: int
    went: int
    years: int
    quota: int = 0
    level: BalanceLevel | None = None

    @property
    def balance(self) -> int:
        """Above zero where more came."""
        return self.came - self.went

    @property
    def academic_year(self) -> AcademicYear:
        """Of a row by year."""
        return AcademicYear(int(self.key))


def counted_stays(user) -> QuerySet:
    """What the balance counts for ``user``: figures of every agreement they may read, and of their own units' stays.

    Whom the stays are of is in no figure, so that a department sees the balance of an agreement of the whole house.
    """
    if not user.is_authenticated or not user.has_perm(VIEW):
        return Mobility.objects.none()
    mine = Q(unit__in=Unit.objects.where(user, VIEW))
    of_agreements = Q(agreement__in=Agreement.objects.visible_to(user))
    return balanced(Mobility.objects.filter(mine | of_agreements))


def balanced(stays: QuerySet) -> QuerySet:
    """Those of ``stays`` that the balance counts."""
    return stays.taking_a_place().filter(scheme__is_balanced=True, activity=Activity.STUDIES)


def balance_by(stays: QuerySet, by: BalanceBy) -> list[BalanceRow]:
    """A row for each group of ``stays`` that has any semesters, the farthest from balance first. One query.

    Agreements carry what is agreed on in the years counted; agreements and partners, how grave the balance is.
    """
    group = GROUPS[by]
    keys = stays.exclude(**{f"{by}__isnull": True}) if by in JUDGED else stays
    rows = (
        keys.order_by()
        .values(group_key=group["key"], group_label=group["label"])
        .annotate(
            came=Coalesce(Sum(semesters(), filter=Q(direction=Direction.INCOMING)), 0),
            went=Coalesce(Sum(semesters(), filter=Q(direction=Direction.OUTGOING)), 0),
            years=Count("academic_year", distinct=True),
        )
        .filter(Q(came__gt=0) | Q(went__gt=0))
    )
    if by == BalanceBy.AGREEMENT:
        rows = rows.annotate(quota=_agreed())
    read = list(rows)
    judge = judging() if read and by in JUDGED else None
    found = [_row(row, judge) for row in read]
    if by == BalanceBy.YEAR:
        return sorted(found, key=lambda row: row.key)
    return sorted(found, key=lambda row: (-abs(row.balance), str(row.label)))


def semesters() -> Case:
    """A stay in semester-equivalents, by its term."""
    return Case(
        *(When(term=term.value, then=Value(term.semesters)) for term in Term if term.semesters),
        default=Value(0),
        output_field=IntegerField(),
    )


def _row(row: dict, judge: Callable[[int, int], BalanceLevel | None] | None) -> BalanceRow:
    quota = (row.get("quota") or 0) * row["years"]
    level = judge(row["came"] - row["went"], quota) if judge else None
    return BalanceRow(row["group_key"], row["group_label"], row["came"], row["went"], row["years"], quota, level)


def judging() -> Callable[[int, int], BalanceLevel | None]:
    """How grave a balance is, given what is agreed: the gravest threshold it reaches, None below all (AG-13).

    A share of what is agreed counts only from the first threshold on: one student of an agreement of two is no worry.
    """
    thresholds = sorted(BalanceThreshold.objects.all(), key=lambda row: row.semesters)
    least = thresholds[0].semesters if thresholds else 0

    def judge(balance: int, quota: int) -> BalanceLevel | None:
        off, found = abs(balance), None
        for row in thresholds:
            by_share = row.share_of_quota and quota and off >= least and off * 100 >= quota * row.share_of_quota
            if off >= row.semesters or by_share:
                found = BalanceLevel(row.level)
        return found

    return judge


def _agreed() -> Greatest:
    """Semesters a year that the conditions of an agreement agree on: of the direction in which there are more."""
    a_head = Case(
        When(total_months__gt=F("people_per_year") * Value(LONG), then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    conditions = Condition.objects.filter(agreement=OuterRef("agreement"), kind=MobilityKind.STUDENT_STUDIES).order_by()

    def of(side: str) -> Coalesce:
        rows = conditions.filter(**{f"{side}__erasmus_code": settings.HOME_INSTITUTION}).values("agreement")
        summed = rows.annotate(all=Sum(F("people_per_year") * a_head)).values("all")
        return Coalesce(Subquery(summed, output_field=IntegerField()), 0)

    return Greatest(of("sender"), of("receiver"))
