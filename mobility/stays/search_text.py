"""What a stay is found by, and sorted by, kept in step with its person and its partner."""

from collections.abc import Iterable

from core.search_text import fold, fold_all
from mobility.models import Mobility

BATCH = 500


def prepare_for_search(stay: Mobility):
    """Set the columns that search and sorting read; the caller saves."""
    person, country = stay.participant, stay.country
    codes = (stay.partner.erasmus_code,) if stay.partner_id else ()
    stay.search_text = fold_all(
        *(person.name, person.email, person.person_code, stay.place, country.name_en, country.name_sv, *codes),
        stay.project.number if stay.project_id else "",
    )
    stay.sort_key = fold(f"{person.family_name} {person.given_name}")[:250]


def renew(stays):
    """Write the search columns of ``stays`` (a queryset) anew, after a name of theirs has changed."""
    rows = stays.select_related("participant", "partner__country", "host_country", "project").order_by("pk")
    batch = []
    for stay in rows.iterator(chunk_size=BATCH):
        prepare_for_search(stay)
        batch.append(stay)
        if len(batch) == BATCH:
            _write(batch)
            batch = []
    _write(batch)


def _write(batch):
    Mobility.objects.bulk_update(batch, ["search_text", "sort_key"])


def renew_after_institution_change(institution_ids: Iterable[int]):
    renew(Mobility.objects.filter(partner__in=list(institution_ids)))
