"""What pages ask about institutions beyond the rows themselves."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Q
from django.utils import timezone
from rapidfuzz import fuzz, process

from core.search_text import fold
from partners.cooperation import stamp, with_cooperation
from partners.enums import InstitutionStatus
from partners.models import Alias, Institution
from reference.erasmus_codes import possible_readings

MOST_SIMILAR = 5
SIMILAR_ENOUGH = 88
FIGURES_KEPT_SECONDS = 600


@dataclass(frozen=True)
class Figures:
    """The numbers of the sentence over the list."""

    partners: int
    working: int
    suspended: int
    listed: int
    total: int


def figures_for(user) -> Figures:
    """Counted over everything ``user`` may see, whatever the filters ask; remembered until something changes."""
    newest = Institution.pgh_event_model.objects.aggregate(newest=Max("pgh_id"))["newest"]
    key = f"institution-figures:{user.pk}:{newest}:{timezone.localdate()}:{stamp()}"
    return cache.get_or_set(key, lambda: _counted(user), FIGURES_KEPT_SECONDS)


def _counted(user) -> Figures:
    visible = Institution.objects.visible_to(user)
    counted = visible.aggregate(
        total=Count("pk"),
        suspended=Count("pk", filter=Q(status=InstitutionStatus.SUSPENDED)),
        listed=Count("pk", filter=Q(status=InstitutionStatus.LISTED)),
    )
    working = with_cooperation(visible, user).count()
    return Figures(partners=visible.partners().count(), working=working, **counted)


def same_code(*, erasmus_code: str = "", pic: str = "", besides: Institution | None = None) -> Institution | None:
    """The institution that already has the Erasmus code or the PIC; both are unique."""
    wanted = Q(pk__in=[])
    if erasmus_code:
        wanted |= Q(erasmus_code=erasmus_code)
    if pic:
        wanted |= Q(pic=pic)
    return Institution.objects.filter(wanted).exclude(pk=besides.pk if besides else None).first()


def similar_names(name: str, country) -> list[Institution]:
    """Institutions of the country that are called nearly the same, by any of their names, the nearest first."""
    names = _names_in(country)
    matches = process.extract(
        fold(name), names, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR_ENOUGH, limit=4 * MOST_SIMILAR
    )
    nearest = dict.fromkeys(key[0] for _name, _score, key in matches)
    found = Institution.objects.in_bulk(list(nearest)[:MOST_SIMILAR])
    return [found[key] for key in nearest if key in found]


def _names_in(country) -> dict[tuple, str]:
    """(institution, which name) → the folded name, of every institution in the country."""
    rows = Institution.objects.filter(country=country).values_list("pk", "name", "native_name", "legal_name")
    names = {(pk, place): fold(name) for pk, *given in rows for place, name in enumerate(given) if name}
    aliases = Alias.objects.filter(institution__country=country).values_list("institution", "pk", "name")
    return names | {(owner, f"alias {pk}"): fold(name) for owner, pk, name in aliases}


def called(text: str) -> list[Institution]:
    """Institutions meant by an Erasmus code, a PIC or a name, at most ``MOST_SIMILAR``: for a field one types in."""
    written = text.strip()
    if not fold(written):
        return []
    exact = Q(erasmus_code__in=possible_readings(written)) | Q(pic=written) | Q(sort_key=fold(written))
    found = Institution.objects.select_related("country")
    return list(found.filter(exact)[:MOST_SIMILAR]) or list(found.matching(written)[:MOST_SIMILAR])
