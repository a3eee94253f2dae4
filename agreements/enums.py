"""Kinds, states and the edges between states, shared by workflow, database trigger, tests and diagram."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.state_trigger import Edge


class AgreementKind(models.TextChoices):
    """Kinds of agreement (RULES AG-01)."""

    ERASMUS = "erasmus", _("Erasmus inter-institutional agreement")
    MOC = "moc", _("Memorandum of Cooperation")
    MOU = "mou", _("Memorandum of Understanding")
    STUDENT_EXCHANGE = "student_exchange", _("Student exchange agreement")
    STAFF_EXCHANGE = "staff_exchange", _("Staff exchange agreement")
    DOUBLE_DEGREE = "double_degree", _("Double degree agreement")
    INTERNSHIP = "internship", _("Internship agreement")
    SUMMER_SCHOOL = "summer_school", _("Summer school agreement")
    RESEARCH = "research", _("Research agreement")
    OTHER = "other", _("Other specific agreement")

    frameworks = nonmember(("moc", "mou"))
    specific = nonmember(
        ("student_exchange", "staff_exchange", "double_degree", "internship", "summer_school", "research", "other")
    )

    @property
    def short(self) -> str:
        """The word a table has room for."""
        return str(SHORT_KINDS.get(self.value, self.label))

    @property
    def explanation(self) -> str:
        """One line for a person who has to choose the kind."""
        return str(KIND_EXPLANATIONS[self.value])


SHORT_KINDS = {
    "erasmus": _("Erasmus"),
    "moc": _("MoC"),
    "mou": _("MoU"),
    "student_exchange": _("Student exchange"),
    "staff_exchange": _("Staff exchange"),
    "double_degree": _("Double degree"),
    "internship": _("Internship"),
    "summer_school": _("Summer school"),
    "research": _("Research"),
    "other": _("Other"),
}

KIND_EXPLANATIONS = {
    "erasmus": _("With holders of the Erasmus charter: who goes where, how many, in which field and language."),
    "moc": _("The basis for working with a university outside the programme; specific agreements are made under it."),
    "mou": _("States an intention and regulates no details; specific agreements are made under it."),
    "student_exchange": _("Students both ways without tuition fees, usually under a memorandum."),
    "staff_exchange": _("Teachers and other staff, both ways."),
    "double_degree": _("A programme that leads to a degree of both universities."),
    "internship": _("Students work at a company or an organisation."),
    "summer_school": _("A short course held together."),
    "research": _("Research done together: data, people, results."),
    "other": _("Anything else the partners agree on."),
}


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SIGNED = "signed", _("Signed")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    NOTICE_GIVEN = "notice_given", _("Notice given")
    ENDED = "ended", _("Ended")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    editable = nonmember(("draft", "rejected"))
    in_force = nonmember(("active", "notice_given"))
    watched = nonmember(("signed", "active", "suspended", "notice_given"))
    binding = nonmember(("signed", "active", "suspended"))  # notice can still be given
    renewable = nonmember(("active", "suspended"))  # renews by its own terms
    registered = nonmember(("approved", "signed", "active", "suspended", "notice_given", "ended"))
    concluded = nonmember(("signed", "active", "suspended", "notice_given", "ended"))
    unfinished = nonmember(("draft", "in_review", "approved", "rejected"))
    waiting = nonmember(("in_review",))
    signing = nonmember(("approved", "signed"))  # signatures are recorded, and corrected until it is active
    approving = nonmember(("in_review", "approved"))  # a changed term starts the approval anew (AG-03)
    over = nonmember(("ended", "withdrawn"))
    stopped = nonmember(("suspended", "notice_given", "ended"))  # the page says why
    main_line = nonmember(("draft", "in_review", "approved", "signed", "active", "ended"))

    @property
    def tone(self) -> str:
        """Which of the five pill colours the state wears."""
        return STATE_TONES.get(self.value, "off")


STATE_TONES = {
    "in_review": "rev",
    "approved": "rev",
    "signed": "rev",
    "active": "ok",
    "notice_given": "warn",
    "suspended": "bad",
    "rejected": "bad",
}

_S = AgreementState  # one letter keeps the table below readable

AGREEMENT_EDGES = (
    Edge("submit", (_S.DRAFT,), _S.IN_REVIEW),
    Edge("send_back", (_S.IN_REVIEW,), _S.DRAFT),
    Edge("approve", (_S.IN_REVIEW,), _S.APPROVED),
    Edge("reject", (_S.IN_REVIEW,), _S.REJECTED),
    Edge("reopen", (_S.REJECTED,), _S.DRAFT),
    Edge("revise", (_S.APPROVED,), _S.DRAFT),
    Edge("sign", (_S.APPROVED,), _S.SIGNED),
    Edge("activate", (_S.SIGNED,), _S.ACTIVE),
    Edge("suspend", (_S.ACTIVE,), _S.SUSPENDED),
    Edge("resume", (_S.SUSPENDED,), _S.ACTIVE),
    Edge("give_notice", (_S.ACTIVE, _S.SUSPENDED), _S.NOTICE_GIVEN),
    Edge("withdraw_notice", (_S.NOTICE_GIVEN,), _S.ACTIVE),
    Edge("end", (_S.SIGNED, _S.ACTIVE, _S.SUSPENDED, _S.NOTICE_GIVEN), _S.ENDED),
    Edge("withdraw", (_S.DRAFT, _S.IN_REVIEW, _S.APPROVED), _S.WITHDRAWN),
)


class Renewal(models.TextChoices):
    NONE = "none", _("Ends without renewal")
    AUTOMATIC = "automatic", _("Renews by itself")


class NoticeRule(models.TextChoices):
    """How the last day to give notice follows from the end date."""

    NONE = "none", _("No notice date")
    MONTHS = "months", _("Some months before the end")
    ERASMUS = "erasmus", _("1 September, one academic year ahead (Erasmus)")  # AG-07


class Turn(models.TextChoices):
    """Who has to act next while an agreement is negotiated."""

    OURS = "ours", _("Ours")
    PARTNER = "partner", pgettext_lazy("turn", "Partner")


class MobilityKind(models.TextChoices):
    """The four kinds of an EWP mobility specification."""

    STUDENT_STUDIES = "student_studies", _("Student studies")
    STUDENT_TRAINEESHIP = "student_traineeship", _("Student traineeship")
    STAFF_TEACHING = "staff_teaching", _("Staff teaching")
    STAFF_TRAINING = "staff_training", _("Staff training")

    of_students = nonmember(("student_studies", "student_traineeship"))


class DocumentKind(models.TextChoices):
    SIGNED_COPY = "signed_copy", _("Signed copy")
    DRAFT = "draft", _("Draft")
    ANNEX = "annex", _("Annex")
    CORRESPONDENCE = "correspondence", _("Correspondence")
    DECISION = "decision", _("Decision")
    OTHER = "other", _("Other")


class Visibility(models.TextChoices):
    OFFICE = "office", _("Those who keep this agreement")
    STAFF = "staff", _("All staff")
    PUBLIC = "public", _("Everyone, on the public site")


class ApprovalScope(models.TextChoices):
    """In which unit a step of an approval is decided, seen from the responsible unit."""

    UNIT = "unit", _("The responsible unit")
    FACULTY = "faculty", _("Its faculty")
    UNIVERSITY = "university", _("The university")


class RouteUse(models.TextChoices):
    """What goes along a route of approval."""

    BOTH = "both", _("Agreements and their amendments")
    AGREEMENTS = "agreements", _("Agreements alone")
    AMENDMENTS = "amendments", _("Amendments alone")

    for_agreements = nonmember(("both", "agreements"))
    for_amendments = nonmember(("both", "amendments"))


class ApprovalState(models.TextChoices):
    """What became of one step of one round."""

    COMING = "coming", _("Comes later")
    WAITING = "waiting", _("Waits")
    APPROVED = "approved", _("Approved")
    SENT_BACK = "sent_back", _("Sent back")
    REJECTED = "rejected", _("Rejected")
    SKIPPED = "skipped", _("Not needed")  # the same people decide a later step
    DROPPED = "dropped", _("Not asked any more")  # the round ended before

    open = nonmember(("coming", "waiting"))
    decided = nonmember(("approved", "sent_back", "rejected"))
    passed = nonmember(("approved", "skipped"))

    @property
    def tone(self) -> str:
        return {"approved": "ok", "sent_back": "warn", "rejected": "bad", "waiting": "rev"}.get(self.value, "off")


_A = ApprovalState

APPROVAL_EDGES = (
    Edge("ask", (_A.COMING,), _A.WAITING),
    Edge("approve", (_A.WAITING,), _A.APPROVED),
    Edge("send_back", (_A.WAITING,), _A.SENT_BACK),
    Edge("reject", (_A.WAITING,), _A.REJECTED),
    Edge("drop", (_A.COMING, _A.WAITING), _A.DROPPED),
)


class Authority(models.TextChoices):
    """What entitles a person to sign for a party."""

    OFFICE = "office", _("By office")
    DELEGATION = "delegation", _("By delegation")
    POWER_OF_ATTORNEY = "power_of_attorney", _("By power of attorney")


class EntryKind(models.TextChoices):
    """What happened between us and the partner."""

    SENT_DRAFT = "sent_draft", _("Draft sent")
    COMMENTS = "comments", _("Comments received")
    REMINDER = "reminder", _("Reminder sent")
    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Call")
    NOTE = "note", _("Note")

    fresh = nonmember(("sent_draft", "comments"))  # something new lies on the table: the waiting begins anew


class Passing(models.TextChoices):
    """Whose turn it is after an entry of the negotiation log; empty where it stays as it was."""

    OURS = "ours", _("Our turn")
    PARTNER = "partner", _("The partner’s turn")
    NOBODY = "nobody", _("Nobody’s turn")


PASSED_BY = {EntryKind.SENT_DRAFT.value: Passing.PARTNER.value, EntryKind.COMMENTS.value: Passing.OURS.value}


class LetterPurpose(models.TextChoices):
    """What the office writes from a template of its own."""

    AGREEMENT = "agreement", _("Agreement")
    RENEWAL = "renewal", _("Renewal letter")
    NOTICE = "notice", _("Notice")
    FREE = "free", _("Free letter")

    @property
    def explanation(self) -> str:
        """One line for a person who has to choose."""
        return str(PURPOSE_EXPLANATIONS[self.value])


PURPOSE_EXPLANATIONS = {
    "agreement": _("The text of the agreement itself, for both sides to sign."),
    "renewal": _("Asks the partner whether to go on, or tells how."),
    "notice": _("Tells the partner that the agreement will end."),
    "free": _("Letterhead and addresses; the rest is written in Word."),
}


class EndingKind(models.TextChoices):
    NOTICE = "notice", _("Notice")
    SUSPENSION = "suspension", _("Suspension")
    TERMINATION = "termination", _("Termination")


class EndingSide(models.TextChoices):
    """Who wanted it."""

    OURS = "ours", _("We")
    PARTNER = "partner", pgettext_lazy("ending", "The partner")
    BOTH = "both", _("Both, by agreement")


class RetentionSubject(models.TextChoices):
    """What a rule of retention is about (LG-06, LG-10)."""

    AGREEMENTS = "agreements", _("Agreements to hand to the archive")
    CONTACTS = "contacts", _("Contacts at partners to remove")


class Recommendation(models.TextChoices):
    """What an evaluation comes to (AG-11)."""

    RENEW = "renew", _("Renew")
    RENEW_CHANGED = "renew_changed", _("Renew with changes")
    LET_END = "let_end", _("Let it end")

    @property
    def tone(self) -> str:
        return {"renew": "ok", "renew_changed": "rev"}.get(self.value, "off")
