"""Everything the portal knows about one person as a file, for whoever asks for their own data."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.errors import RightMissing
from mobility.models import Participant
from mobility.people.enums import Sensitive
from mobility.people.exporting import record_export
from mobility.people.forgetting import PERSONAL_ROWS, PersonalRows
from mobility.people.reading import VIEW_SENSITIVE, note_reading

LEFT_OUT = {"search_text", "search_vector", "sort_key", "participant", "mobility", "nonce", "token_hash"}


@transaction.atomic
def own_data(participant: Participant, *, actor) -> bytes:
    """A ZIP file with the same facts twice: JSON for programmes, text for people. Recorded as reading and as export.

    The office alone, for needs and emergency contact are in it.
    """
    if not actor.has_perm(VIEW_SENSITIVE):
        raise RightMissing(_("Only the international office hands out somebody’s own data."))
    tables = {str(rows.model._meta.verbose_name_plural): _rows_of(rows, participant) for rows in PERSONAL_ROWS}
    note_reading([participant], Sensitive.OWN_DATA, actor=actor)
    count = sum(len(rows) for rows in tables.values())
    record_export(str(Sensitive.OWN_DATA.label), actor=actor, row_count=count, columns=tables, participant=participant)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(tables, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("data.txt", "\ufeff" + _readable(tables))
        for name, content in _files_of(participant):
            archive.writestr(name, content)
    return stream.getvalue()


def _rows_of(rows: PersonalRows, participant: Participant) -> list[dict]:
    found = rows.model._base_manager.filter(**{rows.path: participant.pk}).order_by("pk")
    return [_facts(row) for row in found]


def _files_of(participant: Participant) -> Iterator[tuple[str, bytes]]:
    """What was uploaded about the person, under numbers: two files may be called the same."""
    for rows in PERSONAL_ROWS:
        for row in rows.model._base_manager.filter(**{rows.path: participant.pk}):
            for file in (getattr(row, name) for name in rows.files):
                if file and file.storage.exists(file.name):
                    with file.open("rb") as content:
                        yield f"files/{row.pk}-{PurePath(file.name).name}", content.read()


def _facts(row: models.Model) -> dict:
    """Each column by its name on the screen, with the words of a choice and the names of what is referred to."""
    facts = {}
    for column in row._meta.concrete_fields:
        if column.primary_key or column.name in LEFT_OUT:
            continue
        value = getattr(row, column.name)
        if column.choices and value not in (None, ""):
            value = getattr(row, f"get_{column.name}_display")()
        elif isinstance(value, models.Model) or isinstance(column, models.FileField):
            value = str(value)
        facts[capfirst(str(column.verbose_name))] = value
    return facts


def _readable(tables: dict[str, list[dict]]) -> str:
    lines: list[str] = []
    for title, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            lines += ["", f"{capfirst(title)} {number}"]
            lines += [f"  {name}: {_plain(value)}" for name, value in row.items() if value not in (None, "")]
    return "\r\n".join(lines).strip() + "\r\n"


def _plain(value) -> str:
    return {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else str(value)
