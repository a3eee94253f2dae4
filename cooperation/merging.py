"""What a merger of two partners does with cooperation: the survivor takes part in what either did."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.models import ActivityPartner, ConsortiumMember, NamedPerson, RestrictionOverride
from partners.dependants import Dependant, Movement, register, rows_of
from partners.merge_steps import Step, change, removal


def move_parts_in_activities(movement: Movement) -> Iterator[Step]:
    """Both may take part in one activity: the row of the survivor stays."""
    mine = set(rows_of(ActivityPartner, "institution", movement.survivor).values_list("activity", flat=True))
    for row in rows_of(ActivityPartner, "institution", movement.absorbed):
        if row.activity_id in mine:
            note = _("Both take part in “%(activity)s”: it is one partner of it.") % {"activity": row.activity}
            yield from removal(row, note=note)
        else:
            yield change(row, {"institution_id": movement.survivor.pk})


def move_overrides(movement: Movement) -> Iterator[Step]:
    """One override for a plan or an activity is enough: the survivor's own stays."""
    overrides = rows_of(RestrictionOverride, "institution", movement.survivor)
    mine = set(overrides.values_list("plan", "activity"))
    for row in rows_of(RestrictionOverride, "institution", movement.absorbed):
        if (row.plan_id, row.activity_id) in mine:
            yield from removal(row)
        else:
            yield change(row, {"institution_id": movement.survivor.pk})


def move_consortium_parts(movement: Movement) -> Iterator[Step]:
    """Both may stand in one consortium: the survivor's row stays, with the papers of both and the farther mandate."""
    mine = {row.proposal_id: row for row in rows_of(ConsortiumMember, "institution", movement.survivor)}
    for row in rows_of(ConsortiumMember, "institution", movement.absorbed):
        if row.proposal_id in mine:
            stays = mine[row.proposal_id]
            for paper in row.papers.all():
                yield change(paper, {"member_id": stays.pk})
            if len(row.mandate_days) > len(stays.mandate_days):
                yield change(stays, row.mandate_days)
            note = _("Both are in the consortium of “%(proposal)s”: it is one member.") % {"proposal": row.proposal}
            yield from removal(row, note=note)
        else:
            yield change(row, {"institution_id": movement.survivor.pk})


def _memberships(count: int) -> str:
    return ngettext("%(count)s part in a consortium", "%(count)s parts in consortia", count) % {"count": count}


def _parts(count: int) -> str:
    return ngettext("%(count)s part in an activity", "%(count)s parts in activities", count) % {"count": count}


def _people(count: int) -> str:
    words = ngettext("%(count)s person named in an activity", "%(count)s people named in activities", count)
    return words % {"count": count}


def _overrides(count: int) -> str:
    words = ngettext(
        "%(count)s overridden restriction of an activity", "%(count)s overridden restrictions of activities", count
    )
    return words % {"count": count}


register(Dependant(ActivityPartner, ("institution",), _parts, move_parts_in_activities, order=25))
register(Dependant(NamedPerson, ("institution",), _people, order=26))
register(Dependant(RestrictionOverride, ("institution",), _overrides, move_overrides, order=27))
register(Dependant(ConsortiumMember, ("institution",), _memberships, move_consortium_parts, order=28))
