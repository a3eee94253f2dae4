"""The contract of open data, version 1: an OpenAPI 3.1 document, and the examples of the page for people."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.institution_name import institution_name
from finder.index import FACETS
from finder.open_data.addresses import data_address
from finder.open_data.schemas import SCHEMAS, ref

VERSION = "1"
TERMS = {"name": settings.OPEN_DATA_LICENCE, "url": settings.OPEN_DATA_LICENCE_URL}

# Name of the address, media type, schema (none for a table), what it is, whether the filters of the list apply.
DATA = (
    ("partners_json", "application/json", "Partners", _("Partners with what they offer"), True),
    ("partners_geojson", "application/geo+json", "FeatureCollection", _("The same as points of a map"), True),
    ("partners_csv", "text/csv", "", _("The same as a table, a row for each offer"), True),
    ("partner_json", "application/json", "Partner", _("One partner, also one nobody can be sent to at present"), False),
    ("rounds_json", "application/json", "Rounds", _("Rounds of applications that are not over"), False),
    ("networks_json", "application/json", "Networks", _("Networks with their members"), False),
    ("networks_csv", "text/csv", "", _("Networks as a table, a row for each member"), False),
    ("joint_offers_json", "application/json", "JointOffers", _("What members of networks give together"), False),
    ("joint_offers_csv", "text/csv", "", _("Joint offers as a table, a row for each"), False),
    ("codes_json", "application/json", "Codes", _("What the codes mean, in English and Swedish"), False),
)
NUMBER = 1  # of the example of one partner, where its number goes


@dataclass(frozen=True)
class Example:
    what: str
    address: str
    takes_filters: bool


def examples(query: str) -> list[Example]:
    """Each kind of data with its whole address; ``query`` ("?…") are the filters of the list in use."""
    filters = query if query != "?" else ""
    shown = []
    for name, _media, _schema, what, takes_filters in DATA:
        address = _template(name).replace("{id}", str(NUMBER)) + (filters if takes_filters else "")
        shown.append(Example(str(what), address, takes_filters))
    return shown


def document() -> dict:
    """The whole contract."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Study abroad: partners of {institution_name('en')}",
            "version": VERSION,
            "description": "What the public site shows, for other programs. Read-only, without a key.",
            "license": TERMS,
            "contact": {"email": settings.OFFICE_EMAIL},
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {_template(name).removeprefix(settings.SITE_URL): _path(name, *told) for name, *told in DATA},
        "components": {"schemas": SCHEMAS},
    }


def _template(name: str) -> str:
    if name == "partner_json":
        return data_address(name, NUMBER).replace(f"/{NUMBER}.json", "/{id}.json")
    return data_address(name)


def _path(name: str, media: str, schema: str, what, takes_filters: bool) -> dict:
    one_partner = name == "partner_json"
    operation = {
        "operationId": name,
        "summary": str(what),
        "responses": {
            "200": {"description": str(what), "content": {media: {"schema": _form(schema)}}},
            "304": {"description": "Nothing has changed since the ETag that was sent."},
            "429": _refusal("Too many requests: Retry-After says in how many seconds.", headers=_RETRY),
            **({"404": _refusal("No partner with this number is published.")} if one_partner else {}),
        },
    }
    parameters = _filters() if takes_filters else [_NUMBER] if one_partner else []
    return {"get": operation | ({"parameters": parameters} if parameters else {})}


_RETRY = {"Retry-After": {"schema": {"type": "integer"}}}
_NUMBER = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}


def _form(schema: str) -> dict:
    return ref(schema) if schema else {"type": "string"}


def _refusal(description: str, **more) -> dict:
    return {"description": description, "content": {"application/problem+json": {"schema": ref("Problem")}}} | more


def _filters() -> list[dict]:
    """The filters of the list, by the same names: several values of one are alternatives, filters add up."""
    words = {"name": "q", "in": "query", "description": "Words to search for.", "schema": {"type": "string"}}
    section = (
        "A section of the map in degrees: west,south,east,north. West may be more than east: across the date line."
    )
    box = {"name": "box", "in": "query", "description": section, "schema": {"type": "string"}}
    several = {"type": "array", "items": {"type": "string"}}
    return [
        words,
        box,
        *(
            {"name": facet, "in": "query", "schema": several, "style": "form", "explode": True}
            for facet in dict.fromkeys(FACETS)
        ),
    ]
