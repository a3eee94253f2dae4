from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from reference.enums import Confidence


class SuppliedRow(models.Model):
    """A row that ``load_reference`` writes and that people may correct in the admin.

    One that a person wrote or changed has ``is_local`` set; the loader leaves it as it is.
    """

    is_local = models.BooleanField(
        _("kept as changed here"),
        default=False,
        help_text=_("Set when somebody changes the row. Take it off and the next load restores the supplied facts."),
    )

    class Meta:
        abstract = True


class ReferenceRow(SuppliedRow):
    """A fact with its source."""

    source = models.CharField(_("source"), max_length=250, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, default=Confidence.LOCAL)

    class Meta:
        abstract = True

    @property
    def is_verified(self) -> bool:
        """Whether it stands in a source, or was decided here."""
        return self.confidence in Confidence.verified


class NamedInTwoLanguages(models.Model):
    """A row with an English and a Swedish name."""

    name_en = models.CharField(_("name in English"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language, where there is a name in it."""
        return english_or_swedish(self.name_en, self.name_sv)


@history.track()
class Source(SuppliedRow):
    """A document that facts were taken from; rows name it by its code ("W27")."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    title = models.CharField(_("title"), max_length=400)
    address = models.CharField(_("address"), max_length=400, blank=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("code",)

    def __str__(self):
        return f"{self.code} {self.title}"
