"""Which conditions a stay fits under, and how many of their places are taken in a year."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from agreements.enums import AgreementState, MobilityKind
from agreements.models import Condition
from mobility.enums import Activity, Direction, MobilityState
from mobility.models import Mobility
from partners.models import Institution

KIND_OF = {
    Activity.STUDIES: MobilityKind.STUDENT_STUDIES,
    Activity.SHORT_BLENDED: MobilityKind.STUDENT_STUDIES,
    Activity.SHORT_DOCTORAL: MobilityKind.STUDENT_STUDIES,
    Activity.TRAINEESHIP: MobilityKind.STUDENT_TRAINEESHIP,
    Activity.TEACHING: MobilityKind.STAFF_TEACHING,
    Activity.TRAINING: MobilityKind.STAFF_TRAINING,
}
TAKING_NOMINATIONS = (AgreementState.SIGNED, *AgreementState.in_force)


@dataclass(frozen=True)
class Places:
    """The places of one condition in one academic year; ``agreed`` is None where no number was agreed."""

    agreed: int | None
    taken: int
    asked: int

    @property
    def is_full(self) -> bool:
        return self.agreed is not None and self.taken >= self.agreed

    @property
    def is_asked_for(self) -> bool:
        """No place is left that nobody has, or asks for."""
        return self.agreed is not None and self.taken + self.asked >= self.agreed

    @property
    def words(self) -> str:
        """“2 of 3 taken, 1 asked”."""
        values = {"taken": self.taken, "agreed": self.agreed, "asked": self.asked}
        if self.agreed is None:
            words = _("%(taken)s taken, no number agreed") % values
        else:
            words = _("%(taken)s of %(agreed)s taken") % values
        return words + (_(", %(asked)s asked") % values if self.asked else "")


def conditions_for(partner: Institution, *, activity: str, direction: str):
    """Conditions with ``partner`` under which somebody can be nominated for this, each with its agreement."""
    outgoing = direction == Direction.OUTGOING
    ends = {"receiver": partner} if outgoing else {"sender": partner}
    return (
        Condition.objects.filter(**ends, kind=KIND_OF[Activity(activity)], agreement__state__in=TAKING_NOMINATIONS)
        .select_related("agreement", "sender", "receiver")
        .order_by("agreement__ends_on", "pk")
    )


def fits(condition: Condition, *, level: int | None) -> bool:
    """Whether the condition is for people of this level; one that names none is for all."""
    return level is None or not condition.eqf_levels or level in condition.eqf_levels


def places_of(conditions: Iterable[Condition], year: int, *, besides: int | None = None) -> dict[int, Places]:
    """The places of each condition in ``year``, by its key, in one query; the stay ``besides`` is not counted."""
    conditions = list(conditions)
    stays = Mobility.objects.filter(condition__in=conditions, academic_year=year).exclude(pk=besides)
    counted = (
        stays.order_by()
        .values("condition")
        .annotate(
            taken=Count("pk", filter=Q(state__in=MobilityState.takes_place)),
            asked=Count("pk", filter=Q(state=MobilityState.NOMINATED)),
        )
    )
    found = {row["condition"]: row for row in counted}
    nobody = {"taken": 0, "asked": 0}
    return {
        each.pk: Places(
            each.people_per_year,
            found.get(each.pk, nobody)["taken"],
            found.get(each.pk, nobody)["asked"],
        )
        for each in conditions
    }


def lock_places(condition_id: int | None):
    """Hold the condition until the end of the transaction: of two who take its last place one waits, and then counts.

    Taken before the stay itself is locked, so that nobody waits in a circle.
    """
    if condition_id is not None:
        Condition.objects.select_for_update(of=("self",)).filter(pk=condition_id).first()


def no_place(stay: Mobility) -> str:
    """Why there is no place for ``stay`` in its year; "" where there is one, or going beyond has a reason."""
    if stay.condition is None or stay.overbooked_because:
        return ""
    places = places_of([stay.condition], stay.academic_year, besides=stay.pk)[stay.condition.pk]
    if not places.is_full:
        return ""
    return _("The agreed places of %(year)s are taken (%(places)s): to go beyond them needs a reason.") % {
        "year": stay.year,
        "places": places.words,
    }


def why_not_beyond(stay: Mobility) -> str:
    """Why ``stay`` need not or cannot be accepted beyond the agreed number; "" where only that is left."""
    if stay.state != MobilityState.NOMINATED:
        return _("The stay is “%(state)s”: only one that is nominated is accepted.") % {
            "state": stay.get_state_display()
        }
    return "" if no_place(stay) else _("There is a place for this stay: it can be accepted as it is.")
