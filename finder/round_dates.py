"""When the published rounds open and close, as a calendar that other programmes read."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mobility.models import ApplicationRound
from reminders.feed.events import Feed, FeedEvent
from reminders.feed.rendering import as_icalendar


def calendar_of(rounds: Iterable[ApplicationRound], notes: Mapping[int, str] | None = None) -> bytes:
    """The opening and the closing of each, in the reader's language; the same bytes until a round is changed.

    ``notes``: for a round (its key), a sentence its entries begin with.
    """
    events = [event for each in rounds for event in _dates_of(each, (notes or {}).get(each.pk, ""))]
    name = f"{settings.INSTITUTION_SHORT_NAME} {_('International')}: {_('When to apply')}"
    return as_icalendar(Feed(sorted(events, key=lambda event: (event.due_at, event.key))), name)


def _dates_of(each: ApplicationRound, note: str) -> list[FeedEvent]:
    return [
        _event(each, "round-opens", each.opens_at, _("Applications open"), note),
        _event(each, "round-closes", each.closes_at, _("Last time to apply"), note),
    ]


def _event(each: ApplicationRound, source_name: str, moment: datetime, label: str, note: str) -> FeedEvent:
    due_at = timezone.localtime(moment)
    changed_at = each.updated_at
    return FeedEvent(
        source_name=source_name,
        object_id=each.pk,
        due_on=due_at.date(),
        due_at=due_at,
        zone=settings.TIME_ZONE,
        summary=f"{label}: {each.name}",
        description=_description(each, note),
        url=_address(each),
        category=label,
        place=f"{each.unit.name}, {settings.INSTITUTION_SHORT_NAME}",
        sequence=int((changed_at - each.created_at).total_seconds()),  # it may only grow (RFC 5545)
        changed_at=changed_at,
    )


def _description(each: ApplicationRound, note: str) -> str:
    """For which stays, what to send in, where to apply and where to read more."""
    stays = f"{each.get_term_display()} {each.year}, {each.get_activity_display()}"
    words = [note, stays, each.to_send, each.apply_address, _address(each)]
    return "\n".join(part for part in words if part)


def _address(each: ApplicationRound) -> str:
    return settings.SITE_URL + reverse("finder:round_detail", args=[each.pk])
