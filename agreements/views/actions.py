"""What happens to an agreement at one press of a button."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.approval_progress import words_of
from agreements.enums import Turn
from agreements.models import Agreement
from agreements.services.agreements import move_agreement, pass_turn, publish_agreement
from agreements.services.approvals import OUTCOME, waiting_step, why_not
from agreements.services.renewals import renew_agreement
from agreements.workflow import agreement_workflow
from core.errors import PortalError
from core.views.actions import ActionView, MoveView


class AgreementMoveView(MoveView):
    """``/agreements/7/approve/``: one move of the workflow. What is asked for approval goes from step to step."""

    model = Agreement
    workflow = agreement_workflow

    def prepare(self):
        self.step = waiting_step(self.object)
        super().prepare()

    @property
    def decides_a_step(self) -> bool:
        return self.step is not None and self.move in OUTCOME

    @cached_property
    def is_decider(self) -> bool:
        return Agreement.objects.decidable_by(self.request.user).filter(pk=self.object.pk).exists()

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
            return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
        if not asked or not self.object.approvals.exists():
            return None
        return self.step.pk if self.step and self.step.since.isoformat() == asked else 0

    def perform_move(self, name, note):
        note = note or self.request.POST.get("note", "").strip()
        moved = move_agreement(self.object, name, actor=self.request.user, note=note, step_seen=self.step_seen())
        following = waiting_step(moved)
        if self.decides_a_step and following:
            self.done = _("Approved. Next is: %(step)s.") % {"step": words_of(following)}
        else:
            self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}


class AgreementPublishView(ActionView):
    model = Agreement
    object_right = "agreements.publish_agreement"
    done = gettext_lazy("Its public facts are on the public site now, as long as it is concluded.")

    def perform(self, note):
        publish_agreement(self.object, actor=self.request.user, is_published=True)


class AgreementUnpublishView(ActionView):
    model = Agreement
    object_right = "agreements.publish_agreement"
    done = gettext_lazy("It is off the public site.")

    def perform(self, note):
        publish_agreement(self.object, actor=self.request.user, is_published=False)


class AgreementTurnView(ActionView):
    """Notes who has to act next; ``turn`` is one of ``Turn`` or empty."""

    model = Agreement
    object_right = "agreements.change_agreement"
    done = gettext_lazy("Noted.")

    def perform(self, note):
        turn = self.request.POST.get("turn", "")
        if turn not in ("", *Turn.values):
            raise PortalError(_("Choose whose turn it is."))
        pass_turn(self.object, actor=self.request.user, turn=turn)


class AgreementRenewView(ActionView):
    """Makes the draft that follows the agreement, and leads to it; to the one under way where there is one."""

    model = Agreement
    object_right = "agreements.add_agreement"

    def perform(self, note):
        self.draft, is_new = renew_agreement(self.object, actor=self.request.user)
        if is_new:
            self.done = _("This draft follows the agreement that ends. Look through it, then submit it for review.")
        else:
            self.done = _("The renewal is under way already: this is it.")

    def way_back(self):
        return self.draft.get_absolute_url() if hasattr(self, "draft") else super().way_back()
