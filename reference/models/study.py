from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from reference.enums import IscedLevel
from reference.models.base import NamedInTwoLanguages, ReferenceRow
from reference.querysets import IscedFieldQuerySet


@history.track()
class IscedField(NamedInTwoLanguages, ReferenceRow):
    """A field of education (ISCED-F 2013): two digits broad, three narrow, four detailed."""

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    level = models.CharField(_("level"), max_length=10, choices=IscedLevel)

    objects = IscedFieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("field of education")
        verbose_name_plural = _("fields of education")
        ordering = ("code",)
        constraints = [models.CheckConstraint(condition=Q(code__regex=r"^\d{2,4}$"), name="isced_code_digits")]

    def __str__(self):
        return f"{self.name} · {self.code}"


@history.track()
class Language(NamedInTwoLanguages, ReferenceRow):
    """A language with a two-letter code (ISO 639-1), as agreements name it."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ("name_en",)
