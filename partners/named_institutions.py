"""Names on public lists and the institutions that bear them: the very name, in the same country, never a guess."""

from collections import defaultdict
from collections.abc import Iterable

from core.search_text import fold
from partners.models import Alias, Institution, NamedInstitution


def folded_names(institution: Institution, aliases: Iterable[str]) -> set[str]:
    """Every name an institution is known by, as lists of names are compared with it."""
    names = (institution.name, institution.legal_name, institution.native_name, *aliases)
    return {fold(name) for name in names} - {""}


def names_of(institutions: Iterable[Institution]) -> dict[int, set[str]]:
    """The names each institution is known by, in one query."""
    institutions = list(institutions)
    aliases = defaultdict(list)
    for owner, name in Alias.objects.filter(institution__in=institutions).values_list("institution", "name"):
        aliases[owner].append(name)
    return {institution.pk: folded_names(institution, aliases[institution.pk]) for institution in institutions}


def bearers_of(names: Iterable[NamedInstitution]) -> dict[int, list[Institution]]:
    """The institutions of the register that bear each name, by its key, in two queries."""
    names = list(names)
    wanted = defaultdict(list)
    for named in names:
        wanted[named.country_id, named.folded_name].append(named.pk)
    columns = ("name", "legal_name", "native_name", "country")
    institutions = Institution.objects.filter(country__in={named.country_id for named in names}).only(*columns)
    found = defaultdict(list)
    for institution, known in _with_names(list(institutions)):
        for name in known:
            for key in wanted.get((institution.country_id, name), ()):
                found[key].append(institution)
    return dict(found)


def _with_names(institutions: list[Institution]):
    names = names_of(institutions)
    return ((institution, names[institution.pk]) for institution in institutions)
