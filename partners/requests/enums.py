from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class Purpose(models.TextChoices):
    """What a partnership is wanted for, in the words of somebody who knows none of ours."""

    STUDENTS = "students", _("Exchange of students")
    STAFF = "staff", _("Exchange of teachers and staff")
    INTERNSHIP = "internship", _("Internships or thesis work")
    DOUBLE_DEGREE = "double_degree", _("A joint or double degree")
    RESEARCH = "research", _("Research together")
    NETWORK = "network", _("A network, or a project proposal")
    MEMORANDUM = "memorandum", _("A memorandum: to cooperate in general")
    VISIT = "visit", _("A visit")
    OTHER = "other", _("Something else")


class StudyLevel(models.TextChoices):
    BACHELOR = "bachelor", _("Bachelor")
    MASTER = "master", _("Master")
    DOCTORAL = "doctoral", _("Doctoral")
    EVERY = "every", _("Every level")


class RequestState(models.TextChoices):
    """``UNCONFIRMED`` ones are seen by nobody: whoever wrote the mail address has not shown that it is theirs."""

    UNCONFIRMED = "unconfirmed", _("Waits for the sender’s confirmation")
    RECEIVED = "received", _("Received")
    IN_TRIAGE = "in_triage", _("In triage")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SPAM = "spam", _("Spam")

    open = nonmember(("received", "in_triage"))
    forgotten_later = nonmember(("declined", "withdrawn", "spam"))
    main_line = nonmember(("received", "in_triage", "accepted"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        return STATE_TONES.get(self.value, "off")


STATE_TONES = {"received": "rev", "in_triage": "warn", "accepted": "ok", "declined": "bad"}

_S = RequestState

REQUEST_EDGES = (
    Edge("confirm", (_S.UNCONFIRMED,), _S.RECEIVED),
    Edge("take_up", (_S.RECEIVED,), _S.IN_TRIAGE),
    Edge("accept", (_S.RECEIVED, _S.IN_TRIAGE), _S.ACCEPTED),
    Edge("decline", (_S.RECEIVED, _S.IN_TRIAGE), _S.DECLINED),
    Edge("withdraw", (_S.RECEIVED, _S.IN_TRIAGE), _S.WITHDRAWN),
    Edge("mark_spam", (_S.RECEIVED, _S.IN_TRIAGE), _S.SPAM),
    Edge("not_spam", (_S.SPAM,), _S.RECEIVED),
)
