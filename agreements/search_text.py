"""What an agreement is found and sorted by: its own words and its partners', copied so that a search is one index."""

from collections.abc import Iterable

from agreements.models import Agreement, Party
from core.search_text import fold_all

BATCH = 2000


def prepare_for_search(agreement: Agreement):
    """Set ``search_text`` and ``partner_sort_key`` from parties and tags as they are now; the caller saves."""
    tags = [tagging.tag.name for tagging in agreement.taggings.all()]
    set_search_words(agreement, [party for party in agreement.parties.all() if not party.is_home], tags)


def set_search_words(agreement: Agreement, partners: list[Party], tags: Iterable[str] = ()):
    """The same from parties at hand, which need not be saved yet."""
    words = [agreement.number, agreement.title, *tags]
    for party in partners:
        words += [party.institution.search_text, party.partner_unit, party.reference]
    agreement.search_text = fold_all(*words)
    agreement.partner_sort_key = partners[0].institution.sort_key if partners else ""


def renew_search_text(agreements) -> int:
    """Renew the copies of all ``agreements`` (a queryset), in batches; returns how many rows were written."""
    written = 0
    ids = list(agreements.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        rows = list(
            Agreement.objects.filter(pk__in=ids[start : start + BATCH]).prefetch_related(
                "parties__institution", "taggings__tag"
            )
        )
        for agreement in rows:
            prepare_for_search(agreement)
        written += Agreement.objects.bulk_update(rows, ["search_text", "partner_sort_key"], batch_size=500)
    return written


def renew_after_institution_change(institution_ids: Iterable[int]):
    """Called by ``partners.services`` when a partner's names, codes or places have changed."""
    renew_search_text(Agreement.objects.filter(parties__institution__in=list(institution_ids)).distinct())
