from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class ActivityKind(models.TextChoices):
    """What is done under an agreement."""

    JOINT_RESEARCH = "joint_research", _("Joint research")
    PUBLICATION = "publication", _("Joint publication")
    INTERNSHIP_PROGRAMME = "internship_programme", _("Student internship programme")
    SUMMER_SCHOOL = "summer_school", _("Summer school")
    VISITING_PROFESSOR = "visiting_professor", _("Visiting professor")
    STAFF_EXCHANGE = "staff_exchange", _("Staff exchange")
    STUDENT_EXCHANGE = "student_exchange", _("Student exchange")
    GUEST_LECTURE = "guest_lecture", _("Guest lecture")
    CONFERENCE = "conference", _("Conference")
    SEMINAR = "seminar", _("Seminar")
    TRAINING = "training", _("Training")
    CONSULTATION = "consultation", _("Consultation")
    TECHNOLOGY = "technology", _("Implementation of technology")
    JOINT_PROGRAMME = "joint_programme", _("Joint programme")
    DELEGATION = "delegation", _("Visit or delegation")

    in_editions = nonmember(("summer_school", "internship_programme", "conference", "seminar", "training"))
    has_direction = nonmember(
        ("visiting_professor", "staff_exchange", "student_exchange", "guest_lecture", "consultation", "delegation")
    )
    has_days = nonmember(
        ("internship_programme", "summer_school", "conference", "seminar", "training", "delegation", "guest_lecture")
    )


class Direction(models.TextChoices):
    TO_US = "to_us", _("To us")
    FROM_US = "from_us", _("From us")
    JOINT = "joint", _("Together")


class ActivityState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed")
    HELD = "held", _("Held")
    REPORTED = "reported", _("Reported")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")

    open = nonmember(("planned", "confirmed", "held", "postponed"))
    editable = nonmember(("planned", "confirmed", "held", "postponed"))
    to_come = nonmember(("planned", "confirmed"))
    took_place = nonmember(("held", "reported"))  # only these have actual figures
    main_line = nonmember(("planned", "confirmed", "held", "reported"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        return ACTIVITY_TONES.get(self.value, "off")


ACTIVITY_TONES = {"planned": "rev", "confirmed": "ok", "held": "warn", "postponed": "warn", "cancelled": "bad"}

_A = ActivityState

ACTIVITY_EDGES = (
    Edge("confirm", (_A.PLANNED,), _A.CONFIRMED),
    Edge("take_back", (_A.CONFIRMED,), _A.PLANNED),
    Edge("hold", (_A.CONFIRMED,), _A.HELD),
    Edge("was_not_held", (_A.HELD,), _A.CONFIRMED),
    Edge("report", (_A.HELD,), _A.REPORTED),
    Edge("reopen", (_A.REPORTED,), _A.HELD),
    Edge("postpone", (_A.PLANNED, _A.CONFIRMED), _A.POSTPONED),
    Edge("cancel", (_A.PLANNED, _A.CONFIRMED, _A.POSTPONED), _A.CANCELLED),
    Edge("plan_again", (_A.POSTPONED, _A.CANCELLED), _A.PLANNED),
)


class PartnerRole(models.TextChoices):
    """What an institution does in an activity."""

    HOST = "host", _("Host")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    SENDING = "sending", _("Sends people")
    GUEST = "guest", _("Guest")


class ProgrammeKind(models.TextChoices):
    """What one item of a programme is."""

    CONFERENCE = "conference", _("Conference")
    SEMINAR = "seminar", _("Seminar")
    CLASS = "class", _("Class")
    LECTURE = "lecture", _("Lecture")
    SITE_VISIT = "site_visit", _("Site visit")
    MEETING = "meeting", _("Meeting")
    CEREMONY = "ceremony", _("Ceremony")
    FREE_TIME = "free_time", _("Free time, meals, travel")


class PersonRole(models.TextChoices):
    """What somebody named does in an activity."""

    LEADER = "leader", _("Leads it")
    VISITING_PROFESSOR = "visiting_professor", _("Visiting professor")
    LECTURER = "lecturer", _("Lecturer")
    RESEARCHER = "researcher", _("Researcher")
    MEMBER = "member", _("Member of the delegation")
    HOST = "host", _("Receives")
    CONTACT = "contact", _("Contact")


class OutputKind(models.TextChoices):
    """What came out of an activity."""

    PUBLICATION = "publication", _("Publication")
    COURSE = "course", _("Course")
    PROTOTYPE = "prototype", _("Prototype")
    DATA = "data", _("Data")
    AGREEMENT = "agreement", _("Agreement")
    OTHER = "other", _("Other")


class EvidenceKind(models.TextChoices):
    PROGRAMME = "programme", _("Programme")
    ATTENDANCE = "attendance", _("List of those present")
    REPORT = "report", _("Report")
    CONTRACT = "contract", _("Contract or invoice")
    PICTURE = "picture", _("Picture")
    OTHER = "other", _("Other")


class Readers(models.TextChoices):
    """Who reads a piece of evidence."""

    KEEPERS = "keepers", _("Those who keep this activity")
    STAFF = "staff", _("All staff")
