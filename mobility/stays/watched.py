"""The dates of stays: the first day of those that are not ready for it, and the last of those nobody closed."""

from datetime import timedelta
from typing import Any

from django.db.models import CharField, DateField, ExpressionWrapper, F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.querysets import VIEW
from mobility.stays.moves import make_moves_of_time
from mobility.stays.tables import host
from reminders.grouping import Grouping, Naming, so_many
from reminders.nightly import register_step
from reminders.sources import DeadlineSource, register

BEFORE_PLACE = " · "  # in the title of what waits about a stay
DAYS_TO_CLOSE = 60  # papers come in after the return; nothing but our own habit


def _address(row) -> str:
    return reverse("mobility:mobility_detail", args=[row.page_id])


def _begins(row) -> str:
    return _("The stay begins on %(day)s and is not agreed yet") % {"day": date_format(row.due_on)}


def _stuck(row) -> str:
    return _("The stay began on %(day)s, and a rule stops it from being under way") % {"day": date_format(row.due_on)}


def _close(row) -> str:
    return _("Close the stay by %(day)s, or say what is missing") % {"day": date_format(row.due_on)}


def person_and_place() -> Concat:
    """Who goes where, or comes from where, as the title of what waits about a stay."""
    person = (Value(" "), "participant__family_name", Value(BEFORE_PLACE))
    return Concat("participant__given_name", *person, host(), output_field=CharField())


def person_of(row) -> str:
    """The person of such a title, among others who go to the same place or do the same."""
    return row.title.partition(BEFORE_PLACE)[0]


def place_of(row) -> str:
    return row.title.partition(BEFORE_PLACE)[2]


def stays(number: int) -> str:
    return ngettext("%(count)s stay", "%(count)s stays", number)


def to_close():
    due = ExpressionWrapper(F("ends_on") + timedelta(days=DAYS_TO_CLOSE), output_field=DateField())
    states = (MobilityState.COMPLETED, MobilityState.INTERRUPTED)
    return Mobility.objects.filter(state__in=states).annotate(close_on=due)


def _of_a_stay() -> dict[str, Any]:
    """What the sources say alike."""
    return {
        "owner": "coordinator",
        "unit": "unit",
        "title": person_and_place(),
        "address": _address,
        "grouping": Grouping(title=so_many(stays), member=person_of),
        "naming": Naming(VIEW, place_of),
    }


def register_sources():
    """Called by the room's ``deadlines.py``."""
    shared = _of_a_stay()
    register(
        DeadlineSource(
            name="mobility.stay_not_agreed",
            label=gettext_lazy("Stay that begins and is not agreed"),
            rows=lambda on: Mobility.objects.filter(state__in=(MobilityState.NOMINATED, MobilityState.ACCEPTED)),
            due="starts_on",
            sentence=_begins,
            button=gettext_lazy("Open"),
            ladder=(60, 30, 7, 0),
            **shared,
        )
    )
    register(
        DeadlineSource(
            name="mobility.stay_begins",
            label=gettext_lazy("Stay that has begun and breaks a rule"),
            rows=lambda on: Mobility.objects.filter(state=MobilityState.AGREED, starts_on__lt=on),
            due="starts_on",
            sentence=_stuck,
            button=gettext_lazy("Open"),
            ladder=(0,),
            **shared,
        )
    )
    register(
        DeadlineSource(
            name="mobility.stay_to_close",
            label=gettext_lazy("Stay to close"),
            rows=lambda on: to_close(),
            due="close_on",
            sentence=_close,
            button=gettext_lazy("Close"),
            ladder=(30, 7, 0),
            **shared,
        )
    )
    register_step("mobility_stays", make_moves_of_time)
