"""What the page of one partner says: the published facts of its agreements, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.models import Agreement, Document
from core.eu_funding import EuFunding
from finder import published
from finder.call_book import km_from_home
from finder.cards import Card
from finder.done_together import DoneTogether, done_together_with
from finder.enums import Standing
from finder.exchange_facts import ExchangeThere, exchange_there
from finder.index import Index
from finder.networks.names import NetworkLink, networks_of
from finder.networks.offers import ShownOffer, offers_at
from finder.rounds import ShownRound
from finder.similar import partners_like
from finder.ways import Published, agreements_with, in_words
from finder.web_links import host_of, web_link
from mobility.reports.shown import ReportsOf, reports_in
from partners.enums import CoordinatesPrecision, InstitutionStatus
from partners.models import Institution

MOST_ALTERNATIVES, MOST_SIMILAR, MOST_OFFERS = 5, 3, 10


@dataclass(frozen=True)
class PartnerPage:
    institution: Institution
    other_names: list[str]
    usable: list[Published]
    past: list[Published]
    notice: str
    successor: Institution | None
    alternatives: list[Card]
    similar: list[Card]
    documents: list[Document]
    rounds: list[ShownRound]
    exchange: ExchangeThere | None
    reports: list[ReportsOf]
    done_together: list[DoneTogether]
    networks: list[NetworkLink]
    offers: list[ShownOffer]
    km: int | None

    @property
    def next_round(self) -> ShownRound | None:
        """The round that closes first of those in which one can apply now."""
        return next((shown for shown in self.rounds if shown.is_open), None)

    @property
    def funding(self) -> EuFunding | None:
        """What says that the Union pays, where it pays somebody who goes there (LG-03)."""
        return EuFunding() if any(one.money for one in self.usable) else None

    @property
    def pays_more_by_green(self) -> bool:
        return any(one.money and one.money.travel and one.money.travel.green for one in self.usable)

    @property
    def units_to_ask(self) -> list[tuple[str, str]]:
        """Name and role address of the units whose agreements these are, where they have one."""
        return list(dict.fromkeys((one.unit, one.unit_email) for one in self.usable if one.unit_email))

    @property
    def website_url(self) -> str:
        """The website's address when it is one of the web; anything else is no link."""
        return web_link(self.institution.website)

    @property
    def website(self) -> str:
        """The host of the website, which is what a reader looks at."""
        return host_of(self.institution.website)

    @property
    def where(self) -> str:
        """Under the small map: the place, and how exact the point is."""
        place = ", ".join(part for part in (self.institution.city, self.institution.country.name) if part)
        if self.institution.coordinates_precision == CoordinatesPrecision.COUNTRY:
            return _("%(place)s (the point shows the country, not the town)") % {"place": place}
        return place


def partner_page(institution: Institution, index: Index, rounds: list[ShownRound]) -> PartnerPage:
    """What the page of ``institution`` (one of ``published.institutions``) shows, in a constant number of queries.

    ``rounds``: those with places there, the one that closes first at the top.
    """
    rows = agreements_with(institution)
    known = [in_words(row, institution, index) for row in rows]
    is_closed = institution.status in published.CLOSED_INSTITUTIONS
    usable = [] if is_closed else [one for one in known if one.standing in Standing.usable]
    return PartnerPage(
        institution=institution,
        other_names=_other_names(institution),
        usable=usable,
        past=[one for one in known if one not in usable],
        notice="" if usable else _notice(institution, [one.standing for one in known]),
        successor=_successor(institution),
        alternatives=[] if usable else partners_like(institution, rows, index)[:MOST_ALTERNATIVES],
        similar=partners_like(institution, rows, index)[:MOST_SIMILAR] if usable else [],
        documents=_documents_of(rows),
        rounds=rounds if usable else [],
        exchange=exchange_there(institution) if usable else None,
        networks=networks_of(institution, index),
        offers=offers_at(institution, MOST_OFFERS),
        reports=reports_in(published.report_answers(institution)),
        done_together=done_together_with(institution),
        km=km_from_home(institution, index),
    )


def _other_names(institution: Institution) -> list[str]:
    names = [institution.native_name, *institution.aliases.values_list("name", flat=True)]
    return [name for name in dict.fromkeys(names) if name and name != institution.name]


def _successor(institution: Institution) -> Institution | None:
    """What the institution became in the end, as far as that has a page of its own."""
    seen, found, key = {institution.pk}, None, institution.succeeded_by_id
    while key is not None and key not in seen:
        seen.add(key)
        following = Institution.objects.only("succeeded_by").get(pk=key)
        found = published.institutions().filter(pk=key).first() or found
        key = following.succeeded_by_id
    return found


def _documents_of(agreements: list[Agreement]) -> list[Document]:
    """The newest version of each public file of the published agreements."""
    files = published.documents().filter(agreement__in=[row.pk for row in agreements]).select_related("language")
    newest: dict[tuple, Document] = {}
    for document in files.order_by("title", "-version"):
        newest.setdefault((document.agreement_id, document.title), document)
    return list(newest.values())


def _notice(institution: Institution, standings: list[Standing]) -> str:
    """Why nobody can go there now."""
    if institution.status == InstitutionStatus.CLOSED:
        return _("This institution no longer exists under this name.")
    if institution.status == InstitutionStatus.SUSPENDED or Standing.SUSPENDED in standings:
        return _("The cooperation is suspended at present: nobody can be sent there.")
    return _("The cooperation has ended: nobody can be sent there any more.")
