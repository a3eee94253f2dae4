from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class SchemeCode(models.TextChoices):
    """The schemes whose rules and rates the portal knows."""

    KA131 = "KA131", _("Erasmus+ KA131")
    KA171 = "KA171", _("Erasmus+ KA171 (ICM)")


class Direction(models.TextChoices):
    OUTGOING = "outgoing", _("Outgoing")
    INCOMING = "incoming", _("Incoming")


class Activity(models.TextChoices):
    """What a person does abroad, as the programme divides it."""

    STUDIES = "student-studies", _("Studies")
    TRAINEESHIP = "student-traineeship", _("Traineeship")
    SHORT_BLENDED = "student-short-blended", _("Short blended stay")
    SHORT_DOCTORAL = "student-short-doctoral", _("Short doctoral stay")
    TEACHING = "staff-teaching", _("Teaching")
    TRAINING = "staff-training", _("Training")

    long_stays = nonmember(("student-studies", "student-traineeship"))
    short_stays = nonmember(("student-short-blended", "student-short-doctoral"))
    of_staff = nonmember(("staff-teaching", "staff-training"))
    under_agreement = nonmember(
        ("student-studies", "student-short-blended", "student-short-doctoral", "staff-teaching")
    )  # KA131-11: neither traineeships nor training


class Severity(models.TextChoices):
    """What a finding of the rule check means for the person who reads it."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    NOTE = "note", _("Note")


class Measure(models.TextChoices):
    """What a recommendation of the university is about."""

    LEAST_LENGTH = "least_length", _("Shortest stay")
    MOST_LENGTH = "most_length", _("Longest stay")
    LEAST_LEARNERS = "least_learners", _("Fewest learners of a blended intensive programme")


class RecommendedUnit(models.TextChoices):
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    LEARNERS = "learners", _("learners")


class Term(models.TextChoices):
    AUTUMN = "autumn", _("Autumn term")
    SPRING = "spring", _("Spring term")
    FULL_YEAR = "full_year", _("Full year")
    OTHER = "other", _("Outside the terms")

    @property
    def semesters(self) -> int:
        """Semester-equivalents of a stay of studies: two one-semester students are one full-year student (AG-13)."""
        return {"autumn": 1, "spring": 1, "full_year": 2}.get(self.value, 0)


class StaffCategory(models.TextChoices):
    TEACHING = "teaching", _("Teaching staff")
    ADMINISTRATIVE = "administrative", _("Administrative staff")


class SubKind(models.TextChoices):
    """What a member of staff does during the stay, more exactly than its activity."""

    TEACHING = "teaching", _("Teaching")
    JOB_SHADOWING = "job_shadowing", _("Job shadowing")
    TRAINING = "training", _("Training")


class PartnerStatus(models.TextChoices):
    """What the receiving institution says of a nomination (KA131-51, EWP's words)."""

    PENDING = "pending", _("No answer yet")
    VERIFIED = "verified", _("Verified by the receiver")
    REJECTED = "rejected", _("Rejected by the receiver")

    @property
    def tone(self) -> str:
        return {"pending": "off", "verified": "ok", "rejected": "bad"}[self.value]


class MobilityState(models.TextChoices):
    NOMINATED = "nominated", _("Nominated")
    ACCEPTED = "accepted", _("Accepted")
    AGREED = "agreed", _("Agreed")
    UNDER_WAY = "under_way", _("Under way")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")
    INTERRUPTED = "interrupted", _("Interrupted")

    main_line = nonmember(("nominated", "accepted", "agreed", "under_way", "completed", "closed"))
    coming = nonmember(("nominated", "accepted", "agreed"))
    may_be_away = nonmember(("accepted", "agreed", "under_way"))  # papers come late: on the day, all of these count
    open = nonmember(("nominated", "accepted", "agreed", "under_way", "completed", "interrupted"))
    editable = nonmember(("nominated", "accepted", "agreed", "under_way"))
    # A place is taken from the acceptance on; a nomination asks for one (DESIGN.md §5).
    takes_place = nonmember(("accepted", "agreed", "under_way", "completed", "closed", "interrupted"))
    went = nonmember(("under_way", "completed", "closed", "interrupted"))
    over = nonmember(("closed", "rejected", "cancelled"))
    fallen_through = nonmember(("rejected", "cancelled"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        return STATE_TONES.get(self.value, "off")


STATE_TONES = {
    "nominated": "rev",
    "accepted": "rev",
    "agreed": "rev",
    "under_way": "ok",
    "completed": "ok",
    "interrupted": "warn",
    "rejected": "bad",
    "cancelled": "bad",
}

_M = MobilityState

MOBILITY_EDGES = (
    Edge("accept", (_M.NOMINATED,), _M.ACCEPTED),
    Edge("reject", (_M.NOMINATED,), _M.REJECTED),
    Edge("take_back", (_M.ACCEPTED,), _M.NOMINATED),
    Edge("agree", (_M.ACCEPTED,), _M.AGREED),
    Edge("begin", (_M.AGREED,), _M.UNDER_WAY),
    Edge("complete", (_M.UNDER_WAY,), _M.COMPLETED),
    Edge("interrupt", (_M.UNDER_WAY,), _M.INTERRUPTED),
    Edge("resume", (_M.INTERRUPTED,), _M.UNDER_WAY),
    Edge("close", (_M.COMPLETED, _M.INTERRUPTED), _M.CLOSED),
    Edge("cancel", (_M.NOMINATED, _M.ACCEPTED, _M.AGREED), _M.CANCELLED),
    Edge("reopen", (_M.REJECTED, _M.CANCELLED), _M.NOMINATED),
)


class ProjectState(models.TextChoices):
    APPLIED = "applied", _("Applied for")
    RUNNING = "running", _("Running")
    REPORTED = "reported", _("Final report sent")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Not granted")

    open = nonmember(("running", "reported"))
    may_pay = nonmember(("applied", "running", "reported"))
    main_line = nonmember(("applied", "running", "reported", "closed"))

    @property
    def tone(self) -> str:
        return {"applied": "rev", "running": "ok", "reported": "rev", "refused": "bad"}.get(self.value, "off")


_P = ProjectState

PROJECT_EDGES = (
    Edge("grant", (_P.APPLIED,), _P.RUNNING),
    Edge("refuse", (_P.APPLIED,), _P.REFUSED),
    Edge("report", (_P.RUNNING,), _P.REPORTED),
    Edge("take_back", (_P.REPORTED,), _P.RUNNING),
    Edge("close", (_P.REPORTED,), _P.CLOSED),
)
