"""What the catalogue refuses, in a sentence each: two versions at once, steps out of order."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from quality.enums import FollowUpState, ProcessKind, StepKind
from quality.models import ProcessVersion
from reference.academic_years import AcademicYear


def refuse_gap(earlier: ProcessVersion, valid_from: int):
    """A new version begins after the first year of the one it follows, within its validity."""
    last = earlier.valid_to
    if valid_from <= earlier.valid_from:
        sentence = _("This version begins in %(year)s: the new one has to begin later, or two would be valid at once.")
        raise ValidationError({"valid_from": sentence % {"year": AcademicYear(earlier.valid_from)}})
    if last is not None and valid_from > last + 1:
        sentence = _("This version ends with %(year)s: the new one has to begin in the year after at the latest.")
        raise ValidationError({"valid_from": sentence % {"year": AcademicYear(last)}})
    if begun := _begun_from(earlier, valid_from):
        sentence = _("Follow-ups of %(year)s have begun by this version already: the new one can begin the year after.")
        raise ValidationError({"valid_from": sentence % {"year": AcademicYear(begun)}})


def _begun_from(version: ProcessVersion, year: int) -> int | None:
    """The last year from ``year`` on in which a follow-up of the version is more than planned."""
    rows = version.follow_ups.filter(academic_year__gte=year).exclude(state=FollowUpState.PLANNED)
    return rows.order_by("-academic_year").values_list("academic_year", flat=True).first()


def refuse_steps(version: ProcessVersion, rows: list[dict]):
    """Steps come in the order in which they are due, at least one; some belong to external reviews alone."""
    if not rows:
        raise ValidationError(_("A process has one step at least."))
    for before, after in pairwise(rows):
        if after["offset_days"] < before["offset_days"]:
            words = {"after": StepKind(after["kind"]).label, "before": StepKind(before["kind"]).label}
            raise ValidationError(_("“%(after)s” is due before “%(before)s”, which it follows.") % words)
    if version.kind == ProcessKind.FOLLOW_UP:
        _refuse_steps_of_reviews([row["kind"] for row in rows])


def refuse_kind(version: ProcessVersion):
    """The kind stays once a follow-up has begun by it; steps of reviews are taken off first."""
    if version.follow_ups.exclude(state=FollowUpState.PLANNED).exists():
        raise ValidationError(
            {"kind": _("Follow-ups have begun by this version: write a new version of another kind.")}
        )
    if version.kind == ProcessKind.FOLLOW_UP:
        _refuse_steps_of_reviews(version.steps.values_list("kind", flat=True))


def _refuse_steps_of_reviews(kinds):
    if alien := [StepKind(kind).label for kind in kinds if kind in StepKind.of_reviews_alone]:
        raise ValidationError(_("Only external reviews have the step “%(step)s”.") % {"step": alien[0]})
