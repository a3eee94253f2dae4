"""Words of external reviews: who reviews, and how far each is."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewerRole(models.TextChoices):
    CHAIR = "chair", _("Chair")
    PEER = "peer", _("Subject expert")
    STUDENT = "student", _("Student")
    EMPLOYER = "employer", _("Working life")


class ReviewerState(models.TextChoices):
    """How far a reviewer is. ``conflicted``: has said to be partial, and reviews nothing."""

    NAMED = "named", _("Not invited yet")
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Takes part")
    CONFLICTED = "conflicted", _("Conflict of interest")
    DECLINED = "declined", _("Declined")
    REMOVED = "removed", _("Removed")

    taking_part = nonmember(("accepted",))
    waiting = nonmember(("named", "invited"))

    @property
    def tone(self) -> str:
        return {"accepted": "ok", "invited": "rev", "named": "warn"}.get(self.value, "off")
