"""The demonstration's data: believable figures that move from year to year, the same ones at each making."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from core.demo_history import date_by_history
from quality.enums import FollowUpState, IndicatorKind, StepKind
from quality.indicators.asking import indicators_of
from quality.indicators.values import Entry, attach_file, fill_in
from quality.models import FollowUp, Indicator, IndicatorValue
from reference.academic_years import AcademicYear

FIRST_YEAR = 2022  # from here the figures move

# Code: where the figure starts, how far it moves a year, how far units lie apart.
FIGURES: dict[str, tuple[float, float, float]] = {
    "courses-given": (84, 2, 22),
    "course-evaluations": (70, 4, 20),
    "evaluation-response-rate": (38, 2.6, 9),
    "courses-with-report": (81, 2.8, 8),
    "course-throughput": (76, 0.9, 6),
    "programme-applicants": (1.6, 0.1, 0.4),
    "programme-retention": (78, 1.1, 5),
    "programme-graduation": (52, 0.8, 7),
    "study-plans-in-force": (6, 0, 2),
    "study-plans-revised": (83, 4, 10),
    "individual-plans": (48, 1, 14),
    "individual-plans-revised": (91, 2.2, 5),
    "doctoral-time": (4.9, -0.1, 0.3),
    "teachers-trained": (68, 2.5, 0),
    "pedagogical-courses": (31, 3, 0),
    "student-representatives": (74, 3, 0),
    "student-proposals": (9, 2, 0),
    "support-users": (610, 35, 0),
    "support-satisfaction": (79, 1.5, 0),
    "support-waiting": (11, -1, 0),
    "review-programmes": (4, 0, 1),
    "review-graduation": (55, 1, 5),
    "doctoral-subjects": (3, 0, 1),
    "doctoral-completion": (71, 1, 5),
    "external-funding": (58, 4, 21),
    "publications": (210, 9, 60),
    "ethics-training": (64, 6, 0),
    "data-plans": (55, 9, 0),
    "applications-supported": (72, 6, 0),
    "applications-granted": (23, 1, 0),
    "area-publications": (940, 40, 260),
    "area-copublished": (61, 1, 6),
    "environment-doctoral-teachers": (66, 1.3, 5),
    "staff-turnover": (7.4, -0.3, 0),
    "professors-women": (27, 1.8, 0),
    "seats-students": (4.2, -0.1, 0),
    "labs-in-order": (88, 2, 0),
}
FINE = {"programme-applicants", "doctoral-time", "staff-turnover", "seats-students"}
TEXTS = {
    "courses-revised": (
        "Three courses begin with a short test of what is known already, and two have new laboratories. "
        "Course reports are on the course page within eight weeks."
    ),
    "student-influence-view": (
        "Representatives are heard in the boards. They get the papers late, and seldom learn what became of a proposal."
    ),
}
GAPS = ("courses-with-report", "courses-revised", "individual-plans-revised", "student-representatives")
NOTES = {"evaluation-response-rate": "Courses of fewer than five students are left out."}


def fill_follow_up(follow_up: FollowUp, *, actor=None, leaving_out: tuple[str, ...] = ()) -> FollowUp:
    """Fill in all that a follow-up asks whose data are being collected, but ``leaving_out`` (codes).

    ``actor``: whoever was asked to collect, where nobody is given; else its owner.
    """
    actor = actor or person_of_data(follow_up)
    asked = [indicator for indicator in indicators_of(follow_up) if indicator.code not in leaving_out]
    entries = {indicator.pk: entry for indicator in asked if (entry := entry_for(indicator, follow_up))}
    saved = fill_in(follow_up, actor=actor, entries=entries)
    for indicator in asked:
        if indicator.kind == IndicatorKind.FILE:
            text = f"{indicator.name}, {follow_up.unit}, {AcademicYear(follow_up.academic_year)}"
            upload = SimpleUploadedFile(f"{indicator.code}.txt", text.encode())
            attach_file(follow_up, indicator, actor=actor, upload=upload)
    return saved


def person_of_data(follow_up: FollowUp):
    """Who was asked to collect the data, else who runs the follow-up."""
    step = follow_up.steps.filter(kind=StepKind.COLLECT, person__isnull=False).select_related("person").first()
    return step.person if step else follow_up.owner


def entry_for(indicator: Indicator, follow_up: FollowUp) -> Entry | None:
    """What the demonstration says of an indicator; None where the portal or a file says it."""
    note = NOTES.get(indicator.code, "") if follow_up.unit.code == "DIDA" else ""
    if indicator.code in TEXTS:
        return Entry(text=TEXTS[indicator.code], note=note)
    if indicator.code not in FIGURES:
        return None
    start, a_year, apart = FIGURES[indicator.code]
    swing = (sum(map(ord, follow_up.unit.code)) % 13 - 6) / 6
    number = start + a_year * (follow_up.academic_year - FIRST_YEAR) + apart * swing
    if indicator.is_share:
        number = min(max(number, 0), 100)
    places = 1 if indicator.is_share or indicator.code in FINE else 0
    return Entry(number=Decimal(f"{number:.{places}f}"), note=note)


def build_data(today, officer) -> int:
    """Fill in what is being collected this year, with a gap here and there. Returns how many follow-ups.

    Those that have gone on were filled in by ``fill_follow_up`` while their data were collected.
    """
    collecting = FollowUp.objects.filter(state=FollowUpState.COLLECTING, values__isnull=True, owner__isnull=False)
    rows = list(collecting.select_related("unit", "version", "owner"))
    for follow_up in rows:
        fill_follow_up(follow_up, leaving_out=GAPS)
    return len(rows)


def date_values():
    """The instants at which values came in as history tells them, once the past was put back."""
    date_by_history(IndicatorValue, "filled_at")
