"""How pressing a watched date is, as colour, sign and word: never by colour alone."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from reminders.sources import WatchedDate

SOON = timedelta(days=7)


class Urgency(models.TextChoices):
    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Within a week")
    LATER = "later", _("Later")
    ASIDE = "aside", _("Rests or is not needed")

    @property
    def tone(self) -> str:
        return {"overdue": "bad", "soon": "warn"}.get(self.value, "off")

    @property
    def sign(self) -> str:
        return {"overdue": "!", "soon": "◆", "later": "○"}.get(self.value, "–")


def urgency_of(row: WatchedDate, on: date) -> Urgency:
    """How pressing ``row`` is on the day; what is put aside is not, whatever its date."""
    if row.is_not_needed or row.is_resting(on):
        return Urgency.ASIDE
    if row.due_on < on:
        return Urgency.OVERDUE
    return Urgency.SOON if row.due_on <= on + SOON else Urgency.LATER
