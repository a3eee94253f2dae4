"""Partners of published agreements that somebody who is typing may mean; of all others nothing is told."""

from dataclasses import dataclass

from finder import published
from finder.cards import address_of
from partners.similar_facts import Asked
from partners.similar_now import similar_institutions

MOST_SHOWN = 5
MOST_ASKED = 40  # of the whole register, of which few are published
LONGEST_TYPED = 300


@dataclass(frozen=True)
class KnownPartner:
    name: str
    place: str
    url: str


def known_partners_like(name: str, *, country: str = "", city: str = "") -> list[KnownPartner]:
    """Published partners whose name, code or initials are like ``name``, the likeliest first."""
    if not name.strip():
        return []
    asked = Asked(names=(name[:LONGEST_TYPED],), country=country[:2], city=city[:LONGEST_TYPED])
    keys = [one.institution_id for one in similar_institutions(asked, most=MOST_ASKED)]
    rows = published.institutions().select_related("country").in_bulk(keys)
    found = [rows[key] for key in keys if key in rows][:MOST_SHOWN]
    return [
        KnownPartner(row.name, ", ".join(filter(None, (row.city, str(row.country)))), address_of(row.pk, row.slug))
        for row in found
    ]
