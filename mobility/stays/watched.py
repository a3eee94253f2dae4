"""The dates of stays: the first day of those that are not ready for it, and the last of those nobody closed."""

from datetime import timedelta

from django.db.models import CharField, DateField, ExpressionWrapper, F, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy, ngettext

from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.querysets import VIEW
from mobility.stays.tables import host
from reminders.grouping import Grouping, Naming, so_many
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource

BEFORE_PLACE = " · "  # in the title of what waits about a stay
DAYS_TO_CLOSE = 60  # papers come in after the return; nothing but our own habit


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


def _of_stays(name: str, **given) -> DeadlineSource:
    return DeadlineSource(
        name=f"mobility.{name}",
        owner="coordinator",
        unit="unit",
        title=person_and_place(),
        address=page_at("mobility:mobility_detail"),
        grouping=Grouping(title=so_many(stays), member=person_of),
        naming=Naming(VIEW, place_of),
        **given,
    )


SOURCES = (
    _of_stays(
        "stay_not_agreed",
        label=gettext_lazy("Stay that begins and is not agreed"),
        rows=lambda on: Mobility.objects.filter(state__in=(MobilityState.NOMINATED, MobilityState.ACCEPTED)),
        due="starts_on",
        sentence=on_its_day(gettext_lazy("The stay begins on %(day)s and is not agreed yet")),
        button=gettext_lazy("Open"),
        ladder=(60, 30, 7, 0),
    ),
    _of_stays(
        "stay_begins",
        label=gettext_lazy("Stay that has begun and breaks a rule"),
        rows=lambda on: Mobility.objects.filter(state=MobilityState.AGREED, starts_on__lt=on),
        due="starts_on",
        sentence=on_its_day(gettext_lazy("The stay began on %(day)s, and a rule stops it from being under way")),
        button=gettext_lazy("Open"),
        ladder=(0,),
    ),
    _of_stays(
        "stay_to_close",
        label=gettext_lazy("Stay to close"),
        rows=lambda on: to_close(),
        due="close_on",
        sentence=on_its_day(gettext_lazy("Close the stay by %(day)s, or say what is missing")),
        button=gettext_lazy("Close"),
        ladder=(30, 7, 0),
    ),
)
