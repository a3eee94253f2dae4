"""Writes of the charter import: sets of rows, each with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.jobs import Progress
from partners.enums import CodeScheme
from partners.models import FormerCode, Institution
from partners.services import institutions_changed, other_words, prepare_for_search
from reference.models import Country

ROWS_AT_ONCE = 1000
DERIVED = ("sort_key", "search_text", "charter_facts", "updated_at")


@dataclass(frozen=True)
class Change:
    """An institution with its new values already set, and the columns that differ from the database."""

    institution: Institution
    fields: tuple[str, ...]
    former_code: str | None
    only_facts: bool = False


def write(changes: list[Change], *, seen: set[int], gone: list[int], edition: date, progress: Progress):
    """Insert, update and mark; the caller holds the transaction and the history action."""
    new = [change.institution for change in changes if change.institution.pk is None]
    changed = [change for change in changes if change.institution.pk and change.fields]
    quiet = [change.institution for change in changes if change.only_facts]
    _prepare([change for change in changes if change.institution.pk is None or change.fields])
    done, total = 0, len(new) + len(changed) + 1
    for batch in _batches(new):
        Institution.objects.bulk_create(batch)
        progress(done := done + len(batch), total)
    for batch in _batches(changed):
        _update([change.institution for change in batch], {name for change in batch for name in change.fields})
        progress(done := done + len(batch), total)
    _update(quiet, {"charter_facts"})
    _keep_former_codes(changed)
    Institution.objects.filter(pk__in=seen).exclude(charter_listed_on=edition).update(charter_listed_on=edition)
    Institution.objects.filter(pk__in=gone).update(charter_missing_since=edition)
    institutions_changed([change.institution.pk for change in changed])
    progress(total, total)


def _prepare(changes: list[Change]):
    countries = Country.objects.in_bulk()
    words = other_words()
    for change in changes:
        institution = change.institution
        institution.country = countries[institution.country_id]
        former = [change.former_code, change.former_code.replace(" ", "")] if change.former_code else []
        prepare_for_search(institution, [*words.get(institution.pk, ()), *former])


def _update(institutions: list[Institution], fields: Iterable[str]):
    """One upsert on the key: a row by row update of six thousand would take half a minute."""
    if institutions:
        columns = sorted({name.removesuffix("_id") for name in fields} | set(DERIVED))
        Institution.objects.bulk_create(
            institutions,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=columns,
            batch_size=ROWS_AT_ONCE,
        )


def _keep_former_codes(changed: list[Change]):
    """An institution that got a new code is still found by the old one."""
    former = [
        FormerCode(institution=change.institution, scheme=CodeScheme.ERASMUS, code=change.former_code)
        for change in changed
        if change.former_code
    ]
    FormerCode.objects.bulk_create(former, ignore_conflicts=True)


def _batches(rows: list):
    return (rows[start : start + ROWS_AT_ONCE] for start in range(0, len(rows), ROWS_AT_ONCE))
