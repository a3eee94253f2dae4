"""What a transfer crosses on its way through the budget, and what the scheme says to it (ICM-07, ICM-08)."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from core.money import in_euro
from mobility.models import BudgetLine, BudgetTransfer, GrantProject, TransferLimit
from mobility.projects.enums import BudgetPurpose, Crossing
from mobility.rules.book import RuleBook


@dataclass
class Verdict:
    """``refusals`` stop a transfer; ``remarks`` are told to whoever makes it; ``limits`` are the rows behind them."""

    refusals: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    limits: list[TransferLimit] = field(default_factory=list)


def judge(transfer: BudgetTransfer, project: GrantProject) -> Verdict:
    """What stands against ``transfer``, not saved yet, and what is to be kept in mind.

    What the tables do not know is not refused: it is said to be unknown.
    """
    verdict = Verdict()
    held = amount_of(transfer.source)
    if transfer.amount > held:
        words = {"line": transfer.source, "held": in_euro(held)}
        verdict.refusals.append(_("“%(line)s” holds %(held)s: no more can be moved out of it.") % words)
    known = {limit.crossing: limit for limit in TransferLimit.objects.filter(rules=project.scheme.rules)}
    for crossing in crossings(transfer.source, transfer.target, RuleBook.of_call(project.call_year)):
        limit = known.get(crossing)
        if limit is None:
            words = {"crossing": crossing.label, "scheme": project.scheme}
            verdict.remarks.append(_("%(crossing)s: what %(scheme)s permits is not in the tables.") % words)
        else:
            verdict.limits.append(limit)
            _apply(limit, transfer, project, verdict)
    return verdict


def _apply(limit: TransferLimit, transfer: BudgetTransfer, project: GrantProject, verdict: Verdict):
    if transfer.amended_on:
        return
    if limit.asks_agency and not transfer.agency_asked_on:
        verdict.refusals.append(_("%(limit)s Give the day.") % {"limit": limit.sentence})
    if limit.share is None:
        return
    most = granted_to(project) * limit.share / 100
    moved = moved_across(Crossing(limit.crossing), project) + transfer.amount
    words = {"moved": in_euro(moved), "most": in_euro(most)}
    if moved > most:
        sentence = _("With this, %(moved)s would be moved, and %(most)s may be.")
        verdict.refusals.append(f"{limit.sentence} {sentence % words}")
    else:
        verdict.remarks.append(_("%(moved)s of at most %(most)s are moved then.") % words)


def crossings(source: BudgetLine, target: BudgetLine, book: RuleBook | None) -> list[Crossing]:
    """Every border of the budget between the two lines."""
    crossed = []
    if source.purpose != target.purpose:
        is_organisation = BudgetPurpose.ORGANISATION in {source.purpose, target.purpose}
        crossed.append(Crossing.ORGANISATION if is_organisation else Crossing.ACTIVITY)
    if source.direction != target.direction:
        crossed.append(Crossing.DIRECTION)
    if source.country_id != target.country_id:
        crossed.append(Crossing.COUNTRY if _in_one_region(source, target, book) else Crossing.REGION)
    return crossed


def _in_one_region(source: BudgetLine, target: BudgetLine, book: RuleBook | None) -> bool:
    if book is None or source.country_id is None or target.country_id is None:
        return False
    one, other = book.status(source.country_id), book.status(target.country_id)
    return one is not None and other is not None and one.region is not None and one.region == other.region


def moved_across(crossing: Crossing, project: GrantProject) -> Decimal:
    """Euro moved across the border so far, there and back counted together, without what an amendment allowed."""
    made = BudgetTransfer.objects.filter(source__project=project, amended_on__isnull=True)
    book = RuleBook.of_call(project.call_year)
    return sum(
        (
            each.amount
            for each in made.select_related("source", "target")
            if crossing in crossings(each.source, each.target, book)
        ),
        Decimal(0),
    )


def granted_to(project: GrantProject) -> Decimal:
    """The whole grant, in euro."""
    return project.budget_lines.aggregate(total=Sum("granted"))["total"] or Decimal(0)


def amount_of(line: BudgetLine) -> Decimal:
    """What the line holds now: granted, and moved in and out since."""
    moved_in = line.moved_in.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    moved_out = line.moved_out.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    return line.granted + moved_in - moved_out
