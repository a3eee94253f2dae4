"""One row of the Commission's list of Erasmus charter holders, understood."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from partners.readable_names import readable, readable_place
from reference.erasmus_codes import normalise

COUNTRIES_OF_THE_COMMISSION = {"EL": "GR", "UK": "GB"}
LONGEST_WEBSITE = 500


@dataclass(frozen=True)
class CharterRow:
    """What the list says of one holder. ``doubts`` are sentences for a person's eye, ``reasons`` refuse the row."""

    facts: dict[str, str]
    doubts: tuple[str, ...]
    reasons: tuple[str, ...]


def understand(cells: dict[str, str], countries) -> CharterRow:
    """``cells`` by target name; ``countries`` holds the codes we know."""
    country = COUNTRIES_OF_THE_COMMISSION.get(cells["country"].upper(), cells["country"].upper())
    website, website_doubt = _website(cells["website"])
    facts = {
        **{name: cells[name] for name in ("legal_name", "oid", "street", "post_code", "city", "charter_number")},
        "erasmus_code": normalise(cells["erasmus_code"]) or "",
        "pic": cells["pic"] if len(cells["pic"]) == 9 and cells["pic"].isdigit() else "",
        "country": country,
        "website": website,
        "starts_on": cells["starts_on"][:10],
        "ends_on": cells["ends_on"][:10],
    }
    doubts = [website_doubt]
    if cells["pic"] and not facts["pic"]:
        doubts.append(_("“%(value)s” is not a PIC (nine digits); it was left out.") % {"value": cells["pic"]})
    return CharterRow(facts, tuple(filter(None, doubts)), tuple(_reasons(facts, cells, countries)))


def _reasons(facts, cells, countries):
    if not facts["legal_name"]:
        yield _("The name is missing.")
    if not facts["erasmus_code"]:
        yield _("“%(value)s” is not an Erasmus code.") % {"value": cells["erasmus_code"]}
    if facts["country"] not in countries:
        yield _("“%(value)s” is not a country code the portal knows.") % {"value": cells["country"]}
    days = [(name, day_of(facts[name])) for name in ("starts_on", "ends_on")]
    yield from (
        _("“%(value)s” is not a date.") % {"value": cells[name]} for name, day in days if facts[name] and not day
    )
    if all(day for _name, day in days) and days[0][1] > days[1][1]:
        yield _("The charter ends before it begins.")


def day_of(text: str) -> date | None:
    """A day in ISO form, else nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _website(written: str) -> tuple[str, str]:
    """A usable address, and a doubt where what is written gives none."""
    repaired = written.replace("www. ", "www.").replace("http//", "http://").replace("https//", "https://")
    first = (repaired.replace(",", " ").replace(";", " ").split() or [""])[0].rstrip("/.")
    if not first:
        return "", ""
    address = first if "://" in first else f"https://{first}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return "", _("“%(value)s” is not a web address; it was left out.") % {"value": written}
    return (
        (address, "") if len(address) <= LONGEST_WEBSITE else ("", _("The web address is too long; it was left out."))
    )


def fields_of(facts: dict[str, str]) -> dict:
    """The columns of an institution that follow from the list, coordinates aside."""
    return {
        "legal_name": facts["legal_name"],
        "name": readable(facts["legal_name"], facts["country"]),
        "country_id": facts["country"],
        "city": readable_place(facts["city"], facts["country"]),
        "street": readable(facts["street"], facts["country"]),
        "post_code": facts["post_code"],
        "website": facts["website"],
        "erasmus_code": facts["erasmus_code"],
        "pic": facts["pic"],
        "oid": facts["oid"],
        "charter_number": facts["charter_number"],
        "charter_starts_on": day_of(facts["starts_on"]),
        "charter_ends_on": day_of(facts["ends_on"]),
    }
