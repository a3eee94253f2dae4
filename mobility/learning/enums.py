"""Kinds, components and states of learning agreements (KA131-52, 54, 58)."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class LearningKind(models.TextChoices):
    LONG_TERM = "long_term", _("Long-term mobility")
    SHORT_BLENDED = "short_blended", _("Short-term blended mobility")
    SHORT_DOCTORAL = "short_doctoral", _("Short-term doctoral mobility")
    TRAINEESHIP = "traineeship", _("Traineeship")


class ComponentKind(models.TextChoices):
    """What a row of a learning agreement is; ``recognised`` stands on the sending side, all others abroad."""

    STUDIED = "studied", _("Studied at the receiving institution")
    RECOGNISED = "recognised", _("Recognised at the sending institution")
    VIRTUAL = "virtual", _("Virtual component")
    BLENDED = "blended", _("Blended short-term component")
    SHORT_DOCTORAL = "short_doctoral", _("Short-term doctoral component")

    abroad = nonmember(("studied", "virtual", "blended", "short_doctoral"))


class Change(models.TextChoices):
    """What a later version did to a component; "" where it stayed."""

    ADDED = "added", _("Added")
    REMOVED = "removed", _("Removed")

    @property
    def tone(self) -> str:
        return {"added": "ok", "removed": "bad"}[self.value]


class ChangeReason(models.TextChoices):
    NOT_AVAILABLE = "not_available", _("The component is not available")
    LANGUAGE = "language", _("It is in another language than the catalogue said")
    TIMETABLE = "timetable", _("Conflict in the timetable")
    SUBSTITUTE = "substitute", _("It replaces a removed component")
    EXTENSION = "extension", _("The mobility is extended")
    VIRTUAL = "virtual", _("A virtual component is added")
    OTHER = "other", _("Another reason")


class SigningRole(models.TextChoices):
    """Who signs, in this order (KA131-53)."""

    STUDENT = "student", _("Student")
    SENDING = "sending", _("Sending institution")
    RECEIVING = "receiving", _("Receiving institution")


class OrganisationSize(models.TextChoices):
    """As the Commission's form for traineeships asks."""

    SMALL = "small", _("At most 250 employees")
    LARGE = "large", _("More than 250 employees")


class TraineeRecognition(models.TextChoices):
    """Which of the three boxes of the sending institution holds."""

    EMBEDDED = "embedded", _("Part of the curriculum")
    VOLUNTARY = "voluntary", _("Voluntary")
    GRADUATE = "graduate", _("By a recent graduate")


class InsuredBy(models.TextChoices):
    SENDING = "sending", _("By the sending institution")
    RECEIVING = "receiving", _("By the receiving organisation")
    BOTH = "both", _("By both")
    NEITHER = "neither", _("By neither of them")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CHANGE_PROPOSED = "change_proposed", _("Change proposed")
    SIGNED_STUDENT = "signed_student", _("Signed by the student")
    SIGNED_SENDING = "signed_sending", _("Signed by student and sending institution")
    SIGNED_ALL = "signed_all", _("Signed by all three")
    REJECTED = "rejected", _("Rejected")
    SUPERSEDED = "superseded", _("Replaced by a later version")
    COMPLETED = "completed", _("Completed")

    editable = nonmember(("draft", "change_proposed"))
    open = nonmember(("draft", "change_proposed", "signed_student", "signed_sending"))
    valid = nonmember(("signed_all", "completed"))
    main_line = nonmember(("draft", "signed_student", "signed_sending", "signed_all", "completed"))

    @property
    def tone(self) -> str:
        return _TONES.get(self.value, "off")

    @property
    def awaited(self) -> str:
        """Whose signature comes next; "" where none does."""
        return _AWAITED.get(self.value, "")


_TONES = {
    "change_proposed": "rev",
    "signed_student": "rev",
    "signed_sending": "rev",
    "signed_all": "ok",
    "completed": "ok",
    "rejected": "bad",
}
_AWAITED = {
    "draft": "student",
    "change_proposed": "student",
    "signed_student": "sending",
    "signed_sending": "receiving",
}

_S = VersionState

VERSION_EDGES = (
    Edge("sign_student", (_S.DRAFT, _S.CHANGE_PROPOSED), _S.SIGNED_STUDENT),
    Edge("sign_sending", (_S.SIGNED_STUDENT,), _S.SIGNED_SENDING),
    Edge("sign_receiving", (_S.SIGNED_SENDING,), _S.SIGNED_ALL),
    Edge("reject", (_S.DRAFT, _S.CHANGE_PROPOSED, _S.SIGNED_STUDENT, _S.SIGNED_SENDING), _S.REJECTED),
    Edge(
        "supersede",
        (_S.DRAFT, _S.CHANGE_PROPOSED, _S.SIGNED_STUDENT, _S.SIGNED_SENDING, _S.SIGNED_ALL),
        _S.SUPERSEDED,
    ),
    Edge("complete", (_S.SIGNED_ALL,), _S.COMPLETED),
    Edge("reopen", (_S.COMPLETED,), _S.SIGNED_ALL),
)


class WindowUnit(models.TextChoices):
    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
