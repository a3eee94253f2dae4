"""Which dates and decisions a mail told, as links for whoever looks at it; a few queries for each kind of them."""

from collections import defaultdict
from collections.abc import Iterator
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

Link = tuple[str, str]  # title and address
GONE: Link = ("", "")


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
    found: dict[tuple[str, int], Link] = {}
    for name, keys in _keys_by_source(notices).items():
        if name in known:
            rows = known[name].rows(date.min).visible_to(user).filter(pk__in=keys)
            dates = [WatchedDate(*row) for row in known[name].watched(rows)]
            others = keys - {row.object_id for row in dates}
            for key, title, page in _no_longer(known[name], others, rows.model, user):
                dates.append(WatchedDate(name, key, date.min, None, None, title, date.min, page))
            found |= {row.key: (row.title, row.address) for row in dates}
    return [
        _told(known.get(notice.source), *found.get((notice.source, notice.object_id), GONE), notice)
        for notice in notices
    ]


def _no_longer(source, keys: set[int], model, user) -> Iterator[tuple[int, str, int]]:
    """Key, name and page of rows that do not wait any more; not every column that a source reads is there then."""
    rows = model._default_manager.visible_to(user).filter(pk__in=keys)
    pages = dict(rows.values_list("pk", source.page))
    for row in rows:
        yield row.pk, str(row), pages[row.pk]


def _told(source, title: str, url: str, notice) -> Told:
    label = str(source.label) if source else notice.source
    return Told(label, title, url, date_format(notice.due_on), _step(notice.lead))


def _decisions(mail: OutgoingMail, user) -> list[Told]:
    notices = list(mail.decision_notices.order_by("asked_at", "pk"))
    known = {source.name: source for source in decisions.sources()}
    found: dict[tuple[str, int], Link] = {}
    for name, keys in _keys_by_source(notices).items():
        if name in known:
            rows = known[name].rows().visible_to(user).filter(pk__in=keys)
            waiting = [WaitingDecision(*row) for row in known[name].waiting(rows)]
            others = keys - {row.object_id for row in waiting}
            for key, title, page in _no_longer(known[name], others, rows.model, user):
                waiting.append(WaitingDecision(name, key, mail.created_at, None, "", None, title, page))
            found |= {(name, row.object_id): (row.title, row.url) for row in waiting}
    return [_asked(known.get(n.source), *found.get((n.source, n.object_id), GONE), n) for n in notices]


def _asked(source, title: str, url: str, notice) -> Told:
    label = str(source.label) if source else notice.source
    since = date_format(timezone.localdate(notice.asked_at))
    step = ""
    if notice.week:
        text = ngettext("after %(count)d week of waiting", "after %(count)d weeks of waiting", notice.week)
        step = text % {"count": notice.week}
    return Told(label, title, url, _("waits since %(day)s") % {"day": since}, step)


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
