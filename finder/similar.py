"""Partners like another: the same broad fields at the same levels, those of its country first."""

from collections.abc import Iterable

from agreements.models import Agreement
from finder.cards import Card, card_of
from finder.index import Index
from finder.offers import levels_of
from finder.shelves import both, flat
from partners.models import Institution

MOST = 5


def partners_like(institution: Institution, agreements: Iterable[Agreement], index: Index) -> list[Card]:
    """At most five to which somebody can go, likest first: field, level and country; then field; then country.

    ``agreements``: those with the institution, past ones too, with their conditions (``finder.ways``).
    """
    conditions = [condition for agreement in agreements for condition in agreement.shown]
    codes = {row.isced_field_id[:2] for condition in conditions for row in condition.condition_fields.all()}
    levels = {level for condition in conditions for level in levels_of(condition.kind, condition.eqf_levels)}
    of_field = index.having("field", codes)
    in_field = flat(of_field) if codes else 0
    at_level = flat(both(of_field, index.having("level", levels))) if codes else 0
    in_country = flat(index.having("country", [institution.country_id]))
    in_order = (
        at_level & in_country,
        in_field & ~at_level & in_country,
        at_level & ~in_country,
        in_field & ~at_level & ~in_country,
        in_country & ~in_field,
    )
    found = [partner for bits in in_order for _number, partner in index.partners_in(bits, last=MOST + 1)]
    others = [partner for partner in found if partner.pk != institution.pk][:MOST]
    return [card_of(partner, list(partner.offers), index.words) for partner in others]
