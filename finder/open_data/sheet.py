"""Open data as a table: a row for each offer, with its partner; lists within a cell are parted by semicolons."""

import csv
from collections.abc import Iterable, Iterator

from core.spreadsheets.writing import harmless
from finder.open_data.records import Found, offer_record, partner_record

OF_THE_PARTNER = ("id", "name", "is_university", "city", "country", "latitude", "longitude", "page")
OF_THE_OFFER = (
    "programme", "is_traineeship", "for", "levels", "fields", "languages", "people_per_year", "months_each",
    "tuition_waived", "has_places_this_round", "deadline_ahead", "terms",
)  # fmt: skip
COLUMNS = (*OF_THE_PARTNER, *OF_THE_OFFER, "networks")  # what comes later stands last


class _Line:
    """What csv writes into: gives each line back."""

    def write(self, text: str) -> str:
        return text


def as_csv(found: Found) -> Iterator[str]:
    return rows_as_csv(COLUMNS, _offers(found))


def _offers(found: Found) -> Iterator[dict]:
    for partner, offers in found:
        record = partner_record(partner, [])
        place = record["location"] or {"latitude": None, "longitude": None}
        known = record | place | {"page": record["pages"]["en"]}
        yield from (known | offer_record(offer) for offer in offers)


def rows_as_csv(columns: Iterable[str], rows: Iterable[dict]) -> Iterator[str]:
    """Plain rows, of which the ``columns`` are written."""
    columns, writer = tuple(columns), csv.writer(_Line())
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(row[column]) for column in columns])


def _cell(value) -> str | float | int | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ";".join(_joined(value))
    if value is None or isinstance(value, int | float):
        return value  # a number is never a formula, below zero either
    return harmless(value)


def _joined(values: Iterable) -> Iterator[str]:
    for value in values:
        yield ":".join(filter(None, value.values())) if isinstance(value, dict) else str(value)
