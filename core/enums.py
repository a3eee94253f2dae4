from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")

    finished = nonmember(("done", "failed"))


class ImportState(models.TextChoices):
    """Where an uploaded spreadsheet stands between the person's desk and the register."""

    UPLOADED = "uploaded", _("Uploaded")
    REHEARSING = "rehearsing", _("Being rehearsed")
    REHEARSED = "rehearsed", _("Rehearsed, waits for confirmation")
    IMPORTING = "importing", _("Being imported")
    IMPORTED = "imported", _("Imported")
    FAILED = "failed", _("Failed")
    DISCARDED = "discarded", _("Discarded")
