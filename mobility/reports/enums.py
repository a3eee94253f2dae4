from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class Audience(models.TextChoices):
    """Who is asked which questions."""

    STUDENT = "student", _("Student")
    STAFF = "staff", _("Staff")
    PROJECT = "project", _("Project")


class AnswerKind(models.TextChoices):
    RATING = "rating", _("Rating from 1 to 5")
    TEXT = "text", _("Words")


class ReportState(models.TextChoices):
    ASKED = "asked", _("Asked")
    RECEIVED = "received", _("Received")
    SHOWN = "shown", _("Shown")
    KEPT_BACK = "kept_back", _("Kept back")

    answered = nonmember(("received", "shown", "kept_back"))

    @property
    def tone(self) -> str:
        return {"received": "rev", "shown": "ok"}.get(self.value, "off")


REPORT_EDGES = (
    Edge("receive", (ReportState.ASKED,), ReportState.RECEIVED),
    Edge("show", (ReportState.RECEIVED, ReportState.KEPT_BACK), ReportState.SHOWN),
    Edge("keep_back", (ReportState.RECEIVED, ReportState.SHOWN), ReportState.KEPT_BACK),
)
