"""The past of the demonstration: its acts are done in a minute, and told as done on the days they would have taken.

Nothing but the demonstration may do so: the trigger that keeps history append-only is set aside by name for it.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

import pgtrigger
from django.apps import apps
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import DateTimeField, F, Func, JSONField, OuterRef, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from core.history import said_of_the_acts_inside

MARK = "demo_day"
WORKING_HOUR = time(10, 20)


def at_work(day: date) -> datetime:
    """The day, in the middle of a morning; for today's, now where that is earlier."""
    return min(timezone.make_aware(datetime.combine(day, WORKING_HOUR)), timezone.now())


def as_if_on(day: date):
    """History will tell the acts inside as done on ``day``; whoever calls it gives days in the order of the acts."""
    return said_of_the_acts_inside(**{MARK: at_work(day).isoformat()})


def ago(days: int):
    """As ``as_if_on``, so many days before today."""
    return as_if_on(timezone.localdate() - timedelta(days=days))


def put_the_past_back() -> int:
    """Date each event made under ``as_if_on`` by its day; what was done first stays first. Returns how many."""
    day = Cast(KeyTextTransform(MARK, "pgh_context"), DateTimeField())
    when = day + (F("pgh_created_at") - TransactionNow())
    count = 0
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model"):
            marked = model._base_manager.filter(pgh_context__has_key=MARK)
            with pgtrigger.ignore(f"{model._meta.label}:append_only"):
                count += marked.update(pgh_created_at=when, pgh_context=_without_the_mark())
    return count


def date_by_history(model: type[models.Model], field: str, *, among: Collection[int] | None = None, **which):
    """Set the instant ``field``, which services take from the clock, to the first event that meets ``which``.

    ``among``: the rows it is done for, all without it.
    """
    events = model.pgh_event_model  # type: ignore[attr-defined]  # made by history.track
    told = events.objects.filter(**which).order_by("pgh_id").values("pgh_created_at")
    rows = model._base_manager.filter(**{f"{field}__isnull": False})
    rows = rows if among is None else rows.filter(pk__in=among)
    _write_unnoticed(model, rows, **{field: Subquery(told.filter(pgh_obj_id=OuterRef("pk"))[:1])})
    if field in {kept.name for kept in events._meta.fields}:
        rows = events.objects.filter(**{f"{field}__isnull": False})
        rows = rows if among is None else rows.filter(pgh_obj_id__in=among)
        _write_unnoticed(events, rows, **{field: Subquery(told.filter(pgh_obj_id=OuterRef("pgh_obj_id"))[:1])})


def as_if_written(obj: models.Model, **fields):
    """Give a row values that its service takes from the clock, and its events too, as no deed of anybody's."""
    events = type(obj).pgh_event_model  # type: ignore[attr-defined]  # see above
    _write_unnoticed(type(obj), type(obj)._base_manager.filter(pk=obj.pk), **fields)
    _write_unnoticed(events, events.objects.filter(pgh_obj_id=obj.pk), **fields)


def move_event(event: models.Model, at: datetime):
    """Tell one event as of ``at``."""
    _write_unnoticed(type(event), type(event)._base_manager.filter(pk=event.pk), pgh_created_at=at)


def _write_unnoticed(model: type[models.Model], rows, **fields):
    trigger = "append_only" if hasattr(model, "pgh_tracked_model") else "update_update"
    with pgtrigger.ignore(f"{model._meta.label}:{trigger}"):
        rows.update(**fields)


def _without_the_mark() -> Func:
    mark = Cast(Value(MARK), models.TextField())
    return Func(F("pgh_context"), mark, template="(%(expressions)s)", arg_joiner=" - ", output_field=JSONField())
