"""What a merger of two partners does with agreements: their parties, and the conditions that run between them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import AmendmentSignature, Condition, Party, ProposedCondition, Signature
from partners.dependants import Dependant, Movement, register, rows_of
from partners.merge_steps import Step, change, removal

SAID_BY_A_PARTY = ("partner_unit", "reference", "signatory")
ENDS = ("sender", "receiver")


def move_parties(movement: Movement, among: Collection[int] | None = None) -> Iterator[Step]:
    """An agreement with both as parties keeps one, with what either row says. ``among``: of these agreements alone."""
    rivals = Party.objects.filter(institution=movement.survivor, agreement__parties__institution=movement.absorbed)
    present = {party.agreement_id: party for party in rivals}
    for party in _in(among, rows_of(Party, "institution", movement.absorbed)):
        title = party.agreement.title
        rival = present.get(party.agreement_id)
        if rival is None:
            yield change(party, {"institution_id": movement.survivor.pk}, title=title)
            continue
        note = _("“%(agreement)s” names both: one party is kept, with what either row says.") % {"agreement": title}
        if added := _said_besides(rival, party):
            yield change(rival, added, title=title)
        moved = list(_what_moves(rival, party))
        yield from (change(row, {column: rival.pk}) for row, column in moved)
        yield from removal(party, title=title, note=note, besides=[row for row, _column in moved])


def _what_moves(kept: Party, other: Party) -> Iterator[tuple[Any, str]]:
    """What ``other`` signed and what is proposed of it holds for ``kept``, each row with the column that names it.

    Not what ``kept`` has signed itself, nor a proposal that would run from ``kept`` to itself.
    """
    if not Signature.objects.filter(party=kept).exists():
        yield from ((row, "party_id") for row in Signature.objects.filter(party=other))
    signed = AmendmentSignature.objects.filter(party=kept).values("amendment")
    yield from (
        (row, "party_id") for row in AmendmentSignature.objects.filter(party=other).exclude(amendment__in=signed)
    )
    for end, opposite in (("sender_party", "receiver_party"), ("receiver_party", "sender_party")):
        proposals = ProposedCondition.objects.filter(**{end: other}).exclude(**{opposite: kept})
        yield from ((row, f"{end}_id") for row in proposals)


def _said_besides(kept: Party, other: Party) -> dict[str, str]:
    """What ``other`` says and ``kept`` does not; two different things stand one after the other."""
    added = {}
    for name in SAID_BY_A_PARTY:
        mine, theirs = getattr(kept, name), getattr(other, name)
        if theirs and theirs not in mine:
            column: Any = Party._meta.get_field(name)
            added[name] = (f"{mine}; {theirs}" if mine else theirs)[: column.max_length]
    return added


def move_conditions(movement: Movement, among: Collection[int] | None = None) -> Iterator[Step]:
    """A condition between the two has no meaning any more; of two that say the same one is kept."""
    mine = Q(sender=movement.survivor) | Q(receiver=movement.survivor)
    theirs = Q(sender=movement.absorbed) | Q(receiver=movement.absorbed)
    shared = Condition.objects.filter(theirs).values("agreement")
    known = defaultdict(set)
    for condition in _whole(Condition.objects.filter(mine, agreement__in=shared).exclude(theirs)):
        known[condition.agreement_id].add(_said(condition, movement))
    for condition in _whole(_in(among, Condition.objects.filter(theirs))):
        yield from _move(condition, known[condition.agreement_id], movement)


def _move(condition: Condition, known: set, movement: Movement) -> Iterator[Step]:
    said, title = _said(condition, movement), condition.agreement.title
    if {condition.sender_id, condition.receiver_id} == {movement.survivor.pk, movement.absorbed.pk}:
        note = _("“%(agreement)s” has a condition between the two: it is taken off.") % {"agreement": title}
        yield from removal(condition, title=title, note=note)
    elif said in known:
        note = _("“%(agreement)s” has the same condition for both: it is kept once.") % {"agreement": title}
        yield from removal(condition, title=title, note=note)
    else:
        known.add(said)
        ends = {f"{end}_id": movement.survivor.pk for end in ENDS if _is(condition, end, movement.absorbed)}
        yield change(condition, ends, title=title)


def _in(agreements: Collection[int] | None, rows):
    """``rows`` of the agreements alone, where any are given."""
    return rows if agreements is None else rows.filter(agreement__in=agreements)


def _is(condition: Condition, end: str, institution) -> bool:
    return getattr(condition, f"{end}_id") == institution.pk


def _said(condition: Condition, movement: Movement) -> tuple:
    """Everything a condition says, with the survivor in the place of the absorbed one."""
    stands_for = {movement.absorbed.pk: movement.survivor.pk}
    ends = tuple(stands_for.get(key, key) for key in (condition.sender_id, condition.receiver_id))
    plain = (
        "kind", "first_year", "last_year", "people_per_year", "total_months", "total_days", "is_blended", "terms",
        "is_people_undecided", "sender_unit", "receiver_unit", "sender_contact_id", "receiver_contact_id",
    )  # fmt: skip
    fields = frozenset((row.isced_field_id, row.clarification) for row in condition.condition_fields.all())
    languages = frozenset((row.language_id, row.level, row.isced_field_id) for row in condition.languages.all())
    values = tuple(getattr(condition, name) for name in plain)
    return ends, values, tuple(sorted(condition.eqf_levels)), fields, languages


def _whole(conditions):
    """Conditions with what hangs on them and what their titles need."""
    return conditions.select_related("agreement").prefetch_related("condition_fields", "languages").order_by("pk")


def _parties(count: int) -> str:
    return ngettext("%(count)s agreement", "%(count)s agreements", count) % {"count": count}


def _conditions(count: int) -> str:
    return ngettext("%(count)s condition", "%(count)s conditions", count) % {"count": count}


register(Dependant(Party, ("institution",), _parties, move_parties, order=10))
register(Dependant(Condition, ENDS, _conditions, move_conditions, order=11))
