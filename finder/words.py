"""What codes are called in the reader's language, and by which words an offer is found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from finder.enums import BROAD_FIELDS, PROGRAMMES, UNSTATED, Level
from finder.offers import Listed, Offer
from reference.enums import Continent
from reference.models import Country, IscedField, Language

NOT_STATED = _("Not stated")
InTwoLanguages = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Words:
    """Code → name in English and Swedish of countries, fields and languages; ``regions``: country → continent."""

    countries: InTwoLanguages
    fields: InTwoLanguages
    languages: InTwoLanguages
    regions: dict[str, str]

    def name(self, facet: str, value: str) -> str:
        """What a choice of the list is called in the reader's language."""
        if value == UNSTATED:
            return str(NOT_STATED)
        enumeration = {"level": Level, "region": Continent}.get(facet)
        if enumeration:
            return str(enumeration(value).label)
        plain = {"programme": PROGRAMMES, "field": BROAD_FIELDS}.get(facet, {})
        if value in plain:
            return str(plain[value])
        named = {"country": self.countries, "field": self.fields, "language": self.languages}[facet]
        return in_reader_language(named.get(value, (value, "")))

    def searched(self, partner: Listed, offer: Offer) -> Iterable[str]:
        """The texts an offer is found by, in every language of the site."""
        yield from (partner.name, partner.city, *partner.other_names)
        yield from self.countries[partner.country]
        for code in {*offer.fields, *offer.broad_fields}:
            yield from self.fields.get(code, ())
        yield from (str(BROAD_FIELDS[code]) for code in offer.broad_fields if code in BROAD_FIELDS)
        for code, _level in offer.languages:
            yield from self.languages[code]
        yield str(PROGRAMMES[offer.programme])


def read_words() -> Words:
    """All names, in three queries."""
    countries = list(Country.objects.values_list("pk", "name_en", "name_sv", "continent"))
    return Words(
        countries={code: (english, swedish) for code, english, swedish, _continent in countries},
        fields=_names(IscedField),
        languages=_names(Language),
        regions={code: continent for code, _english, _swedish, continent in countries},
    )


def in_reader_language(names: tuple[str, str]) -> str:
    english, swedish = names
    return (swedish if get_language() == "sv" else "") or english


def _names(model) -> InTwoLanguages:
    rows = model.objects.values_list("pk", "name_en", "name_sv")
    return {code: (english, swedish) for code, english, swedish in rows}
