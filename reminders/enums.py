from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where a mail stands between the portal and the mail server."""

    QUEUED = "queued", _("Waits to be sent")
    SENDING = "sending", _("Being sent")
    RETRY = "retry", _("Will be tried again")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused by the mail server")
    GIVEN_UP = "given_up", _("Given up")

    waiting = nonmember(("queued", "retry"))
    troubled = nonmember(("retry", "failed"))

    @property
    def tone(self) -> str:
        return {"sent": "ok", "retry": "warn", "failed": "bad", "queued": "rev", "sending": "rev"}.get(
            self.value, "off"
        )


class MailKind(models.TextChoices):
    DIGEST = "digest", _("Daily reminder")
