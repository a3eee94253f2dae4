"""The history of an agreement three times: to be read, as a table, and raw as the database recorded it."""

import csv
import io
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from agreements.history_story import AGREEMENT_STORY
from core.history_entries import Entry, entries_of, events_of
from core.spreadsheets.writing import harmless


def history_files(agreement) -> dict[str, str]:
    """The text of each file by its name; nothing is left out, oldest first."""
    entries = entries_of(agreement, AGREEMENT_STORY, most=None)[::-1]
    return {
        "history.txt": _as_text(entries),
        "history.csv": _as_table(entries),
        "history.json": _as_recorded(agreement),
    }


def _as_text(entries: list[Entry]) -> str:
    return "\n".join(line for entry in entries for line in _lines(entry)) + "\n"


def _lines(entry: Entry):
    yield f"{_when(entry)}  {entry.who} {_(entry.did)}".rstrip()
    if entry.note:
        yield f"    “{entry.note}”"
    for change in entry.changes:
        yield f"    {change.label}: {change.before} → {change.after}" if change.has_values else f"    {change.label}"


def _as_table(entries: list[Entry]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow([_("When"), _("Who"), _("What"), _("Reason"), _("Field"), _("Before"), _("After")])
    for entry in entries:
        act = [_when(entry), entry.who, _(entry.did), entry.note]
        changes = [[change.label, change.before, change.after] for change in entry.changes] or [["", "", ""]]
        for values in changes:
            writer.writerow([harmless(value) for value in [*act, *values]])
    return "\ufeff" + file.getvalue()


def _as_recorded(agreement) -> str:
    events = [
        {
            "at": event.pgh_created_at,
            "what": event.pgh_label,
            "table": event.pgh_obj_model,
            "row": event.pgh_obj_id,
            "data": event.pgh_data,
            "changes": event.pgh_diff,
            "context": event.pgh_context,
        }
        for event in reversed(events_of(agreement, AGREEMENT_STORY))
    ]
    return json.dumps(events, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _when(entry: Entry) -> str:
    return localtime(entry.at).isoformat(sep=" ", timespec="seconds")
