"""How far an approval has come, as the page of the agreement or amendment tells it: who decided, who is next."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.enums import ApprovalState
from agreements.models import Approval, ApprovalRound
from agreements.services.approvals import OUTCOME, why_not
from agreements.subjects import Subject, workflow_of
from agreements.term_names import names_of_terms
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


def progress_of(subject: Subject, user) -> Progress:
    """In two queries at most; one where the subject waits for nobody."""
    rounds = _rounds_of(subject)
    if not rounds:
        return Progress()
    now, *earlier = rounds
    if now.waiting is None:
        return Progress(now, earlier)
    may_decide = type(subject).objects.decidable_by(user).filter(pk=subject.pk).exists()
    return Progress(now, earlier, may_decide, "" if may_decide else why_not(now.waiting, user))


def _rounds_of(subject: Subject) -> list[Round]:
    people = ("round__opened_by", "decided_by", "on_behalf_of")
    steps = subject.approvals.select_related(*people, "unit", "asked_unit").order_by("-round__number", "position")
    rounds: dict[int, Round] = {}
    for step in steps:
        rounds.setdefault(step.round_id, Round(step.round, [])).steps.append(step)
    return list(rounds.values())


def moves_on_page(subject: Subject, user, progress: Progress) -> tuple[list[Move], list[Move]]:
    """The moves ``user`` may make, and apart from them those by which a step that is theirs is decided, way back first.

    Where it waits at a step, only its decider decides, with or without the workflow's own right.
    """
    moves = workflow_of(subject).moves_for(user, subject)
    if progress.now is None or progress.now.waiting is None:
        return moves, []
    beside = [move for move in moves if move.name not in OUTCOME]
    return beside, _decisions(subject) if progress.may_decide else []


def _decisions(subject: Subject) -> list[Move]:
    workflow = workflow_of(subject)
    return [Move(name, workflow.transitions[name], tuple(workflow.unmet(name, subject))) for name in reversed(OUTCOME)]


def words_of(step: Approval) -> str:
    """“Dean, Faculty of Computing”; where nobody has the role there, who is asked instead."""
    words = {"step": step.label, "unit": step.asked_unit}
    asked = _("%(step)s, %(unit)s") % words
    if not step.went_elsewhere:
        return asked
    instead = {"role": step.get_role_display(), "unit": step.unit}
    return asked + " → " + _("%(role)s, %(unit)s") % instead
