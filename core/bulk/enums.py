from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkState(models.TextChoices):
    """Where a bulk edit stands between the form and its undoing."""

    PREPARING = "preparing", _("Being prepared")
    PREPARED = "prepared", _("Prepared, waits for confirmation")
    RUNNING = "running", _("Being carried out")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")

    working = nonmember(("preparing", "running", "undoing"))


class BulkOutcome(models.TextChoices):
    """What becomes, or became, of one row."""

    PLANNED = "planned", _("Will change")
    DONE = "done", _("Changed")
    LEFT = "left", _("Left as it is")
    REFUSED = "refused", _("Refused")
    UNCHANGED = "unchanged", _("Is so already")
    UNDONE = "undone", _("Undone")

    staying = nonmember(("left", "refused", "unchanged"))
