"""What waits for a person's decision in the mobility room: whom a unit accepts."""

from urllib.parse import urlencode

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.enums import Role
from mobility.enums import Activity, Direction, MobilityState, Term
from mobility.models import Mobility
from mobility.querysets import CHANGE, VIEW
from mobility.stays.watched import person_and_place, person_of, place_of
from reference.academic_years import AcademicYear
from reminders.decisions import DecisionSource, register
from reminders.grouping import Grouping, Naming
from reminders.sources import Act

APART = "|"


def _nominated():
    return Mobility.objects.filter(state=MobilityState.NOMINATED)


def _address(row) -> str:
    return reverse("mobility:mobility_detail", args=[row.page_id])


def _acts(row, user) -> list[Act]:
    """Both need one more press at most; what the rules say stands on the page."""
    moves = ((gettext_lazy("Accept"), "accept", "primary", False), (gettext_lazy("Reject"), "reject", "danger", True))
    return [
        Act(label, reverse("mobility:mobility_move", args=[row.object_id, move]), tone, needs_note=needs_note)
        for label, move, tone, needs_note in moves
    ]


def _joined(*paths: str) -> Concat:
    """Columns as one text, which ``split(APART)`` takes apart again."""
    parts = [part for path in paths for part in (Value(APART), Cast(path, CharField()))]
    return Concat(*parts[1:], output_field=CharField())


def _asked_for(row) -> dict[str, str]:
    """What the nomination is for, in words."""
    _direction, activity, term, year = row.detail.split(APART)
    return {
        "activity": str(Activity(activity).label),
        "term": str(Term(term).label),
        "year": str(AcademicYear(int(year))),
    }


def _sentence(row) -> str:
    return _("Nominated: %(activity)s, %(term)s %(year)s") % _asked_for(row)


def _of_nominations(row, number: int, count: str) -> str:
    """ "5 nominations from Politechnika Łódzka, autumn term 2027/28"."""
    if row.detail.startswith(Direction.INCOMING):
        text = ngettext(
            "%(count)s nomination from %(partner)s, %(term)s %(year)s",
            "%(count)s nominations from %(partner)s, %(term)s %(year)s",
            number,
        )
    else:
        text = ngettext(
            "%(count)s nomination to %(partner)s, %(term)s %(year)s",
            "%(count)s nominations to %(partner)s, %(term)s %(year)s",
            number,
        )
    return text % {"count": count, "partner": place_of(row), **_asked_for(row)}


def _list_address(row) -> str:
    """The nominations of the partner for the term, where they can be moved on all at once."""
    direction, partner, year, term = row.group.split(APART)
    query = {"state": MobilityState.NOMINATED.value, "direction": direction, "partner": partner}
    return f"{reverse('mobility:mobility_list')}?{urlencode({**query, 'year': year, 'term': term})}"


def _together() -> Case:
    """Those of one partner and term. To places that are no partners everybody goes alone."""
    of_partner = When(partner__isnull=False, then=_joined("direction", "partner_id", "academic_year", "term"))
    return Case(of_partner, output_field=CharField())


register(
    DecisionSource(
        name="mobility.nomination",
        label=gettext_lazy("Nomination to accept"),
        rows=_nominated,
        right=CHANGE,
        role=Value(Role.COORDINATOR.value),
        unit="unit",
        since="state_since",
        title=person_and_place(),
        person="coordinator",
        detail=_joined("direction", "activity", "term", "academic_year"),
        sentence=_sentence,
        address=_address,
        acts=_acts,
        grouping=Grouping(title=_of_nominations, by=_together(), member=person_of, address=_list_address),
        naming=Naming(VIEW, place_of),
    )
)
