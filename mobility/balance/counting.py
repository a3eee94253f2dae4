"""The balance of exchange in semester-equivalents (AG-13): who came less who went, over the years.

Two students of one semester are one student of a full year. Only studies under balanced schemes count: no staff, no
traineeships, no short stays; from the acceptance on, unless the stay fell through.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import Abs, Coalesce

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
GROUPS: dict[str, F | Coalesce] = {
    BalanceBy.PARTNER: F("partner"),
    BalanceBy.AGREEMENT: F("agreement"),
    BalanceBy.COUNTRY: COUNTRY,
    BalanceBy.UNIT: F("unit"),
    BalanceBy.YEAR: F("academic_year"),
}


@dataclass(frozen=True)
class BalanceRow:
    """Semesters of those who came and went.

    Of an agreement also ``years``, in which there were any, and ``quota``, the semesters agreed on in those years: 0
    where not known.
    """

    key: int | str
    came: int
    went: int
    years: int = 1
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
    if user.rights.everywhere(VIEW):
        return balanced(Mobility.objects.all())
    mine = Q(unit__in=Unit.objects.where(user, VIEW))
    of_agreements = Q(agreement__in=Agreement.objects.visible_to(user))
    return balanced(Mobility.objects.filter(mine | of_agreements))


def balanced(stays: QuerySet) -> QuerySet:
    """Those of ``stays`` that the balance counts."""
    return stays.taking_a_place().filter(scheme__is_balanced=True, activity=Activity.STUDIES)


def groups_of(stays: QuerySet, by: BalanceBy) -> QuerySet:
    """A group (``group_key``, ``came``, ``went``) for each partner, agreement … of ``stays`` that has any semesters.

    The farthest from balance comes first; years come in their order.
    """
    groups = (
        (stays.exclude(**{f"{by}__isnull": True}) if by in JUDGED else stays)
        .order_by()
        .values(group_key=GROUPS[by])
        .annotate(
            came=Coalesce(Sum(semesters(), filter=Q(direction=Direction.INCOMING)), 0),
            went=Coalesce(Sum(semesters(), filter=Q(direction=Direction.OUTGOING)), 0),
        )
        .filter(Q(came__gt=0) | Q(went__gt=0))
    )
    if by == BalanceBy.YEAR:
        return groups.order_by("group_key")
    return groups.annotate(off=Abs(F("came") - F("went"))).order_by("-off", "group_key")


def balance_by(stays: QuerySet, by: BalanceBy) -> list[BalanceRow]:
    """Every group in its order. One query, beside that for what agreements agree on and that for the thresholds.

    Agreements and partners carry how grave the balance is.
    """
    return part_of_balance(stays, by, slice(None))[0]


def part_of_balance(stays: QuerySet, by: BalanceBy, part: slice) -> tuple[list[BalanceRow], int]:
    """Those of the groups that stand in ``part``, and how many there are in all: 0 where ``part`` lies beyond them."""
    groups = groups_of(stays, by).annotate(total=Window(Count("*")))
    if by == BalanceBy.AGREEMENT:
        groups = groups.annotate(years=Count("academic_year", distinct=True))
    rows = list(groups[part])
    judge = judging() if rows and by in JUDGED else None
    agreed = semesters_agreed([row["group_key"] for row in rows]) if by == BalanceBy.AGREEMENT else {}
    return [_row(row, agreed, judge) for row in rows], rows[0]["total"] if rows else 0


def semesters() -> Case:
    """A stay in semester-equivalents, by its term."""
    return Case(
        *(When(term=term.value, then=Value(term.semesters)) for term in Term if term.semesters),
        default=Value(0),
        output_field=IntegerField(),
    )


def _row(row: dict, agreed: dict[int, int], judge: Callable[[int, int], BalanceLevel | None] | None) -> BalanceRow:
    years = row.get("years", 1)
    quota = agreed.get(row["group_key"], 0) * years
    level = judge(row["came"] - row["went"], quota) if judge else None
    return BalanceRow(row["group_key"], row["came"], row["went"], years, quota, level)


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


def semesters_agreed(agreements: Collection[int]) -> dict[int, int]:
    """Semesters a year that the conditions of each agreement agree on: of the direction in which there are more."""
    a_head = Case(
        When(total_months__gt=F("people_per_year") * Value(LONG), then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    agreed = F("people_per_year") * a_head
    home = settings.HOME_INSTITUTION
    rows = (
        Condition.objects.filter(agreement__in=agreements, kind=MobilityKind.STUDENT_STUDIES)
        .order_by()
        .values("agreement")
        .annotate(
            going=Coalesce(Sum(agreed, filter=Q(sender__erasmus_code=home)), 0),
            coming=Coalesce(Sum(agreed, filter=Q(receiver__erasmus_code=home)), 0),
        )
    )
    return {row["agreement"]: max(row["going"], row["coming"]) for row in rows}
