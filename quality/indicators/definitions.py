"""Every write to what is asked of the follow-ups of a process. One that has values is ended, never removed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.indicators import figure_named
from core.versions import refuse_if_changed
from quality.enums import IndicatorKind
from quality.models import Indicator
from quality.querysets import CATALOGUE
from reference.academic_years import AcademicYear

history.describe("indicator.define", gettext_noop("defined the indicator"))

TAKEN = ("new", "export", "template")  # words of addresses beside the codes
FIXED_ONCE_FILLED = ("process", "kind")


@transaction.atomic
def define_indicator(*, actor, **fields) -> Indicator:
    """A new indicator of ``fields["process"]``. Raises ``ValidationError``."""
    require_catalogue(actor)
    indicator = Indicator(is_local=True, **fields)
    _check(indicator)
    with history.action("indicator.define", actor=actor, right=CATALOGUE):
        indicator.save()
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, *, actor, seen_at=None, **fields) -> Indicator:
    """Write the given fields. Once there are values, kind and process stay, and no year of one is left out."""
    require_catalogue(actor)
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    refuse_if_changed(locked, seen_at)
    before = {name: getattr(locked, name) for name in FIXED_ONCE_FILLED}
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.is_local = True
    _check(locked)
    _refuse_to_belie_values(locked, before)
    with history.action("changed", actor=actor, right=CATALOGUE):
        locked.save(update_fields=[*fields, "is_local", "updated_at"])
    return locked


@transaction.atomic
def remove_indicator(indicator: Indicator, *, actor):
    """Take away one that nobody has filled in. Raises ``PortalError`` where there are values or objectives."""
    require_catalogue(actor)
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if sentence := why_it_stays(locked):
        raise PortalError(sentence)
    with history.action("removed", actor=actor, right=CATALOGUE):
        locked.delete()


def why_it_stays(indicator: Indicator) -> str:
    """Why it cannot be removed; "" where it can."""
    if indicator.values.exists():
        return _("It has values: give it a last academic year, and it is not asked after that.")
    if indicator.objectives.exists():
        return _("An objective rests on it: change that first.")
    return "" if indicator.is_local else _("It comes with the portal: give it a last academic year instead.")


def require_catalogue(actor):
    if not actor.rights.everywhere(CATALOGUE):
        raise RightMissing(_("You do not have the right to change the catalogue."))


def _check(indicator: Indicator):
    """Raise ``ValidationError`` for what does not go together."""
    figure = figure_named(indicator.computed_by) if indicator.computed_by else None
    if indicator.computed_by and figure is None:
        raise ValidationError({"computed_by": _("The portal does not compute this figure any more.")})
    if figure and (figure.is_share != indicator.is_share or not indicator.has_figure):
        kind = IndicatorKind.SHARE if figure.is_share else IndicatorKind.NUMBER
        words = {"figure": figure.label, "kind": kind.label}
        raise ValidationError({"kind": _("“%(figure)s” is computed as: %(kind)s.") % words})
    if indicator.code in TAKEN:
        raise ValidationError({"code": _("This word cannot be a code: choose another one.")})
    indicator.full_clean()


def _refuse_to_belie_values(indicator: Indicator, before: dict):
    years = indicator.values.aggregate(first=Min("follow_up__academic_year"), last=Max("follow_up__academic_year"))
    if years["first"] is None:
        return
    for name, value in before.items():
        if getattr(indicator, name) != value:
            raise ValidationError({name: _("It has values already: end it, and define another one.")})
    if indicator.valid_from > years["first"]:
        words = {"year": AcademicYear(years["first"])}
        raise ValidationError({"valid_from": _("There is a value of %(year)s.") % words})
    if indicator.valid_to is not None and indicator.valid_to < years["last"]:
        raise ValidationError({"valid_to": _("There is a value of %(year)s.") % {"year": AcademicYear(years["last"])}})
