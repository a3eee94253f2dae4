from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class BipRole(models.TextChoices):
    """What an institution does in a blended intensive programme (BIP-02)."""

    COORDINATING = "coordinating", _("Coordinating")
    COORDINATING_RECEIVING = "both", _("Coordinating and receiving")
    RECEIVING = "receiving", _("Receiving")
    SENDING = "sending", _("Sending")
    OUTSIDE = "outside", _("Sends people from outside the partnership")

    coordinates = nonmember(("coordinating", "both"))
    receives = nonmember(("both", "receiving"))
    in_partnership = nonmember(("coordinating", "both", "receiving", "sending"))


OUR_ROLES = [choice for choice in BipRole.choices if choice[0] != BipRole.OUTSIDE]


class Funding(models.TextChoices):
    """Who pays for the people an institution sends."""

    KA131 = "ka131", _("KA131 grant of the sender")
    SELF_PAYING = "self", _("Pay for themselves, or from elsewhere")


class AgencyStatus(models.TextChoices):
    """How far the programme is in the Beneficiary Module (BIP-10)."""

    NOT_ENTERED = "", _("Not entered yet")
    DRAFT = "draft", _("Draft")
    COMPLETE = "complete", _("Complete")


class BipState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    AGREED = "agreed", _("Agreed")
    RUNNING = "running", _("Running")
    HELD = "held", _("Held")
    REPORTED = "reported", _("Reported")
    CANCELLED = "cancelled", _("Cancelled")

    open = nonmember(("planned", "agreed", "running", "held"))
    editable = nonmember(("planned", "agreed", "running", "held"))
    before_first_day = nonmember(("planned", "agreed"))
    main_line = nonmember(("planned", "agreed", "running", "held", "reported"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        return {"planned": "rev", "agreed": "rev", "running": "ok", "held": "warn", "cancelled": "bad"}.get(
            self.value, "off"
        )


_B = BipState

BIP_EDGES = (
    Edge("agree", (_B.PLANNED,), _B.AGREED),
    Edge("take_back", (_B.AGREED,), _B.PLANNED),
    Edge("begin", (_B.AGREED,), _B.RUNNING),
    Edge("hold", (_B.RUNNING,), _B.HELD),
    Edge("report", (_B.HELD,), _B.REPORTED),
    Edge("reopen", (_B.REPORTED,), _B.HELD),
    Edge("cancel", (_B.PLANNED, _B.AGREED, _B.RUNNING), _B.CANCELLED),
    Edge("plan_again", (_B.CANCELLED,), _B.PLANNED),
)
