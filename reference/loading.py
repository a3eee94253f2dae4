"""Puts the supplied tables into the database: new rows in, changed rows renewed, nothing deleted."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.db import connection, models, transaction
from django.utils.translation import gettext_noop

from core import history
from reference.models import (
    CallDeadline,
    CallYearParameter,
    Country,
    CountryAlias,
    CountryStatus,
    ErasmusPrefix,
    GrantRate,
    IscedField,
    Language,
    Rule,
    Source,
    SuppliedRow,
    TravelBand,
)

DATA = Path(__file__).parent / "data"
LOCK = 7_230_001  # any number of ours: two loads at once wait for each other
WORDS = {"yes": True, "no": False}

history.describe("reference.load", gettext_noop("loaded it from the supplied tables"))


@dataclass(frozen=True)
class Table:
    """A supplied file, the model it fills and the fields that tell its rows apart.

    ``refers`` gives for a column the keys of the rows it names by a text of their own; a row that names none of them
    is left out.
    """

    file: str
    model: type[SuppliedRow]
    key: tuple[str, ...]
    expand: Callable[[dict], Iterator[dict]] = lambda row: iter([row])
    folder: Path = DATA
    refers: Mapping[str, Callable[[], Mapping[str, int]]] = field(default_factory=dict)


@dataclass
class Outcome:
    """What a load did with one table; ``kept`` names rows that differ but were changed by hand here."""

    name: str
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    no_longer_supplied: int = 0


def _one_row_a_year(row: dict) -> Iterator[dict]:
    years = [name for name in row if name.isdigit()]
    rest = {name: value for name, value in row.items() if name not in years}
    return ({**rest, "call_year": year, "value": row[year]} for year in years if row[year])


TABLES = (
    Table("sources.csv", Source, ("code",)),
    Table("countries.csv", Country, ("iso2",)),
    Table("country_aliases.csv", CountryAlias, ("name",)),
    Table("country_statuses.csv", CountryStatus, ("country", "valid_from_call")),
    Table("erasmus_prefixes.csv", ErasmusPrefix, ("prefix", "country")),
    Table("isced_fields.csv", IscedField, ("code",)),
    Table("languages.csv", Language, ("code",)),
    Table("call_year_parameters.csv", CallYearParameter, ("name", "call_year"), _one_row_a_year),
    Table("rules.csv", Rule, ("code",)),
    Table("grant_rates.csv", GrantRate, ("code",)),
    Table("travel_bands.csv", TravelBand, ("regime", "km_from")),
    Table("call_deadlines.csv", CallDeadline, ("call_year", "action", "round")),
)

_of_upper_rooms: list[Table] = []


def register(*tables: Table):
    """Called by a room's ``supplied.py``: tables of its own that are loaded with ours, after them."""
    _of_upper_rooms.extend(tables)


def supplied_tables() -> list[Table]:
    """Every supplied table of the house, in the order in which they can be loaded."""
    return [*TABLES, *_of_upper_rooms]


@transaction.atomic
def load_reference() -> list[Outcome]:
    """Load every supplied table; all or nothing. A row with ``is_local`` stays as it is and is reported."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    with history.action("reference.load"):
        return [load_table(table) for table in supplied_tables()]


def load_table(table: Table) -> Outcome:
    """Create what is missing in one table and renew what differs."""
    outcome = Outcome(str(table.model._meta.verbose_name_plural))
    key_of = partial(_key, names=[_attribute(table.model, name) for name in table.key])
    present = {key_of(vars(row)): row for row in table.model._default_manager.all()}
    new, changed, columns = [], [], set()
    for values in _supplied(table):
        row = present.pop(key_of(values), None)
        if row is None:
            new.append(table.model(**values))
        elif not (different := {name for name, value in values.items() if getattr(row, name) != value}):
            outcome.unchanged += 1
        elif row.is_local:
            outcome.kept.append(str(row))
        else:
            for name in different:
                setattr(row, name, values[name])
            changed.append(row)
            columns |= different
    outcome.created, outcome.changed = len(new), len(changed)
    outcome.no_longer_supplied = sum(not row.is_local for row in present.values())
    table.model._default_manager.bulk_create(new, batch_size=1000)
    if changed:
        table.model._default_manager.bulk_update(changed, sorted(columns), batch_size=500)
    return outcome


def _supplied(table: Table) -> Iterator[dict]:
    """The file's rows as values of model attributes. Read as text: "NA" is a country, "0111" keeps its zero."""
    keys = {name: ask() for name, ask in table.refers.items()}
    with (table.folder / table.file).open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            if any(line[name] not in known for name, known in keys.items()):
                continue
            named = {name: str(known[line[name]]) for name, known in keys.items()}
            for row in table.expand(line | named):
                yield {_attribute(table.model, name): _value(table.model, name, text) for name, text in row.items()}


def _attribute(model, name: str) -> str:
    return model._meta.get_field(name).attname


def _value(model, name: str, text: str):
    field = model._meta.get_field(name)
    if text == "" and field.null:
        return None
    if isinstance(field, models.BooleanField):
        return WORDS[text]
    return field.target_field.to_python(text) if field.is_relation else field.to_python(text)


def _key(values: dict, names: list[str]) -> tuple:
    return tuple(values[name] for name in names)
