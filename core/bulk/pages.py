"""What the page of one bulk edit shows: its rows in words, how many became what, what can be done with it now."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.bulk.doing import failure_of
from core.bulk.enums import BulkOutcome, BulkState
from core.bulk.kinds import BulkKind
from core.bulk.models import BulkEdit, BulkRow
from core.jobs import progress_of
from core.paging import page_of

ROWS_ON_A_PAGE = 100
LATEST = 5
TONES = {
    BulkOutcome.PLANNED: "wait",
    BulkOutcome.DONE: "ok",
    BulkOutcome.LEFT: "warn",
    BulkOutcome.REFUSED: "bad",
    BulkOutcome.UNCHANGED: "off",
    BulkOutcome.UNDONE: "off",
}
IN_ORDER = (
    *(BulkOutcome.LEFT, BulkOutcome.REFUSED, BulkOutcome.PLANNED),
    *(BulkOutcome.DONE, BulkOutcome.UNDONE, BulkOutcome.UNCHANGED),
)


@dataclass(frozen=True)
class ShownChange:
    label: str
    before: str
    after: str
    is_other: bool


@dataclass(frozen=True)
class ShownRow:
    """One row as the page draws it: what it is, what becomes of it, why not."""

    label: str
    url: str
    outcome: str
    tone: str
    reason: str
    changes: list[ShownChange]


def page_of_edit(edit: BulkEdit, kind: BulkKind, query) -> dict:
    """The context of the page; ``query`` may narrow it to one ``outcome``, and asks for a ``page``."""
    counts = Counter(dict(edit.rows.order_by().values_list("outcome").annotate(Count("pk"))))
    asked = query.get("outcome", "")
    asked = asked if asked in BulkOutcome.values else ""
    rows = edit.rows.filter(outcome=asked) if asked else edit.rows.all()
    page = page_of(counts[asked] if asked else counts.total(), query.get("page", ""), query, ROWS_ON_A_PAGE)
    found = list(rows.order_by(_rank(), "pk")[max(page.first - 1, 0) : page.last])
    return {
        "edit": edit,
        "title": title_of(edit, counts),
        "tabs": _tabs(counts, asked),
        "rows": shown(found, kind),
        "page": page,
        "planned": counts[BulkOutcome.PLANNED],
        "changed": counts[BulkOutcome.DONE],
        "is_prepared": edit.state == BulkState.PREPARED,
        "is_done": edit.state == BulkState.DONE,
        "is_undone": edit.state == BulkState.UNDONE,
        **progress_of_edit(edit),
    }


def _rank():
    """What needs a look stands first."""
    ranks = [When(outcome=outcome, then=Value(rank)) for rank, outcome in enumerate(IN_ORDER)]
    return Case(*ranks, output_field=IntegerField())


def _tabs(counts: Counter, asked: str) -> list[dict]:
    rows = [(_("All"), "", counts.total())]
    rows += [(str(BulkOutcome(value).label), str(value), counts[value]) for value in IN_ORDER if counts[value]]
    return [
        {"label": label, "url": f"?outcome={value}" if value else "?", "count": count, "is_current": value == asked}
        for label, value, count in rows
    ]


def title_of(edit: BulkEdit, counts: Counter) -> str:
    """What the page says first."""
    if edit.state == BulkState.DONE:
        done = counts[BulkOutcome.DONE]
        return ngettext("%(count)s row was changed", "%(count)s rows were changed", done) % {"count": done}
    if edit.state == BulkState.UNDONE:
        back = counts[BulkOutcome.UNDONE]
        return ngettext("%(count)s row is as it was", "%(count)s rows are as they were", back) % {"count": back}
    if edit.state == BulkState.PREPARED:
        planned = counts[BulkOutcome.PLANNED]
        return ngettext("%(count)s row would change", "%(count)s rows would change", planned) % {"count": planned}
    return edit.get_state_display()


def shown(rows: list[BulkRow], kind: BulkKind) -> list[ShownRow]:
    """The rows in words; names are looked up once for each field."""
    words = {}
    for field in kind.fields:
        values = [version[field.name] for row in rows for version in (row.before, row.after) if field.name in version]
        words[field.name] = _words(field, values)
    return [
        ShownRow(
            row.label,
            kind.address(row.object_id),
            row.get_outcome_display(),
            TONES[BulkOutcome(row.outcome)],
            row.reason,
            [_change(field, row, words[field.name]) for field in kind.fields if field.name in row.before],
        )
        for row in rows
    ]


def _words(field, values) -> dict:
    """Words by the value; lists are no keys, so they go by their text."""
    distinct = list({str(value): value for value in values}.values())
    return {str(value): word for value, word in field.words(distinct)} if distinct else {}


def _change(field, row: BulkRow, words: dict) -> ShownChange:
    """From what to what; where the row stays, or stayed, as it is, that alone."""
    old, new = row.before[field.name], row.after[field.name]
    if row.outcome == BulkOutcome.UNDONE:
        old, new = new, old
    elif row.outcome in BulkOutcome.staying and row.written_at is None:
        new = old
    return ShownChange(str(field.label), words[str(old)], words[str(new)], old != new)


def progress_of_edit(edit: BulkEdit) -> dict:
    """``is_working`` with done of total, or the ``failure``."""
    failure = failure_of(edit)
    done, total = progress_of(edit.job) if edit.job else (0, 0)
    return {
        "is_working": edit.state in BulkState.working and not failure,
        "failure": failure,
        "done": done,
        "total": total,
        "percent": round(100 * done / total) if total else None,
    }


def latest_of(user, kind: BulkKind) -> list[BulkEdit]:
    """The person's newest bulk edits that can be undone, to come back to."""
    done = BulkEdit.objects.filter(started_by=user, kind=kind.name, state=BulkState.DONE)
    return [edit for edit in done[:LATEST] if edit.can_be_undone]
