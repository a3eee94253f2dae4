"""What a follow-up asks, who may fill it in, and what of it is missing."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from quality.enums import FollowUpState, StepKind, ValueOrigin
from quality.models import FollowUp, Indicator, IndicatorValue
from quality.querysets import FILL, RUN
from reference.academic_years import AcademicYear

STEPS_OF_DATA = (StepKind.COLLECT, StepKind.SELF_EVALUATION)


def indicators_of(follow_up: FollowUp) -> QuerySet[Indicator]:
    """Those its process asks in its year, in their order."""
    asked = Indicator.objects.valid_in(follow_up.academic_year).filter(process=follow_up.process_id)
    return asked.order_by("position", "code")


def measured_year(follow_up: FollowUp) -> AcademicYear:
    """The year that figures of the portal are counted for: the last that was over when the follow-up's began."""
    return AcademicYear(follow_up.academic_year).previous


def filled(values: QuerySet[IndicatorValue]) -> QuerySet[IndicatorValue]:
    """Those with something in them; a figure of the portal that had nothing to count is an answer, too."""
    empty = Q(number__isnull=True, text="", file="")
    return values.filter(~empty | Q(origin=ValueOrigin.COMPUTED))


def missing_indicators(follow_up: FollowUp) -> QuerySet[Indicator]:
    """The required ones that have no value yet, in their order."""
    there = filled(follow_up.values.all()).order_by().values("indicator")
    return indicators_of(follow_up).filter(is_required=True).exclude(pk__in=there)


def completeness(follow_up: FollowUp) -> list[str]:
    """The names of what is missing before the dialogue; nothing where everything required is in."""
    return [indicator.name for indicator in missing_indicators(follow_up)]


def may_fill(user, follow_up: FollowUp) -> bool:
    """Whether the person runs the follow-up, or was asked to collect its data. Reads prefetched ``steps``."""
    if user.has_perm(RUN, follow_up):
        return True
    asked = (step for step in follow_up.steps.all() if step.kind in STEPS_OF_DATA)
    return any(user.has_perm(FILL, step) for step in asked)


def why_closed(follow_up: FollowUp) -> str:
    """Why no value can be written now; "" where values can."""
    if follow_up.state == FollowUpState.COLLECTING:
        return ""
    if follow_up.state == FollowUpState.PLANNED:
        return _("Collecting has not begun: values can be filled in once whoever runs the follow-up begins it.")
    if follow_up.state in FollowUpState.begun:
        return _("The dialogue rests on these values: to change one, collecting is begun again first.")
    return _("The follow-up is over: its values stay as they are.")
