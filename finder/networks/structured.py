"""What search engines are told of a network and of a joint offer, in the words of schema.org. Published facts alone."""

from typing import Any

from django.utils.safestring import SafeString

from finder.networks.offers import ShownOffer
from finder.networks.shown import NetworkPage
from finder.structured import as_script
from networks.enums import OfferKind
from partners.models import Institution


def of_network(page: NetworkPage, address: str) -> SafeString:
    network, dates = page.network, {"foundingDate": page.network.starts_on, "dissolutionDate": page.network.ends_on}
    told = {
        "@type": "Organization",
        "@id": f"{address}#network",
        "name": network.name,
        "alternateName": network.short_name,
        "description": network.description,
        "url": page.website_url,
        "mainEntityOfPage": address,
        "member": [_university(row.institution) for row in page.memberships],
        **{name: day.isoformat() for name, day in dates.items() if day},
    }
    return as_script([{name: value for name, value in told.items() if value}])


def of_offer(shown: ShownOffer, address: str) -> SafeString:
    """A course with its one edition, or an event; without days it is neither, and only its name is told."""
    offer = shown.offer
    days = {"startDate": offer.starts_on, "endDate": offer.ends_on}
    when = {name: day.isoformat() for name, day in days.items() if day}
    givers = [_university(row.institution) for row in shown.partners]
    told: dict[str, Any] = {
        "name": offer.title,
        "description": offer.description,
        "url": shown.link,
        "mainEntityOfPage": address,
        "inLanguage": offer.language_id,
    }
    if offer.kind == OfferKind.EVENT:
        told |= {"@type": "Event", "organizer": givers, **when}
    else:
        told |= {"@type": "Course", "provider": givers, "numberOfCredits": float(offer.ects) if offer.ects else None}
        told |= {"hasCourseInstance": {"@type": "CourseInstance", **when}} if when else {}
    return as_script([{name: value for name, value in told.items() if value}])


def _university(institution: Institution) -> dict:
    place = {"@type": "PostalAddress", "addressCountry": institution.country_id}
    return {"@type": "CollegeOrUniversity", "name": institution.name, "address": place}
