"""Forgetting people: their rows, their files, what history says, and their names wherever they were written."""

from collections.abc import Collection, Iterable
from contextlib import nullcontext

import pgtrigger
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from core import history
from core.anonymise import emptied, forget_in_history, forget_notes
from core.errors import PortalError
from core.imports.importer import IMPORTERS
from core.imports.runs import table_of
from core.models import Comment, ImportRun
from core.search_text import fold, fold_all
from mobility.models import Mobility, Participant
from mobility.people.forgetting import PERSONAL_ROWS, PersonalRows
from mobility.people.names import DASH, forget_what_is_written, what_to_forget
from reminders.models import OutgoingMail

OF_MAILS = ("to_address", "text", "html", "search_text", "last_error")

history.describe("participant.forget", gettext_noop("removed who the person was, as the rules on keeping want"))


@transaction.atomic
def forget(people: Collection[Participant], *, actor, note: str) -> int:
    """Clear everything that says who ``people`` were; returns how many stays are kept without a name.

    Where somebody else is called exactly so, a name goes only where something says that it is this person's.
    """
    keys = [person.pk for person in people]
    written = [what_to_forget(person, besides=keys) for person in people]
    addresses = [person.email for person in people if person.email]
    known = [(set(fold(person.name).split()), fold(person.email)) for person in people]
    cleared: dict[type[models.Model], list[int]] = {}
    with history.action("participant.forget", actor=actor, note=note):
        for rows in PERSONAL_ROWS:
            with pgtrigger.ignore(rows.set_aside) if rows.set_aside else nullcontext():
                cleared[rows.model] = _clear(rows, keys)
        Participant.objects.filter(pk__in=keys).update(anonymised_at=timezone.now())
    _rename_stays(keys)
    for model, cleared_keys in cleared.items():
        _forget_what_was_said(model, cleared_keys)
    forget_what_is_written(written)
    _forget_mails(addresses)
    _forget_sources(known)
    return len(cleared[Mobility])


def _clear(rows: PersonalRows, people: list[int]) -> list[int]:
    """Clear the rows about ``people``; returns which they were."""
    found = rows.model._base_manager.filter(**{f"{rows.path}__in": people})
    keys = list(found.values_list("pk", flat=True))
    found = rows.model._base_manager.filter(pk__in=keys)
    for name in rows.files:
        _delete_files(getattr(rows.model, name).field.storage, found.values_list(name, flat=True))
    if rows.is_removed:
        found.delete()
    else:
        for name in rows.replaced:
            found.exclude(**{name: ""}).update(**{name: DASH})
        found.update(**emptied(rows.model, (*rows.emptied, *rows.files)))
    if hasattr(rows.model, "pgh_event_model"):
        tracked = {column.name for column in rows.model.pgh_event_model._meta.fields}
        forget_in_history(rows.model, keys, [name for name in rows.in_history if name in tracked])
    return keys


def _delete_files(storage, names: Iterable[str | None]):
    kept = [name for name in names if name]
    transaction.on_commit(lambda: [storage.delete(name) for name in kept])


def _rename_stays(people: list[int]):
    stays = list(Mobility.objects.filter(participant__in=people).select_related("partner"))
    for stay in stays:
        stay.search_text, stay.sort_key = fold_all(stay.place), ""
    Mobility.objects.bulk_update(stays, ["search_text", "sort_key"], batch_size=500)


def _forget_what_was_said(model: type[models.Model], keys: list[int]):
    if hasattr(model, "pgh_event_model"):
        forget_notes(model, keys)
    kind = ContentType.objects.get_for_model(model)
    Comment.objects.filter(content_type=kind, object_id__in=keys).delete()  # their words are no part of history


def _forget_mails(addresses: list[str]):
    """Mails to the person go but for subject, day and fate."""
    mails = OutgoingMail.objects.filter(recipient__isnull=True, to_address__in=addresses)
    mails.update(**dict.fromkeys(OF_MAILS, ""))


def _forget_sources(known: list[tuple[set[str], str]]):
    """Files of imports that name one of the people are deleted: what came in from them is in the register."""
    names = [name for name, importer in IMPORTERS.items() if importer.right.startswith("mobility.")]
    for run in ImportRun.objects.filter(importer__in=names).exclude(file=""):
        if not _names_one(run, known):
            continue
        _delete_files(run.file.storage, [run.file.name, run.refused_file.name])
        ImportRun.objects.filter(pk=run.pk).update(file="", refused_file="", report={}, original_name=DASH)
        forget_in_history(ImportRun, [run.pk], ["original_name"])


def _names_one(run: ImportRun, known: list[tuple[set[str], str]]) -> bool:
    """Whether a row has all words of somebody's name, in whatever columns, or the address."""
    try:
        table = table_of(run)
    except (PortalError, OSError):  # nobody can read it any more
        return True
    for row in table.rows:
        text = fold(" ".join(row.cells.values()))
        words = set(text.split())
        if any((name and name <= words) or (address and address in text) for name, address in known):
            return True
    return False
