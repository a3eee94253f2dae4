from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.models import Scheme
from reference.models import NamedInTwoLanguages
from reference.models.base import ReferenceRow


@history.track()
class SchemeLink(NamedInTwoLanguages, ReferenceRow):
    """A site outside the house that whoever goes with a scheme needs: its app, the national agency."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="links", verbose_name=_("scheme"))
    address = models.URLField(_("address"), max_length=300)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        verbose_name = _("link of a scheme")
        verbose_name_plural = _("links of schemes")
        ordering = ("scheme", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "address"],
                name="scheme_link_once",
                violation_error_message=_("This scheme has this link already."),
            )
        ]
