"""What codes are called in the reader's language, and by which words an offer is found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from finder import published
from finder.enums import BROAD_FIELDS, COSTS, PROGRAMMES, ROUND_FACTS, UNSTATED, Level
from finder.faces import Faces
from reference.enums import Continent
from reference.models import Country, IscedField, Language

NOT_STATED = gettext_lazy("Not stated")
InTwoLanguages = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Words:
    """Code → name in English and Swedish of countries, fields, languages and published networks (these by their keys).

    ``regions``: country → continent.
    """

    countries: InTwoLanguages
    fields: InTwoLanguages
    languages: InTwoLanguages
    regions: dict[str, str]
    networks: InTwoLanguages = field(default_factory=dict)
    seen: dict[tuple[str | None, str], Faces] = field(default_factory=dict, repr=False, compare=False)

    def faces(self, facet: str) -> Faces:
        """How the choices of a facet look to the reader."""
        asked = get_language(), facet
        if asked not in self.seen:
            self.seen[asked] = Faces(facet, self.spelled)
        return self.seen[asked]

    def name(self, facet: str, value: str) -> str:
        """What a choice is called in the reader's language."""
        return self.faces(facet)[value].label

    def spelled(self, facet: str, value: str) -> str:
        """The same, looked up in the registers."""
        if value == UNSTATED:
            return str(NOT_STATED)
        enumeration = {"level": Level, "region": Continent}.get(facet)
        if enumeration:
            return str(enumeration(value).label)
        plain = {"programme": PROGRAMMES, "field": BROAD_FIELDS, "cost": COSTS, **ROUND_FACTS}.get(facet, {})
        if value in plain:
            return str(plain[value])
        if facet == "language" and "-" in value:
            code, _dash, level = value.partition("-")
            return _("%(language)s, I have %(level)s") % {"language": self.name(facet, code), "level": level}
        named = self.named[facet]
        name = in_reader_language(named.get(value, (value, "")))
        return name[:1].upper() + name[1:]  # Swedish writes languages small, a choice begins with a capital

    @property
    def named(self) -> dict[str, InTwoLanguages]:
        """Facet → the names of its choices, where the register gives them."""
        return {
            "country": self.countries,
            "field": self.fields,
            "language": self.languages,
            "network": self.networks,
        }

    def meanings(self) -> Iterable[tuple[str, str, list[str]]]:
        """Facet, choice and the texts by which its offers are found, in every language of the site."""
        for facet, names in self.named.items():
            for code, texts in names.items():
                yield facet, code, list(texts)
        for facet, labels in (("field", BROAD_FIELDS), ("programme", PROGRAMMES), ("level", _levels())):
            for value, label in labels.items():
                yield facet, value, _in_every_language(label)


def read_words() -> Words:
    """All names, in four queries."""
    countries = list(Country.objects.values_list("pk", "name_en", "name_sv", "continent"))
    return Words(
        countries={code: (english, swedish) for code, english, swedish, _continent in countries},
        fields=_names(IscedField),
        languages=_names(Language),
        networks=_networks(),
        regions={code: continent for code, _english, _swedish, continent in countries},
    )


def in_reader_language(names: tuple[str, str]) -> str:
    english, swedish = names
    return (swedish if get_language() == "sv" else "") or english


def _names(model) -> InTwoLanguages:
    rows = model.objects.values_list("pk", "name_en", "name_sv")
    return {code: (english, swedish) for code, english, swedish in rows}


def _networks() -> InTwoLanguages:
    """Long and short name, so that either finds its members: "Baltic University Programme (BUP)"."""
    rows = published.networks().values_list("pk", "name_en", "name_sv", "short_name")
    return {
        str(pk): (with_short_name(english, short), with_short_name(swedish, short) if swedish else "")
        for pk, english, swedish, short in rows
    }


def with_short_name(name: str, short_name: str) -> str:
    """ "Baltic University Programme (BUP)"; the name alone where the short one stands in it."""
    return name if not short_name or short_name.casefold() in name.casefold() else f"{name} ({short_name})"


def _levels() -> dict:
    return {level: level.label for level in Level}


def _in_every_language(label) -> list[str]:
    texts = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts.append(str(label))
    return texts
