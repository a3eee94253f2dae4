"""The chain an agreement belongs to: what it renews, what renews it, drawn along one line of time."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import AgreementState
from agreements.models import Agreement

WIDTH = 1000  # of the drawing, in units of its own
LEAST = 8  # a week among decades is still seen
MOST = 60
DAYS_OF_UNKNOWN = 365  # how long a link without a start or an end is drawn

# UNION, not UNION ALL: rows that lead in a circle end it.
MEMBERS = """
WITH RECURSIVE before (id, predecessor_id) AS (
    SELECT id, predecessor_id FROM agreements_agreement WHERE id = %s
    UNION
    SELECT row.id, row.predecessor_id FROM agreements_agreement row JOIN before ON row.id = before.predecessor_id
), members (id) AS (
    SELECT id FROM before
    UNION
    SELECT row.id FROM agreements_agreement row JOIN members ON row.predecessor_id = members.id
)
SELECT id FROM members LIMIT %s
"""


@dataclass(frozen=True)
class Link:
    """One agreement of a chain, with where its bar begins and how long it is on the drawing."""

    agreement: Agreement
    is_this: bool
    left: int
    width: int
    ends_openly: bool

    @property
    def is_planned(self) -> bool:
        """Drawn hollow: it is not agreed on yet."""
        return self.agreement.state in AgreementState.unfinished


@dataclass(frozen=True)
class Chain:
    """The links in the order of their periods; ``today`` is the place of today on the drawing, None beside it."""

    links: list[Link]
    first_year: int
    last_year: int
    today: int | None
    finding: str


def chain_of(agreement: Agreement, user, on: date | None = None) -> Chain | None:
    """The chain as far as ``user`` may read it, in two queries; None where the agreement stands alone in it.

    What was withdrawn is left out, as it renewed nothing.
    """
    on = on or timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [agreement.pk, MOST])
        keys = {key for (key,) in cursor.fetchall()} - {agreement.pk}
    others = Agreement.objects.visible_to(user).filter(pk__in=keys).exclude(state=AgreementState.WITHDRAWN)
    others = list(others.defer("search_text", "search_vector", "remarks")) if keys else []
    if not others:
        return None
    members = sorted([agreement, *others], key=lambda row: (row.starts_on or row.ends_on or date.max, row.pk))
    return _drawn(members, agreement, on)


def _drawn(members: list[Agreement], this: Agreement, on: date) -> Chain:
    spans = [_span(row, on) for row in members]
    begin, end = min(first for first, _last in spans), max(last for _first, last in spans)
    scale = WIDTH / max((end - begin).days, 1)
    links = [
        Link(
            row,
            is_this=row.pk == this.pk,
            left=round((first - begin).days * scale),
            width=max(LEAST, round((last - first).days * scale)),
            ends_openly=row.ends_on is None,
        )
        for row, (first, last) in zip(members, spans, strict=True)
    ]
    today = round((on - begin).days * scale) if begin <= on <= end else None
    return Chain(links, begin.year, end.year, today, finding_of(members))


def _span(row: Agreement, on: date) -> tuple[date, date]:
    """When it holds, as drawn: an unknown start a year before the end, an open end a year from now."""
    unknown = timedelta(days=DAYS_OF_UNKNOWN)
    first = row.starts_on or (row.ends_on - unknown if row.ends_on else on)
    return first, row.ends_on or max(on, first) + unknown


def finding_of(members: list[Agreement]) -> str:
    """What the drawing shows, in a sentence."""
    concluded = [row for row in members if row.state in AgreementState.concluded]
    planned = [row for row in members if row.state in AgreementState.unfinished]
    sentences = []
    if concluded and (start := concluded[0].starts_on):
        times = len(concluded) - 1
        renewed = ngettext("renewed once", "renewed %(count)d times", times) % {"count": times}
        words = {"year": start.year, "times": renewed if times else _("not renewed yet")}
        sentences.append(_("Since %(year)d, %(times)s.") % words)
    if planned:
        words = {"state": planned[-1].get_state_display().lower()}
        sentences.append(_("The next one is at work: %(state)s.") % words)
    return " ".join(sentences)
