"""States of an amendment and the edges between them."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class AmendmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SIGNED = "signed", _("Signed")
    IN_EFFECT = "in_effect", _("In effect")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    open = nonmember(("draft", "in_review", "approved", "signed"))
    unsigned = nonmember(("draft", "in_review", "approved"))
    waiting = nonmember(("in_review",))
    approving = nonmember(("in_review", "approved"))  # a changed term starts the approval anew (AG-03)
    signing = nonmember(("approved", "signed"))  # signatures are recorded, and corrected until it is in effect
    main_line = nonmember(("draft", "in_review", "approved", "signed", "in_effect"))
    settled = concluded = nonmember(("signed", "in_effect"))

    @property
    def tone(self) -> str:
        return AMENDMENT_TONES.get(self.value, "off")


AMENDMENT_TONES = {"in_review": "rev", "approved": "rev", "signed": "rev", "in_effect": "ok", "rejected": "bad"}

_A = AmendmentState

AMENDMENT_EDGES = (
    Edge("submit", (_A.DRAFT,), _A.IN_REVIEW),
    Edge("send_back", (_A.IN_REVIEW,), _A.DRAFT),
    Edge("approve", (_A.IN_REVIEW,), _A.APPROVED),
    Edge("reject", (_A.IN_REVIEW,), _A.REJECTED),
    Edge("revise", (_A.APPROVED,), _A.DRAFT),
    Edge("sign", (_A.APPROVED,), _A.SIGNED),
    Edge("take_effect", (_A.SIGNED,), _A.IN_EFFECT),
    Edge("withdraw", (_A.DRAFT, _A.IN_REVIEW, _A.APPROVED, _A.SIGNED), _A.WITHDRAWN),
)
