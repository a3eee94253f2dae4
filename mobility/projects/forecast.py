"""What a project has promised, paid and left, line by line of its budget, from the grants as calculated."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, DecimalField, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from mobility.enums import Activity, MobilityState
from mobility.grants.enums import LineKind
from mobility.models import BudgetLine, GrantLine, GrantPayment, GrantProject, Mobility
from mobility.projects.enums import BudgetPurpose
from mobility.projects.organisation import Tier, organisational_support
from mobility.rules.book import RuleBook

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
TRAVELS = (LineKind.TRAVEL, LineKind.GREEN)


class Key(NamedTuple):
    """Where in the budget an amount belongs; "" where nothing is divided by it."""

    purpose: str
    direction: str
    country: str


@dataclass(frozen=True)
class LineForecast:
    """One line of the budget, in euro; ``line`` is None for what is promised though the budget has no line for it.

    ``paid`` is the share of the payments that falls on it: a payment is made for a stay, not for a line.
    """

    line: BudgetLine | None
    key: Key
    granted: Decimal = NOTHING
    moved: Decimal = NOTHING
    committed: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def label(self) -> str:
        return str(self.line or BudgetPurpose(self.key.purpose).label)

    @property
    def held(self) -> Decimal:
        """What the line holds after transfers."""
        return self.granted + self.moved

    @property
    def free(self) -> Decimal:
        """What nobody was promised; below zero where more was promised than is there."""
        return self.held - self.committed

    @property
    def is_overdrawn(self) -> bool:
        return self.free < 0


class Forecast:
    """The budget of ``project`` against its stays, accepted or further.

    Without ``shows_inclusion`` inclusion support, and travel that is paid for the same reason, is left out of lines
    and total alike: who gets it is the office's to know (LG-08), and a small sum would tell.
    """

    def __init__(self, project: GrantProject, *, shows_inclusion: bool):
        self.project = project
        self.shows_inclusion = shows_inclusion
        self.left_out = () if shows_inclusion else (BudgetPurpose.INCLUSION,)
        self.book = RuleBook.of_call(project.call_year)
        self.stays = Mobility.objects.filter(project=project).taking_a_place()

    @cached_property
    def budget(self) -> list[BudgetLine]:
        moved = {
            name: Coalesce(
                Subquery(
                    BudgetLine.objects.filter(pk=OuterRef("pk"))
                    .values("pk")
                    .annotate(all=Sum(f"{name}__amount"))
                    .values("all")
                ),
                NOTHING,
            )
            for name in ("moved_in", "moved_out")
        }
        lines = self.project.budget_lines.exclude(purpose__in=self.left_out).select_related("country")
        return list(lines.annotate(added=moved["moved_in"], taken=moved["moved_out"]))

    @cached_property
    def promised(self) -> dict[Key, tuple[Decimal, Decimal]]:
        """(committed, paid) of each place in the budget."""
        paid = GrantPayment.objects.filter(mobility=OuterRef("calculation__mobility")).order_by()
        of_stay = Subquery(paid.values("mobility").annotate(all=Sum("amount")).values("all"))
        share = Coalesce(of_stay, NOTHING) * F("amount") / F("calculation__total")
        lines = GrantLine.objects.filter(
            calculation__is_current=True, calculation__total__gt=0, calculation__mobility__in=self.stays
        )
        rows = (
            (lines if self.shows_inclusion else lines.filter(is_sensitive=False))
            .order_by()
            .values(
                "kind",
                activity=F("calculation__mobility__activity"),
                direction=F("calculation__mobility__direction"),
                country=Coalesce("calculation__mobility__partner__country", "calculation__mobility__host_country"),
            )
            .annotate(committed=Sum("amount"), paid=Sum(share, output_field=DecimalField()))
        )
        found: dict[Key, tuple[Decimal, Decimal]] = defaultdict(lambda: (NOTHING, NOTHING))
        for row in rows.exclude(kind__in=self.left_out):
            key = Key(_purpose(row["kind"], row["activity"]), row["direction"], row["country"])
            committed, so_far = found[key]
            found[key] = (committed + row["committed"], so_far + row["paid"])
        return dict(found)

    @cached_property
    def lines(self) -> list[LineForecast]:
        """The lines of the budget, and after them what is promised without one."""
        shares: dict[int | Key, list[tuple[Decimal, Decimal]]] = defaultdict(list)
        for key, amounts in self._expected().items():
            line = best_line(self.budget, key)
            shares[line.pk if line else Key(key.purpose, "", "")].append(amounts)
        known = [
            self._line(line, Key(line.purpose, line.direction, line.country_id or ""), shares.pop(line.pk, []))
            for line in self.budget
        ]
        return [*known, *(self._line(None, key, amounts) for key, amounts in shares.items())]

    def _expected(self) -> dict[Key, tuple[Decimal, Decimal]]:
        support = sum((tier.amount for tier in self.support), NOTHING)
        organisation = {Key(BudgetPurpose.ORGANISATION, "", ""): (support, NOTHING)} if support else {}
        return self.promised | organisation

    @staticmethod
    def _line(line: BudgetLine | None, key: Key, amounts: list[tuple[Decimal, Decimal]]) -> LineForecast:
        committed = sum((one for one, _paid in amounts), NOTHING)
        paid = sum((paid for _one, paid in amounts), NOTHING).quantize(CENT)
        if line is None:
            return LineForecast(None, key, committed=committed, paid=paid)
        return LineForecast(line, key, line.granted, line.added - line.taken, committed, paid)

    @cached_property
    def total(self) -> LineForecast:
        parts = {
            name: sum((getattr(line, name) for line in self.lines), NOTHING)
            for name in ("granted", "moved", "committed", "paid")
        }
        return LineForecast(None, Key(BudgetPurpose.OTHER, "", ""), **parts)

    @cached_property
    def people(self) -> dict[str, int]:
        """How many stays take a place, how many are nominated for one, and how many the budget has places for."""
        states = dict(
            Mobility.objects.filter(project=self.project).order_by().values_list("state").annotate(Count("pk"))
        )
        return {
            "taken": sum(count for state, count in states.items() if state in MobilityState.takes_place),
            "asked": states.get(MobilityState.NOMINATED, 0),
            "granted": sum(line.places or 0 for line in self.budget),
        }

    @cached_property
    def support(self) -> list[Tier]:
        return organisational_support(self.project, self.people["taken"], self.book)


def best_line(budget: list[BudgetLine], key: Key) -> BudgetLine | None:
    """The line of the purpose that says most of ``key`` and nothing against it."""
    fitting = [
        line
        for line in budget
        if line.purpose == key.purpose
        and line.direction in {"", key.direction}
        and (line.country_id or "") in {"", key.country}
    ]
    return max(fitting, key=lambda line: (bool(line.country_id), bool(line.direction)), default=None)


def _purpose(kind: str, activity: str) -> str:
    if kind in TRAVELS:
        return BudgetPurpose.TRAVEL
    if kind == LineKind.INCLUSION:
        return BudgetPurpose.INCLUSION
    return BudgetPurpose.STAFF if activity in Activity.of_staff else BudgetPurpose.STUDENTS
