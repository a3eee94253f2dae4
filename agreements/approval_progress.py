"""How far the approval of an agreement has come, as its page tells it: who decided, who is next, what came before."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.enums import ApprovalState
from agreements.models import Agreement, Approval, ApprovalRound
from agreements.services.approvals import OUTCOME, why_not
from agreements.term_names import names_of_terms
from agreements.workflow import agreement_workflow
from core.workflow import Move


@dataclass(frozen=True)
class Round:
    """One round with its steps in order."""

    row: ApprovalRound
    steps: list[Approval]

    @property
    def asked(self) -> list[Approval]:
        """The steps somebody was or will be asked for."""
        return [step for step in self.steps if not step.is_skipped]

    @property
    def waiting(self) -> Approval | None:
        return next((step for step in self.steps if step.is_waiting), None)

    @property
    def following(self) -> Approval | None:
        return next((step for step in self.steps if step.state == ApprovalState.COMING), None)

    @property
    def last_decided(self) -> Approval | None:
        return next((step for step in reversed(self.steps) if step.is_decided), None)

    @property
    def sent_back(self) -> Approval | None:
        return next((step for step in self.steps if step.state == ApprovalState.SENT_BACK), None)

    @property
    def changed_words(self) -> str:
        return ", ".join(names_of_terms(self.row.changed_terms))


@dataclass(frozen=True)
class Progress:
    """The newest round, the earlier ones (newest first), and whether the reader decides now."""

    now: Round | None = None
    earlier: list[Round] = field(default_factory=list)
    may_decide: bool = False
    why_not: str = ""

    @property
    def sent_back(self) -> Approval | None:
        """The step at which the newest round was sent back."""
        return self.now.sent_back if self.now else None


def progress_of(agreement: Agreement, user) -> Progress:
    """In two queries at most; one where the agreement waits for nobody."""
    rounds = _rounds_of(agreement)
    if not rounds:
        return Progress()
    now, *earlier = rounds
    if now.waiting is None:
        return Progress(now, earlier)
    may_decide = Agreement.objects.decidable_by(user).filter(pk=agreement.pk).exists()
    return Progress(now, earlier, may_decide, "" if may_decide else why_not(now.waiting, user))


def _rounds_of(agreement: Agreement) -> list[Round]:
    people = ("round__opened_by", "decided_by", "on_behalf_of")
    steps = agreement.approvals.select_related(*people, "unit", "asked_unit").order_by("-round__number", "position")
    rounds: dict[int, Round] = {}
    for step in steps:
        rounds.setdefault(step.round_id, Round(step.round, [])).steps.append(step)
    return list(rounds.values())


def moves_on_page(agreement: Agreement, user, progress: Progress) -> tuple[list[Move], list[Move]]:
    """The moves ``user`` may make, and apart from them those by which a step that is theirs is decided, way back first.

    Where it waits at a step, only its decider decides, with or without the workflow's own right.
    """
    moves = agreement_workflow.moves_for(user, agreement)
    if progress.now is None or progress.now.waiting is None:
        return moves, []
    beside = [move for move in moves if move.name not in OUTCOME]
    return beside, _decisions(agreement) if progress.may_decide else []


def _decisions(agreement: Agreement) -> list[Move]:
    rules = agreement_workflow.transitions
    return [Move(name, rules[name], tuple(agreement_workflow.unmet(name, agreement))) for name in reversed(OUTCOME)]


def words_of(step: Approval) -> str:
    """“Dean, Faculty of Computing”; where nobody has the role there, who is asked instead."""
    words = {"step": step.label, "unit": step.asked_unit}
    asked = _("%(step)s, %(unit)s") % words
    if not step.went_elsewhere:
        return asked
    instead = {"role": step.get_role_display(), "unit": step.unit}
    return asked + " → " + _("%(role)s, %(unit)s") % instead
