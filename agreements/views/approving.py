"""What the pages of agreements and of amendments share about their approval."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.approval_progress import words_of
from agreements.errors import ApprovalStartsAnew
from agreements.services.approvals import OUTCOME, waiting_step, why_not
from agreements.subjects import Subject, states_of
from core.keys import is_key
from core.views.actions import MoveView


class StepMoveView(MoveView):
    """One move of the workflow; what is asked for approval goes from step to step. A room's view gives ``moved``."""

    def moved(self, name: str, note: str, step_seen: int | None):
        """Make the move by the service, and return the row as it is then."""
        raise NotImplementedError

    def prepare(self):
        self.step = waiting_step(self.object)
        super().prepare()

    @property
    def decides_a_step(self) -> bool:
        return self.step is not None and self.move in OUTCOME

    @cached_property
    def is_decider(self) -> bool:
        return self.model.objects.decidable_by(self.request.user).filter(pk=self.object.pk).exists()

    def may_move(self):
        return super().may_move() or (self.decides_a_step and self.is_decider)

    def refusal(self):
        if self.decides_a_step and not self.is_decider:
            return why_not(self.step, self.request.user)
        return super().refusal()

    def step_seen(self) -> int | None:
        """The step the button was drawn for, by its key (``?step=``) or since when it waits (``?asked=``); 0: gone."""
        key, asked = self.request.GET.get("step", ""), self.request.GET.get("asked", "")
        if key:
            return int(key) if is_key(key) else 0
        if not asked or not self.object.approvals.exists():
            return None
        return self.step.pk if self.step and self.step.since.isoformat() == asked else 0

    def perform_move(self, name, note):
        note = note or self.request.POST.get("note", "").strip()
        moved = self.moved(name, note, self.step_seen())
        following = waiting_step(moved)
        if self.decides_a_step and following:
            self.done = _("Approved. Next is: %(step)s.") % {"step": words_of(following)}
        else:
            self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}


# Where the states beside the main line stand on the bar of steps; what is withdrawn stands at its end.
STEP_OF = {"rejected": "in_review", "suspended": "active", "notice_given": "active"}


def steps_of(subject: Subject) -> list[dict]:
    """The main line (``{"label", "is_done", "is_current"}``); a side state stands in the place of its step."""
    states = states_of(subject)
    line, is_withdrawn = list(states.main_line), subject.state == states.WITHDRAWN
    now = len(line) - 1 if is_withdrawn else line.index(STEP_OF.get(subject.state, subject.state))
    return [
        {
            "label": subject.get_state_display() if index == now else states(state).label,
            "is_done": index < now and not is_withdrawn,
            "is_current": index == now,
        }
        for index, state in enumerate(line)
    ]


class AsksForAYes:
    """A page of forms on which a changed term may start the approval anew: it asks first.

    ``brought_up`` is what its approval is about.
    """

    asks_for_a_yes = False  # what was typed starts the approval anew

    @property
    def brought_up(self):
        return self.object

    def with_a_yes(self, write, *args, **kwargs):
        """``write`` with ``starts_approval_anew`` where the person has said yes."""
        try:
            return write(*args, starts_approval_anew="anew" in self.request.POST, **kwargs)
        except ApprovalStartsAnew:
            self.asks_for_a_yes = True
            raise

    def get_context_data(self, **kwargs):
        anew = {"is_being_approved": self.brought_up.is_being_approved, "asks_for_a_yes": self.asks_for_a_yes}
        return super().get_context_data(**anew, **kwargs)
