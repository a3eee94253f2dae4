from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.exchange.enums import ExchangeFact, ExchangeForm
from reference.enums import Confidence
from reference.models import ReferenceRow


@history.track()
class ExchangeColumn(ReferenceRow):
    """A column of the file for the Commission's import: its heading, and what of ours stands under it.

    Supplied, edited by administrators. A heading whose confidence is "from memory" is shown as not verified.
    """

    position = models.PositiveSmallIntegerField(_("place in the file"))
    heading = models.CharField(_("heading"), max_length=120, unique=True)
    fact = models.CharField(_("filled from"), max_length=30, choices=ExchangeFact, blank=True)
    form = models.CharField(_("written"), max_length=20, choices=ExchangeForm, default=ExchangeForm.PLAIN)
    constant = models.CharField(_("always the same words"), max_length=120, blank=True)
    is_required = models.BooleanField(_("must be filled"), default=False)
    is_used = models.BooleanField(_("in the file"), default=True)

    class Meta:
        verbose_name = _("column of the exchange file")
        verbose_name_plural = _("columns of the exchange file")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(fact="") | ~models.Q(constant=""), name="exchange_column_is_filled_from_something"
            )
        ]

    def __str__(self):
        return self.heading

    @property
    def is_verified(self) -> bool:
        return self.confidence in Confidence.verified
