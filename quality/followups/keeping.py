"""What people keep of follow-ups: those they run, steps that are asked of them, meetings they call."""

from django.db.models import Q
from django.utils.translation import gettext_lazy, ngettext

from core.keeping import register
from quality.actions.keeping import KeptInQuality, kept_row_about
from quality.enums import FollowUpState
from quality.models import DialogueMeeting, FollowUp, FollowUpStep
from quality.querysets import FILL, RUN

OF_FOLLOW_UP = tuple(f"follow_up__{name}" for name in ("process", "version", "unit"))


class KeptFollowUps(KeptInQuality):
    right_of_keeper = RUN

    def kept_row(self, row):
        return kept_row_about(row, row)


class KeptPartsOfFollowUps(KeptInQuality):
    """Steps and meetings: called by what they are, with the follow-up they belong to."""

    right_of_keeper = FILL

    def kept_row(self, row):
        kept = kept_row_about(row, row.follow_up)
        return type(kept)(**{**vars(kept), "title": f"{row}: {row.follow_up}"})


def _follow_ups(count: int) -> str:
    return ngettext("%(count)d follow-up", "%(count)d follow-ups", count) % {"count": count}


def _steps(count: int) -> str:
    return ngettext("%(count)d step of follow-ups", "%(count)d steps of follow-ups", count) % {"count": count}


def _meetings(count: int) -> str:
    return ngettext("%(count)d dialogue meeting", "%(count)d dialogue meetings", count) % {"count": count}


def register_kept():
    """Called by the room's ``keeping.py``."""
    is_open = Q(follow_up__state__in=FollowUpState.open)
    register(
        KeptFollowUps(
            FollowUp,
            "quality.follow_ups",
            gettext_lazy("Follow-ups"),
            keeper="owner",
            still=Q(state__in=FollowUpState.open),
            words=_follow_ups,
            related=("process", "version", "unit", "owner"),
            order=79,
        )
    )
    register(
        KeptPartsOfFollowUps(
            FollowUpStep,
            "quality.steps",
            gettext_lazy("Steps of follow-ups"),
            keeper="person",
            still=is_open & Q(done_on=None),
            words=_steps,
            related=(*OF_FOLLOW_UP, "person"),
            order=80,
        )
    )
    register(
        KeptPartsOfFollowUps(
            DialogueMeeting,
            "quality.meetings",
            gettext_lazy("Dialogue meetings"),
            keeper="kept_by",
            still=is_open & Q(is_held=False),
            words=_meetings,
            related=(*OF_FOLLOW_UP, "kept_by"),
            order=81,
        )
    )
