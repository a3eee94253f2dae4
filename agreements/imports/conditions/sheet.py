"""Conditions as a spreadsheet whose headings the import knows: read, changed and sent again, it changes just that."""

from collections.abc import Iterator
from decimal import Decimal

from agreements.forms.condition_words import written_fields, written_languages
from agreements.imports.conditions.columns import TARGETS
from agreements.imports.conditions.words import VOCABULARIES
from agreements.models import Condition

ROWS_AT_ONCE = 1000
COLUMNS = (
    *("number", "agreement", "condition", "code", "partner", "sender", "receiver", "kind", "people_per_year"),
    *("total_months", "total_days", "first_year", "last_year", "levels", "fields", "languages", "is_blended"),
    *("sender_unit", "receiver_unit", "sender_contact", "receiver_contact", "terms"),
)
RELATED = ("agreement", "sender", "receiver", "sender_contact", "receiver_contact")


def headings() -> list[str]:
    labels = {target.name: str(target.label) for target in TARGETS}
    return [labels[name] for name in COLUMNS]


def rows_of(agreements) -> Iterator[list]:
    """A row for each condition of the ``agreements`` (a queryset), in constant memory."""
    found = Condition.objects.filter(agreement__in=agreements.order_by().values("pk")).order_by("agreement", "pk")
    found = found.select_related(*RELATED).prefetch_related(
        "condition_fields__isced_field",
        "languages__language",
        "languages__isced_field",
        "agreement__parties__institution",
    )
    words = {name: dict(VOCABULARIES[name].choices()) for name in ("kind", "is_blended", "levels")}
    for condition in found.iterator(chunk_size=ROWS_AT_ONCE):
        row = _values(condition, words)
        yield [row[name] for name in COLUMNS]


def _values(condition: Condition, words: dict) -> dict:
    partners = [party.institution for party in condition.agreement.partner_parties]
    return {
        "number": condition.agreement.number,
        "agreement": condition.agreement_id,
        "condition": condition.pk,
        "code": partners[0].erasmus_code if partners else "",
        "partner": partners[0].name if partners else "",
        "sender": _named(condition.sender),
        "receiver": _named(condition.receiver),
        "kind": words["kind"][condition.kind],
        "people_per_year": condition.people_per_year,
        "total_months": _short(condition.total_months),
        "total_days": _short(condition.total_days),
        "first_year": _year(condition.first_year),
        "last_year": _year(condition.last_year),
        "levels": ", ".join(words["levels"].get(str(level), f"EQF {level}") for level in sorted(condition.eqf_levels)),
        "fields": written_fields(condition),
        "languages": written_languages(condition),
        "is_blended": words["is_blended"].get({True: "yes", False: "no"}.get(condition.is_blended), ""),
        "sender_unit": condition.sender_unit,
        "receiver_unit": condition.receiver_unit,
        "sender_contact": _contact(condition.sender_contact),
        "receiver_contact": _contact(condition.receiver_contact),
        "terms": condition.terms,
    }


def _named(institution) -> str:
    """By what the import finds it for sure, where there is such a thing."""
    return institution.erasmus_code or institution.schac or institution.name


def _contact(contact) -> str:
    return (contact.email or contact.name) if contact else ""


def _short(number: Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(f"{number.normalize():f}")


def _year(year: int | None) -> str:
    return f"{year}/{(year + 1) % 100:02}" if year else ""
