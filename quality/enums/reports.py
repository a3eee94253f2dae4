"""States of the quality report of a year, with its edges."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    ADOPTED = "adopted", _("Adopted")

    main_line = nonmember(("draft", "adopted"))

    @property
    def tone(self) -> str:
        return "ok" if self.value == "adopted" else "rev"


REPORT_EDGES = (Edge("adopt", (ReportState.DRAFT,), ReportState.ADOPTED),)
