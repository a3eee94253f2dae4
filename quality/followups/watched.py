"""The dates of follow-ups: every open step, and what the night begins by itself."""

from datetime import date
from functools import partial

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quality.enums import FollowUpState, StepKind
from quality.followups.services import move_follow_up
from quality.models import FollowUp, FollowUpStep
from reference.academic_years import AcademicYear
from reminders.nightly import StepReport
from reminders.source_words import page_at
from reminders.sources import DeadlineSource

LADDER = (60, 30, 14, 7, 1, 0)
APART = "|"


def open_steps_watched():
    """With ``asked``: whoever was asked for it, else who runs the follow-up. To adopt is the quality office's."""
    is_of_office = When(kind=StepKind.ADOPTION, person=F("follow_up__owner"), then=Value(None))
    asked = Case(is_of_office, default=Coalesce("person", "follow_up__owner"))
    return FollowUpStep.objects.to_do().annotate(asked=asked)


def _joined(*paths: str) -> Concat:
    parts = [part for path in paths for part in (Value(APART), Cast(path, CharField()))]
    return Concat(*parts[1:], output_field=CharField())


def title_of(stored: str) -> str:
    """ "QU-1 DIDA 2026/27" from what the database keeps apart."""
    process, unit, year, *_rest = stored.split(APART)
    return f"{process} {unit} {AcademicYear(int(year))}"


def _sentence(row) -> str:
    kind = StepKind(row.stored_title.split(APART)[-1]).label
    return _("%(step)s by %(day)s") % {"step": kind, "day": date_format(row.due_on)}


def begin_what_has_come(on: date) -> StepReport:
    """The nightly step: what is planned for an academic year that has begun begins, where somebody runs it."""
    report = StepReport("quality.follow_ups")
    year = AcademicYear.of(on).first_year
    planned = FollowUp.objects.filter(state=FollowUpState.PLANNED, academic_year=year, owner__isnull=False)
    for follow_up in planned.select_related("process", "unit").order_by("pk"):
        report.attempt(follow_up, partial(_begin, follow_up))
    return report


def _begin(follow_up: FollowUp) -> str:
    move_follow_up(follow_up, "begin", actor=None)
    return "follow_up.begin"


SOURCES = (
    DeadlineSource(
        name="quality.step",
        label=gettext_lazy("Step of a follow-up"),
        rows=lambda on: open_steps_watched(),
        due="due_on",
        owner="asked",
        owner_column="quality.followupstep.person",
        unit="follow_up__unit",
        title=_joined("follow_up__process__code", "follow_up__unit__code", "follow_up__academic_year", "kind"),
        title_words=title_of,
        sentence=_sentence,
        page="follow_up",
        address=page_at("quality:follow_up_detail"),
        button=gettext_lazy("Open"),
        ladder=LADDER,
    ),
)
