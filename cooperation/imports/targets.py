"""Columns that are named as our own fields are, and what both files of the room offer for the whole file."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.imports.mapping import Option, Target, headed

OVERRIDE_HEADINGS = "override, override reason, undantag, skal till undantag, wyjatek"


def of_field(model: type[models.Model], name: str, headings: str, explanation="", **further) -> Target:
    """A target under the label of the model's field."""
    return headed(name, capfirst(model._meta.get_field(name).verbose_name), headings, explanation, **further)


def units() -> list[tuple[str, str]]:
    return [(unit.code, str(unit)) for unit in Unit.objects.filter(is_active=True)]


UNIT = Option("unit", _("Our unit"), _("Of the rows that name none themselves."), choices=units)
OVERRIDE = Option(
    "override_reason",
    _("Why it goes on with partners under restriction"),
    _("Left empty, rows with such partners are refused (DD-06). What you write is kept with your name and shown."),
)
