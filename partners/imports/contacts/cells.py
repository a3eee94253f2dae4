"""What one row says of a contact: a cell that cannot be read refuses it in a sentence, an empty one says nothing."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.imports.days import NotADay, end_day, is_without_end, start_day
from core.imports.mapping import Mapping
from core.imports.plans import RowPlan
from core.spreadsheets.table import Row
from partners.models import Contact

PLAIN = ("partner_unit", "email", "phone")
LAST_DAY_OF_A_YEAR = "12-31"


def read_contact(row: Row, mapping: Mapping, plan: RowPlan) -> dict:
    """The values that the row gives, by the names of the columns of ``Contact``."""
    values = {name: cell for name in PLAIN if (cell := one_line(mapping.cell(row, name)))}
    if name := _name(row, mapping):
        values["name"] = name
    if remarks := mapping.cell(row, "remarks").strip():
        values["remarks"] = remarks
    if role := mapping.cell(row, "role").strip():
        values["role"] = mapping.meaning("role", role)
        if not values["role"]:
            plan.refuse(_("“%(word)s” has no meaning in the mapping.") % {"word": role})
    values |= _days(row, mapping, plan)
    plan.refuse(*_what_cannot_be(values))
    return values


def one_line(text: str) -> str:
    return " ".join(text.split())


def _name(row: Row, mapping: Mapping) -> str:
    parts = (one_line(mapping.cell(row, name)) for name in ("first_name", "last_name"))
    return one_line(mapping.cell(row, "name")) or " ".join(filter(None, parts))


def _days(row: Row, mapping: Mapping, plan: RowPlan) -> dict[str, date | None]:
    days: dict[str, date | None] = {}
    written = {name: mapping.cell(row, name).strip() for name in ("valid_from", "valid_to")}
    try:
        if written["valid_from"]:
            days["valid_from"] = start_day(written["valid_from"])
        if written["valid_to"]:
            is_open = is_without_end(written["valid_to"])
            days["valid_to"] = None if is_open else end_day(written["valid_to"], LAST_DAY_OF_A_YEAR)
    except NotADay as error:
        plan.refuse(error.sentence)
    return days


def _what_cannot_be(values: dict) -> Iterator[str]:
    """A sentence for each value that no contact can have."""
    try:
        Contact(**values).clean_fields(exclude=["institution", *(set(field_names()) - values.keys())])
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            if name == "email":
                yield _("“%(value)s” is no e-mail address.") % {"value": values[name]}
            else:
                yield f"{label_of(name)}: {' '.join(sentences)}"


def field_names() -> list[str]:
    return [field.name for field in Contact._meta.concrete_fields]


def label_of(name: str) -> str:
    return capfirst(str(Contact._meta.get_field(name).verbose_name))
