"""When applications to Erasmus+ calls must be in, and the house's own dates before them (KA220-10, KA220-11).

They are facts of the whole house: nobody's in particular, so the office keeps them.
"""

from dataclasses import replace

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reference.enums import Confidence
from reference.models import CALL_CLOSES_AT, CallDeadline
from reminders.sources import DeadlineSource, WatchedDate, register
from reminders.time_zones import zone_words

UNVERIFIED = " (?)"  # as the database says it, in no language; readers get words


def _address(row: WatchedDate) -> str:
    return reverse("reminders:call_detail", args=[row.page_id])


def _applications(row: WatchedDate) -> str:
    words = {
        "call": row.stored_title.removesuffix(UNVERIFIED),
        "day": date_format(row.due_on),
        "time": time_format(row.local_due_at) if row.local_due_at else "",
        "place": zone_words(row.zone),
    }
    return _verified(row, _("Applications for %(call)s must be in on %(day)s by %(time)s, %(place)s") % words)


def _abstracts(row: WatchedDate) -> str:
    words = {"call": row.stored_title.removesuffix(UNVERIFIED), "day": date_format(row.due_on)}
    return _verified(row, _("Abstracts for %(call)s, approved by the school, reach the office by %(day)s") % words)


def _drafts(row: WatchedDate) -> str:
    words = {"call": row.stored_title.removesuffix(UNVERIFIED), "day": date_format(row.due_on)}
    return _verified(row, _("Final drafts for %(call)s reach the office by %(day)s") % words)


def _verified(row: WatchedDate, sentence: str) -> str:
    if not row.stored_title.endswith(UNVERIFIED):
        return sentence
    unverified = _("not verified")  # not inside the f-string: the catalogue would miss it
    return f"{sentence} ({unverified})"


def _title_words(title: str) -> str:
    if not title.endswith(UNVERIFIED):
        return title
    unverified = _("not verified")
    return f"{title.removesuffix(UNVERIFIED)} · {unverified}"


def _coming(due: str):
    """Rows whose day has not passed: what was not handed in then cannot be handed in later."""
    return lambda on: CallDeadline.objects.filter(**{f"{due}__gte": on})


applications = DeadlineSource(
    name="reference.call",
    label=gettext_lazy("Applications close"),
    rows=_coming("due_on"),
    due="due_on",
    title=Concat(
        "action",
        Value(" "),
        Cast("call_year", CharField()),
        Case(When(round=1, then=Value("")), default=Concat(Value("/"), Cast("round", CharField()))),
        Case(When(confidence__in=Confidence.verified, then=Value("")), default=Value(UNVERIFIED)),
        output_field=CharField(),
    ),
    at=CALL_CLOSES_AT,
    zone="time_zone",
    title_words=_title_words,
    sentence=_applications,
    address=_address,
    button=gettext_lazy("Open"),
    ladder=(90, 30, 14, 7, 1, 0),
    weeks_overdue=0,
    head_after_days=None,
    office_after_days=None,
)
register(applications)
register(
    replace(
        applications,
        name="reference.call_abstract",
        label=gettext_lazy("Abstracts for a call"),
        rows=_coming("abstract_due_on"),
        due="abstract_due_on",
        at="",
        zone="",
        sentence=_abstracts,
        ladder=(30, 14, 7, 1, 0),
    )
)
register(
    replace(
        applications,
        name="reference.call_draft",
        label=gettext_lazy("Final drafts for a call"),
        rows=_coming("draft_due_on"),
        due="draft_due_on",
        at="",
        zone="",
        sentence=_drafts,
        ladder=(14, 7, 1, 0),
    )
)
