"""By when to apply for the partners of a list: in words, and as a calendar."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.portal import relative_date
from finder import published
from finder.round_dates import calendar_of
from finder.rounds import ShownRound
from partners.models import Institution


def dates_at(partner: Institution, rounds: Iterable[ShownRound]) -> list[str]:
    """One line for each of ``rounds`` with places at ``partner``: how many are left, and until when."""
    lines = []
    for shown in rounds:
        left = [there.left for there in shown.partners if there.partner.pk == partner.pk]
        if left:
            lines.append(f"{shown.round.name}: {_places(sum(left))}, {_when(shown)}")
    return lines


def have_dates(partners: Iterable[Institution], rounds: Iterable[ShownRound]) -> bool:
    """Whether a calendar of ``partners`` would have anything in it."""
    wanted = {partner.pk for partner in partners}
    return any(there.partner.pk in wanted for shown in rounds for there in shown.partners)


def calendar_at(partners: Iterable[Institution], rounds: Iterable[ShownRound]) -> bytes:
    """Openings and closings of those of ``rounds`` that have places at ``partners``, each saying at which of them."""
    names = {partner.pk: partner.name for partner in partners}
    notes = {}
    for shown in rounds:
        if here := [names[there.partner.pk] for there in shown.partners if there.partner.pk in names]:
            notes[shown.round.pk] = _("On your list: %(partners)s") % {"partners": ", ".join(here)}
    return calendar_of(published.rounds(timezone.now()).filter(pk__in=notes), notes)


def _places(left: int) -> str:
    if not left:
        return _("no place left")
    return ngettext("%(count)d place left", "%(count)d places left", left) % {"count": left}


def _when(shown: ShownRound) -> str:
    if not shown.is_open:
        return _("opens on %(day)s") % {"day": date_format(timezone.localtime(shown.round.opens_at), "DATE_FORMAT")}
    closes_at = timezone.localtime(shown.round.closes_at)
    told = {"day": date_format(closes_at, "DATETIME_FORMAT"), "ago": relative_date(closes_at)}
    return _("apply by %(day)s (%(ago)s)") % told
