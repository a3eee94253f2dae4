"""What search engines and link previews are told of a page, in the words of schema.org. Published facts alone."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from core.institution_name import institution_name
from finder.partner_page import PartnerPage
from finder.ways import Published
from partners.enums import InstitutionKind

# What could end the element, or begin a comment in it, is written as JSON writes any letter.
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


def as_script(graph: list[dict]) -> SafeString:
    """A block of data for the head of a page. It is never run, so the content security policy lets it be."""
    told = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{told}</script>')  # noqa: S308 - escaped above


def partner_words(page: PartnerPage) -> str:
    """The partner in one line, for previews: where it is, how one goes there, who may."""
    programmes = dict.fromkeys(one.programme for one in page.usable)
    levels = dict.fromkeys(level for one in page.usable for way in one.there for level in way.levels)
    parts = (f"{page.institution.city}, {page.institution.country.name}", ", ".join(programmes), ", ".join(levels))
    return page.notice or " · ".join(part.strip(", ") for part in parts if part)


def of_partner(page: PartnerPage, address: str) -> SafeString:
    """The institution, the way to its page, and each agreement under which students can go now."""
    here = f"{address}#institution"
    programmes = [_programme(one, page, here) for one in page.usable if any(way.levels for way in one.there)]
    return as_script([_institution(page, address, here), *programmes])


def _institution(page: PartnerPage, address: str, here: str) -> dict:
    institution = page.institution
    is_university = institution.kind == InstitutionKind.HIGHER_EDUCATION
    place = {"@type": "PostalAddress", "addressCountry": institution.country_id}
    told: dict[str, Any] = {
        "@type": "CollegeOrUniversity" if is_university else "Organization",
        "@id": here,
        "name": institution.name,
        "mainEntityOfPage": address,
        "address": place | ({"addressLocality": institution.city} if institution.city else {}),
    }
    if page.other_names:
        told["alternateName"] = page.other_names
    if page.website_url:
        told["url"] = page.website_url
    if institution.latitude is not None and institution.longitude is not None:
        point = {"latitude": float(institution.latitude), "longitude": float(institution.longitude)}
        told["geo"] = {"@type": "GeoCoordinates"} | point
    if institution.erasmus_code:
        told["identifier"] = {"@type": "PropertyValue", "propertyID": "Erasmus", "value": institution.erasmus_code}
    return told


def _programme(agreement: Published, page: PartnerPage, here: str) -> dict:
    ways = [way for way in agreement.there if way.levels]
    people = [way.people for way in ways if way.people is not None]
    told = {
        "@type": "EducationalOccupationalProgram",
        "name": f"{agreement.programme}: {page.institution.name}",
        "provider": {"@id": here},
        "sponsor": _ourselves(),
        "programPrerequisites": sorted({level for way in ways for level in way.levels}),
        "maximumEnrollment": sum(people) if people else None,
        "applicationDeadline": _last_day(page),
    }
    return {name: value for name, value in told.items() if value}


def _last_day(page: PartnerPage) -> str:
    """Of the rounds that are open and have places there, the one that closes last."""
    return max((shown.round.closes_at.isoformat() for shown in page.rounds if shown.is_open), default="")


def of_open_data(examples, terms: dict, address: str) -> SafeString:
    """The data as a data set, by which search engines for data find it."""
    files = [{"@type": "DataDownload", "name": one.what, "contentUrl": one.address} for one in examples]
    name = f"{institution_name()}: partners, places and deadlines of stays abroad"
    told = {"@type": "Dataset", "name": name, "description": name, "url": address, "license": terms["url"]}
    return as_script([told | {"creator": _ourselves(), "isAccessibleForFree": True, "distribution": files}])


def _ourselves() -> dict:
    return {"@type": "CollegeOrUniversity", "name": institution_name(), "url": settings.SITE_URL}
