"""Which country people mean when they write "Suiza", "Letònia", "EUA" or "UK"."""

from core.search_text import fold
from reference.models import Country, CountryAlias

ARTICLES = ("the ", "la ", "el ", "le ", "les ", "l ", "los ", "las ")


class CountryNames:
    """Every name and code of every country, read once; make one per job and ask it for each row."""

    def __init__(self):
        countries = Country.objects.in_bulk()
        self._by_code = countries | {country.iso3: country for country in countries.values()}
        self._by_name = {}
        for country_id, name in CountryAlias.objects.values_list("country", "name"):
            self._by_name[fold(name)] = countries[country_id]
        for country in countries.values():
            self._by_name[fold(country.name_en)] = country
            self._by_name[fold(country.name_sv)] = country
        self._by_name.pop("", None)

    def recognise(self, text: str) -> Country | None:
        """The country ``text`` names or whose code it is ("NA" is Namibia); None when no table knows it."""
        written = str(text).strip()
        if country := self._by_code.get(written.upper()):
            return country
        folded = fold(written)
        if country := self._by_name.get(folded):
            return country
        for article in ARTICLES:
            if folded.startswith(article):
                return self._by_name.get(folded.removeprefix(article))
        return None
