"""What happens to an agreement at one press of a button."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import Turn
from agreements.models import Agreement
from agreements.services.agreements import move_agreement, pass_turn, publish_agreement
from agreements.services.renewals import renew_agreement
from agreements.views.approving import StepMoveView
from agreements.workflow import agreement_workflow
from core.errors import PortalError
from core.views.actions import ActionView


class AgreementMoveView(StepMoveView):
    """``/agreements/7/approve/``: one move of the workflow."""

    model = Agreement
    workflow = agreement_workflow

    def moved(self, name, note, step_seen):
        return move_agreement(self.object, name, actor=self.request.user, note=note, step_seen=step_seen)


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
