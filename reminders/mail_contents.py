"""Which dates and decisions a mail told, as links for whoever looks at it; a query for each kind of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reminders import decisions, sources
from reminders.decisions import WaitingDecision
from reminders.models import OutgoingMail
from reminders.sources import WatchedDate

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Told:
    """One date or decision of a mail. Without ``url`` it is gone, or not for the reader to see."""

    kind: str
    title: str
    url: str
    due: str
    step: str


def contents_of(mail: OutgoingMail, user) -> list[Told]:
    """What ``mail`` told, in order of the dates; titles and addresses of what ``user`` may read."""
    return [*_dates(mail, user), *_decisions(mail, user)]


def _dates(mail: OutgoingMail, user) -> list[Told]:
    notices = list(mail.notices.order_by("due_on", "pk"))
    known = {source.name: source for source in sources.sources()}
    found = {}
    for name, keys in _keys_by_source(notices).items():
        if name in known:
            model = known[name].rows(date.min).model  # what is settled by now is not among the rows of today
            rows = model._default_manager.visible_to(user).filter(pk__in=keys)
            found |= {(name, row[1]): WatchedDate(*row) for row in known[name].watched(rows)}
    return [
        _told(known.get(notice.source), found.get((notice.source, notice.object_id)), notice.source, notice)
        for notice in notices
    ]


def _told(source, row: WatchedDate | None, name: str, notice) -> Told:
    label = str(source.label) if source else name
    due, step = date_format(notice.due_on), _step(notice.lead)
    return Told(label, row.title, row.address, due, step) if row else Told(label, "", "", due, step)


def _decisions(mail: OutgoingMail, user) -> list[Told]:
    notices = list(mail.decision_notices.order_by("asked_at", "pk"))
    known = {source.name: source for source in decisions.sources()}
    found = {}
    for name, keys in _keys_by_source(notices).items():
        if name in known:
            rows = known[name].rows().model._default_manager.visible_to(user).filter(pk__in=keys)
            found |= {(name, row[1]): WaitingDecision(*row) for row in known[name].waiting(rows)}
    return [_asked(known.get(n.source), found.get((n.source, n.object_id)), n) for n in notices]


def _asked(source, row: WaitingDecision | None, notice) -> Told:
    label = str(source.label) if source else notice.source
    since = date_format(timezone.localdate(notice.asked_at))
    step = ""
    if notice.week:
        text = ngettext("after %(count)d week of waiting", "after %(count)d weeks of waiting", notice.week)
        step = text % {"count": notice.week}
    due = _("waits since %(day)s") % {"day": since}
    return Told(label, row.title, row.url, due, step) if row else Told(label, "", "", due, step)


def _keys_by_source(notices) -> dict[str, set[int]]:
    keys = defaultdict(set)
    for notice in notices:
        keys[notice.source].add(notice.object_id)
    return keys


def _step(lead: int) -> str:
    if lead == 0:
        return _("on the day")
    if lead > 0:
        return ngettext("%(count)d day before", "%(count)d days before", lead) % {"count": lead}
    weeks = -lead // DAYS_A_WEEK
    if -lead % DAYS_A_WEEK:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -lead) % {"count": -lead}
    return ngettext("%(count)d week overdue", "%(count)d weeks overdue", weeks) % {"count": weeks}
