"""What pages ask about institutions beyond the rows themselves."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Q
from django.utils import timezone

from core.search_text import fold
from partners.cooperation import stamp, with_cooperation
from partners.enums import InstitutionStatus
from partners.models import FormerCode, Institution, PossibleDuplicate
from partners.similar_facts import Asked
from partners.similar_now import similar_institutions
from partners.similar_reasons import Reason
from reference.erasmus_codes import possible_readings

MOST_SIMILAR = 5
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


@dataclass(frozen=True)
class Found:
    """An institution that may be the one somebody means, and why."""

    institution: Institution
    score: int
    reasons: tuple[Reason, ...]


def similar_to(asked: Asked, **limits) -> list[Found]:
    """Institutions that ``asked`` may mean, the likeliest first, with what a line about each shows."""
    similar = similar_institutions(asked, **limits)
    rows = Institution.objects.unmerged().select_related("country", "succeeded_by")
    known = rows.in_bulk([one.institution_id for one in similar])
    return [Found(known[one.institution_id], one.score, one.reasons) for one in similar if one.institution_id in known]


def known_as_others(institution: Institution | None) -> frozenset[int]:
    """The institutions of which somebody has said that they are not this one."""
    if institution is None or institution.pk is None:
        return frozenset()
    pairs = PossibleDuplicate.objects.dismissed().of(institution).values_list("first", "second")
    return frozenset(key for pair in pairs for key in pair) - {institution.pk}


def last_successor(institution: Institution) -> Institution | None:
    """Who has its place today: the end of the line of successors; None without one."""
    seen, last = {institution.pk}, institution
    while last.succeeded_by_id and last.succeeded_by_id not in seen:
        last = Institution.objects.select_related("country").get(pk=last.succeeded_by_id)
        seen.add(last.pk)
    return None if last.pk == institution.pk else last


def called(text: str) -> list[Institution]:
    """Institutions meant by an Erasmus code, a PIC or a name, at most ``MOST_SIMILAR``: for a field one types in."""
    written = text.strip()
    if not fold(written):
        return []
    readings = possible_readings(written)
    former = FormerCode.objects.filter(code__in=[*readings, written]).values("institution")
    exact = Q(erasmus_code__in=readings) | Q(pic=written) | Q(sort_key=fold(written)) | Q(pk__in=former)
    found = Institution.objects.unmerged().select_related("country")
    return list(found.filter(exact)[:MOST_SIMILAR]) or list(found.matching(written)[:MOST_SIMILAR])
