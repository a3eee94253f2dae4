"""The search for institutions that may be entered twice: in the background, after something has changed."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core.enums import JobState
from core.jobs import Progress, is_lost, job_kind, silent, start_job
from core.models import Job
from partners.enums import InstitutionStatus
from partners.models import Institution, PossibleDuplicate
from partners.similar import SimilarInstitutions
from partners.similar_facts import Asked, Known, Similar
from partners.similar_now import load_index, newest_history
from partners.similar_reasons import ReasonKind

JOB = "partners.duplicates"
LIKELY = 91  # of 100: worth an officer's minute
MOST_OF_ONE = 10
NAMED_ALIKE = (ReasonKind.NAME, ReasonKind.OTHER_NAME, ReasonKind.INITIALS, ReasonKind.CODE)

Pair = tuple[int, int]


def search_if_changed(*, actor=None) -> Job | None:
    """Begin a search where names, codes or places have changed since the last one; None where nothing has."""
    last = _last(JobState.DONE)
    if last and last.result.get("history") == list(newest_history()):
        return None
    return search_for_duplicates(actor=actor)


def search_for_duplicates(*, actor=None) -> Job:
    """Begin a search, unless one is on its way already."""
    on_its_way = _last(JobState.QUEUED, JobState.RUNNING)
    return on_its_way if on_its_way and not is_lost(on_its_way) else start_job(JOB, actor=actor)


def last_search() -> Job | None:
    """The newest search, finished or not."""
    return _last(*JobState.values)


def _last(*states) -> Job | None:
    return Job.objects.filter(kind=JOB, state__in=states).order_by("-pk").first()


@job_kind(JOB)
def search(job: Job, progress: Progress) -> dict:
    """Keep the pairs that look like one institution; what nobody has decided on and looks so no more is forgotten."""
    history = list(newest_history())
    kept = find_and_keep(progress)
    Job.objects.filter(kind=JOB, state=JobState.DONE).exclude(pk=job.pk).delete()
    return {"found": kept, "history": history}


def find_and_keep(progress: Progress = silent) -> int:
    """Search everything now; returns how many pairs wait for a decision."""
    return write_pairs(dict(_pairs(load_index(), progress)))


def _pairs(index: SimilarInstitutions, progress: Progress) -> Iterator[tuple[Pair, Similar]]:
    """Pairs with one partner at least: that the charter list names a school twice is nothing to us."""
    ours = Institution.objects.unmerged().exclude(status=InstitutionStatus.LISTED)
    keys = list(ours.exclude(_is_home()).values_list("pk", flat=True))
    homes = frozenset(Institution.objects.filter(_is_home()).values_list("pk", flat=True))
    for count, pk in enumerate(keys, start=1):
        for similar in index.similar(_asked(index.known[pk], homes), at_least=LIKELY, most=MOST_OF_ONE):
            if any(reason.kind in NAMED_ALIKE for reason in similar.reasons):
                yield (min(pk, similar.institution_id), max(pk, similar.institution_id)), similar
        progress(count, len(keys))


def _is_home() -> Q:
    return Q(erasmus_code=settings.HOME_INSTITUTION)


def _asked(known: Known, homes: frozenset[int]) -> Asked:
    return Asked(
        names=tuple(text for text, _meaning in known.names),
        country=known.country,
        city=" ".join(known.around.places),
        codes=known.codes,
        website=known.host,
        besides=homes | {known.pk},
        only_in_country=True,
    )


@transaction.atomic
def write_pairs(found: dict[Pair, Similar]) -> int:
    """Make the waiting pairs those that were found; returns how many wait now. Decided ones stay as they are."""
    known = {_in_order(pair): pair for pair in PossibleDuplicate.objects.select_for_update()}
    gone = [pair.pk for key, pair in known.items() if key not in found and not pair.is_dismissed]
    PossibleDuplicate.objects.filter(pk__in=gone).delete()
    new = [_pair(key, similar) for key, similar in found.items() if key not in known]
    PossibleDuplicate.objects.bulk_create(new, ignore_conflicts=True)
    changed = [_with(known[key], similar) for key, similar in found.items() if key in known]
    PossibleDuplicate.objects.bulk_update(changed, ["score", "reasons"], batch_size=500)
    return PossibleDuplicate.objects.waiting().count()


def _in_order(pair: PossibleDuplicate) -> Pair:
    return min(pair.first_id, pair.second_id), max(pair.first_id, pair.second_id)


def _pair(key: Pair, similar: Similar) -> PossibleDuplicate:
    return _with(PossibleDuplicate(first_id=key[0], second_id=key[1]), similar)


def _with(pair: PossibleDuplicate, similar: Similar) -> PossibleDuplicate:
    pair.score, pair.reasons = similar.score, [reason.as_json() for reason in similar.reasons]
    return pair
