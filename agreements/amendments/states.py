"""States of an amendment and the edges between them."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class AmendmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    SIGNED = "signed", _("Signed")
    IN_EFFECT = "in_effect", _("In effect")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    open = nonmember(("draft", "approved", "signed"))
    settled = nonmember(("signed", "in_effect"))

    @property
    def tone(self) -> str:
        return {"approved": "rev", "signed": "rev", "in_effect": "ok"}.get(self.value, "off")


_A = AmendmentState

AMENDMENT_EDGES = (
    Edge("approve", (_A.DRAFT,), _A.APPROVED),
    Edge("send_back", (_A.APPROVED,), _A.DRAFT),
    Edge("sign", (_A.APPROVED,), _A.SIGNED),
    Edge("take_effect", (_A.SIGNED,), _A.IN_EFFECT),
    Edge("withdraw", (_A.DRAFT, _A.APPROVED, _A.SIGNED), _A.WITHDRAWN),
)
