from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BalanceLevel(models.TextChoices):
    """How far an exchange is out of balance (AG-13)."""

    NOTICE = "notice", pgettext_lazy("balance", "Notice")
    WARN = "warn", pgettext_lazy("balance", "Warning")

    @property
    def tone(self) -> str:
        return {"notice": "rev", "warn": "warn"}[self.value]


class BalanceBy(models.TextChoices):
    """What the rows of the balance stand for."""

    PARTNER = "partner", _("Partner")
    AGREEMENT = "agreement", _("Agreement")
    COUNTRY = "country", _("Country")
    UNIT = "unit", _("Our unit")
    YEAR = "year", _("Academic year")
