"""Rows of administrators that hold for some kinds of agreement and some levels of the responsible unit (AG-15)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.enums import UnitKind
from agreements.enums import AgreementKind
from agreements.models.agreements import Agreement
from reference.models import SuppliedRow


def in_the_readers_language(row, name: str) -> str:
    """``name_sv`` to a Swedish reader where it is filled in, else ``name_en``."""
    return (getattr(row, f"{name}_sv") if get_language() == "sv" else "") or getattr(row, f"{name}_en")


class ForKindAndLevel(SuppliedRow):
    """The first row in use, in the administrators' order, that fits an agreement holds for it."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=AgreementKind),
        default=list,
        blank=True,
        verbose_name=_("kinds of agreement"),
        help_text=_("None chosen: every kind."),
    )
    unit_kinds = ArrayField(
        models.CharField(max_length=20, choices=UnitKind),
        default=list,
        blank=True,
        verbose_name=_("level of the responsible unit"),
        help_text=_("None chosen: every level."),
    )
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True
        ordering = ("position", "code")

    def fits(self, agreement: Agreement) -> bool:
        of_kind = not self.kinds or agreement.kind in self.kinds
        return of_kind and (not self.unit_kinds or agreement.responsible_unit.kind in self.unit_kinds)
