"""The form of open data, as JSON Schema (2020-12): what ``contract.py`` promises and the tests hold."""

from finder.enums import Level
from mobility.enums import Term
from networks.enums import CountKind, DayPrecision, MemberRole, NetworkKind, OfferKind


def ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def told(description: str, **schema) -> dict:
    return {"description": description} | schema


def record(**properties) -> dict:
    """An object of which every member is always there. New members may come: ignore what you do not know."""
    return {"type": "object", "required": list(properties), "properties": properties}


def rows(items: dict, **schema) -> dict:
    return {"type": "array", "items": items} | schema


def mapping(values: dict) -> dict:
    return {"type": "object", "additionalProperties": values}


TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 0}
YES_OR_NO = {"type": "boolean"}
PAGES = told("The page for people in each language.", **mapping({"type": "string", "format": "uri"}))
NAMES = mapping(TEXT)
NOTES = rows(TEXT, description="What of the question was left out, in words.")
LEVELS = rows({"type": "string", "enum": Level.values})
COUNTRY = {"type": "string", "pattern": "^[A-Z]{2}$"}

LOCATION = {"type": ["object", "null"]} | {
    "required": ["latitude", "longitude"],
    "properties": {
        "latitude": {"type": "number", "minimum": -90, "maximum": 90},
        "longitude": {"type": "number", "minimum": -180, "maximum": 180},
    },
}
OFFER = record(
    programme=told("A code of codes.json.", **TEXT),
    is_traineeship=YES_OR_NO,
    **{"for": {"type": "string", "enum": ["students", "staff"]}},
    levels=told("Who may go; none where it is not stated.", **LEVELS),
    fields=rows({"type": "string", "pattern": "^[0-9]{2,4}$"}, description="ISCED-F 2013; none: any, or not stated."),
    languages=rows(record(language=TEXT, level=told("CEFR, or empty.", **TEXT)), description="What one must speak."),
    people_per_year=told("Places agreed for a year.", type=["integer", "null"], minimum=0),
    months_each=told("How long each person stays.", type=["number", "null"], minimum=0),
    tuition_waived=told("True where it is agreed; false where it is not, or not stated.", **YES_OR_NO),
    has_places_this_round=told("A round of applications that is not over has places left.", **YES_OR_NO),
    terms=rows({"type": "string", "enum": Term.values}, description="Of the rounds that are not over."),
    deadline_ahead=told("A round of applications with this offer is not over.", **YES_OR_NO),
)
_ABOUT_A_PARTNER = {
    "id": WHOLE,
    "name": TEXT,
    "other_names": rows(TEXT),
    "is_university": YES_OR_NO,
    "city": TEXT,
    "country": told("ISO 3166-1.", **COUNTRY),
    "networks": rows(WHOLE, description="Numbers of networks.json that it belongs to."),
    "pages": PAGES,
    "offers": rows(ref("Offer")),
}
_HEAD = {"version": TEXT, "self": {"type": "string", "format": "uri"}, "count": WHOLE, "notes": NOTES}
_POINT = {
    "type": ["object", "null"],
    "required": ["type", "coordinates"],
    "properties": {"type": {"const": "Point"}, "coordinates": rows({"type": "number"}, minItems=2, maxItems=2)},
}
ROUND = record(
    id=WHOLE,
    name=NAMES,
    activity=TEXT,
    academic_year=TEXT,
    term={"type": "string", "enum": Term.values},
    opens_at={"type": "string", "format": "date-time"},
    closes_at={"type": "string", "format": "date-time"},
    answer_by={"type": ["string", "null"], "format": "date"},
    apply_address={"type": ["string", "null"]},
    pages=PAGES,
    places_left=WHOLE,
    partners=rows(record(id=WHOLE, places_left=WHOLE)),
)
DAY = {"type": ["string", "null"], "format": "date"}
ADDRESS = {"type": ["string", "null"]}
_AN_INSTITUTION = {
    "name": TEXT,
    "country": told("ISO 3166-1.", **COUNTRY),
    "partner": told("Its number in the data of partners; null: no partner of ours.", type=["integer", "null"]),
}
NETWORK = record(
    id=WHOLE,
    kind={"type": "string", "enum": NetworkKind.values},
    name=NAMES,
    short_name=TEXT,
    description=NAMES,
    website=ADDRESS,
    starts_on=DAY,
    ends_on=DAY,
    funding=told("Who pays for it, in words.", **TEXT),
    pages=PAGES,
    members=rows(
        record(**_AN_INSTITUTION, role={"type": "string", "enum": MemberRole.values}, since=DAY, until=DAY),
        description="As far as a source confirms them.",
    ),
    counts=rows(
        record(
            what={"type": "string", "enum": CountKind.values},
            number=WHOLE,
            is_about=YES_OR_NO,
            as_of=DAY,
            precision=told("How exactly the day is known.", type="string", enum=DayPrecision.values),
        ),
    ),
)
JOINT_OFFER = record(
    id=WHOLE,
    network=told("A number of networks.json.", **WHOLE),
    kind={"type": "string", "enum": OfferKind.values},
    title=NAMES,
    description=NAMES,
    ects={"type": ["number", "null"], "minimum": 0},
    language=told("A code of codes.json.", type=["string", "null"]),
    term=TEXT,
    starts_on=DAY,
    ends_on=DAY,
    apply_from=DAY,
    apply_by=DAY,
    link=ADDRESS,
    pages=PAGES,
    partners=rows(record(**_AN_INSTITUTION, is_coordinator=YES_OR_NO)),
)
SCHEMAS = {
    "Network": NETWORK,
    "Networks": record(version=TEXT, self=TEXT, networks=rows(ref("Network"))),
    "JointOffer": JOINT_OFFER,
    "JointOffers": record(version=TEXT, self=TEXT, offers=rows(ref("JointOffer"))),
    "Offer": OFFER,
    "Partner": record(location=LOCATION, **_ABOUT_A_PARTNER),
    "Partners": record(**_HEAD, terms=record(name=TEXT, url=TEXT), partners=rows(ref("Partner"))),
    "Feature": record(type={"const": "Feature"}, id=WHOLE, geometry=_POINT, properties=record(**_ABOUT_A_PARTNER)),
    "FeatureCollection": record(type={"const": "FeatureCollection"}, **_HEAD, features=rows(ref("Feature"))),
    "Round": ROUND,
    "Rounds": record(version=TEXT, self={"type": "string"}, rounds=rows(ref("Round"))),
    "Codes": record(
        version=TEXT,
        **{
            kind: mapping(NAMES)
            for kind in ("countries", "fields", "broad_fields", "languages", "levels", "programmes", "networks")
        },
    ),
    "Problem": record(type=TEXT, status=WHOLE, detail=TEXT),
}
