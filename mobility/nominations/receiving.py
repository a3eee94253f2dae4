"""What a partner sends by its address: several people at once, all of them or none."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError
from mobility.enums import Activity, Direction
from mobility.models import Mobility, NominationLink, NominationWindow
from mobility.stays.arriving import condition_for, nominated_already
from mobility.stays.people import Person
from mobility.stays.places import conditions_for, lock_places, places_of
from mobility.stays.writing import nominate

SAME_SENDING = timedelta(minutes=10)


@dataclass(frozen=True)
class Nominee:
    """One student as the partner's form tells of them; ``field_words`` is the field in the partner's own words."""

    person: Person
    level: int
    field_words: str = ""


class NotTaken(PortalError):
    """Nobody of the list was taken; ``index`` is the one it failed at, from 0."""

    def __init__(self, index: int, sentence: str):
        self.index = index
        super().__init__(sentence)


def closed_words(window: NominationWindow, on: date | None = None) -> str:
    """Why nothing can be nominated on the day; "" while the window is open."""
    day = on or timezone.localdate()
    if day < window.opens_on:
        return _("Nominations for this term are taken from %(day)s.") % {"day": date_format(window.opens_on)}
    if window.is_over(day):
        return _("Nominations for this term were taken until %(day)s.") % {"day": date_format(window.closes_on)}
    return ""


@transaction.atomic
def receive_nominations(link: NominationLink, nominees: list[Nominee], *, sender: str) -> list[Mobility]:
    """Nominate all of ``nominees``, each under an agreement with a place left; ``sender`` is who filled in the form.

    The same list sent again at once, by two clicks or a page read again, is the same nomination. Raises
    ``PortalError`` where the address or the window is closed, ``NotTaken`` at the first who finds no place.
    The conditions are held, so that two who send at once cannot both get the last place.
    """
    links = NominationLink.objects.select_for_update(of=("self",))
    locked = links.select_related("window", "institution", "unit", "scheme", "asked_by").get(pk=link.pk)
    if not locked.is_usable:
        raise PortalError(_("This address does not work any more."))
    if sentence := closed_words(locked.window):
        raise PortalError(sentence)
    if stays := _sent_just_now(locked, nominees):
        return stays
    offered = conditions_for(locked.institution, activity=Activity.STUDIES, direction=Direction.INCOMING)
    for key in sorted(condition.pk for condition in offered):
        lock_places(key)
    note = _("By the partner’s address: %(sender)s") % {"sender": sender}
    stays = [_nominate(locked, index, each, note) for index, each in enumerate(nominees)]
    locked.used_at, locked.nominated_count = timezone.now(), F("nominated_count") + len(stays)
    with history.action("nomination_link.use", note=sender):
        locked.save(update_fields=["used_at", "nominated_count"])
    return stays


def _sent_just_now(link: NominationLink, nominees: list[Nominee]) -> list[Mobility]:
    """The stays of ``nominees`` where all of them came by this address moments ago; else []."""
    if link.used_at is None or timezone.now() - link.used_at > SAME_SENDING:
        return []
    known = [_nominated_already(link, each) for each in nominees]
    return [stay for stay in known if stay] if all(known) else []


def _nominated_already(link: NominationLink, nominee: Nominee) -> Mobility | None:
    window = link.window
    same = {"partner": link.institution, "direction": Direction.INCOMING, "year": window.academic_year}
    return nominated_already(nominee.person, **same, term=window.term)


def _nominate(link: NominationLink, index: int, nominee: Nominee, note: str) -> Mobility:
    window, days = link.window, {"starts_on": link.window.first_day, "ends_on": link.window.last_day}
    condition = _condition_with_a_place(link, index, nominee, days)
    remarks = _("Field, as the partner says: %(field)s") % {"field": nominee.field_words} if nominee.field_words else ""
    return nominate(
        actor=None,
        person=nominee.person,
        note=note,
        unit=link.unit,
        scheme=link.scheme,
        coordinator=link.asked_by,
        direction=Direction.INCOMING,
        activity=Activity.STUDIES,
        partner=link.institution,
        condition=condition,
        academic_year=window.academic_year,
        term=window.term,
        eqf_level=nominee.level,
        remarks=remarks,
        **days,
    )


def _condition_with_a_place(link: NominationLink, index: int, nominee: Nominee, days):
    """The condition that the stay takes its place from; ``NotTaken`` where there is none, or who it is stands there."""
    window, name = link.window, f"{nominee.person.given_name} {nominee.person.family_name}"
    same = {"partner": link.institution, "direction": Direction.INCOMING, "year": window.academic_year}
    if _nominated_already(link, nominee):
        raise NotTaken(index, _("%(name)s is nominated for this term already.") % {"name": name})
    condition = condition_for(**same, activity=Activity.STUDIES, level=nominee.level, **days)
    _refuse_without_place(index, condition, window, name)
    return condition


def _refuse_without_place(index: int, condition, window, name: str):
    if condition is None:
        sentence = _("%(name)s: our agreement with you does not cover this term and level. Please write to us.")
        raise NotTaken(index, sentence % {"name": name})
    places = places_of([condition], window.academic_year)[condition.pk]
    if places.is_asked_for:
        sentence = _(
            "%(name)s: all %(agreed)s places of %(year)s are taken or asked for. Nobody of the list was nominated; "
            "send fewer, or write to us about more places."
        )
        raise NotTaken(index, sentence % {"name": name, "agreed": places.agreed, "year": window.year})
