from django.db import models
from django.utils.translation import gettext_lazy as _


class LineKind(models.TextChoices):
    """What a line of a grant pays."""

    INDIVIDUAL = "individual", _("Individual support")
    TRAVEL_DAYS = "travel_days", _("Travel days")
    INCLUSION = "inclusion", _("Top-up for fewer opportunities")
    TRAINEESHIP = "traineeship", _("Top-up for traineeships")
    GREEN = "green", _("Top-up for green travel")
    TRAVEL = "travel", _("Travel support")


class CalculationReason(models.TextChoices):
    """Why a grant was calculated."""

    FIRST = "first", _("First calculation")
    DAYS = "days", _("Other days")
    FACTS = "facts", _("Other facts of the stay")
    TABLES = "tables", _("Other amounts in the tables")


class Instalment(models.IntegerChoices):
    """The two payments to a participant (KA131-42)."""

    FIRST = 1, _("First instalment")
    FINAL = 2, _("Balance")


class PaymentNeed(models.TextChoices):
    """Where the payments of a stay stand."""

    FIRST = "first", _("First instalment to pay")
    FINAL = "final", _("Balance to pay")
    BACK = "back", _("To be paid back")

    @property
    def tone(self) -> str:
        return {"first": "rev", "final": "rev", "back": "warn"}[self.value]
