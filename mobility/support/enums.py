from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class SupportKind(models.TextChoices):
    """What is asked for: support for a programme as such, or a funded place in one for somebody of ours (BIP-11)."""

    PROGRAMME = "programme", _("Support for the programme")
    PLACE = "place", _("Funded place in it")


class SupportState(models.TextChoices):
    """A request gets its place in the order by being sent complete; then there is room, or it waits (BIP-12)."""

    DRAFT = "draft", _("Not complete")
    WAITING = "waiting", _("On the waiting list")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    standing = nonmember(("draft", "waiting", "granted"))
    in_order = nonmember(("waiting", "granted"))

    @property
    def tone(self) -> str:
        return {"waiting": "warn", "granted": "ok", "refused": "bad"}.get(self.value, "off")


_S = SupportState

SUPPORT_EDGES = (
    Edge("send", (_S.DRAFT,), _S.WAITING),
    Edge("grant", (_S.WAITING,), _S.GRANTED),
    Edge("refuse", (_S.WAITING, _S.GRANTED), _S.REFUSED),
    Edge("withdraw", (_S.DRAFT, _S.WAITING, _S.GRANTED), _S.WITHDRAWN),
)
