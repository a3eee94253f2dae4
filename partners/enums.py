from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class InstitutionKind(models.TextChoices):
    HIGHER_EDUCATION = "higher_education", _("Higher education institution")
    COMPANY = "company", _("Company")
    PUBLIC_BODY = "public_body", _("Public body")
    RESEARCH_INSTITUTE = "research_institute", _("Research institute")
    ASSOCIATION = "association", _("Association")
    OTHER = "other", _("Other organisation")


class InstitutionStatus(models.TextChoices):
    """How the house stands to an institution. ``LISTED`` ones are known from the charter list alone."""

    LISTED = "listed", _("Listed, no contact yet")
    PROSPECT = "prospect", _("Prospect")
    ACTIVE = "active", _("Active partner")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")

    partners = nonmember(("prospect", "active", "suspended"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the status wears."""
        return STATUS_TONES.get(self.value, "off")


STATUS_TONES = {"prospect": "rev", "active": "ok", "suspended": "bad"}


class CoordinatesPrecision(models.TextChoices):
    EXACT = "exact", _("exact")
    CITY = "city", _("of the city")
    COUNTRY = "country", _("of the country")


class CodeScheme(models.TextChoices):
    """The registers that give institutions codes."""

    ERASMUS = "erasmus", _("Erasmus code")
    PIC = "pic", _("PIC")
    OID = "oid", _("OID")
    SCHAC = "schac", _("SCHAC code")

    @property
    def column(self) -> str:
        """The column of an institution that holds its present code."""
        return "erasmus_code" if self is CodeScheme.ERASMUS else str(self.value)


class StepKind(models.TextChoices):
    """What a merger did to one row."""

    CHANGE = "change", _("changed")
    REMOVE = "remove", _("taken away")
    ADD = "add", _("added")


class ContactRole(models.TextChoices):
    COORDINATOR = "coordinator", _("Institutional coordinator")
    INTERNATIONAL_OFFICE = "international_office", _("International office")
    ACADEMIC = "academic", _("Academic contact")
    NOMINATIONS = "nominations", _("Nominations")
    SIGNATORY = "signatory", _("Signatory")
    OTHER = "other", _("Other")


class MailPurpose(models.TextChoices):
    """What a mail template is for; some pages offer the template of a purpose by themselves."""

    FREE = "free", _("Any occasion")
    RENEWAL = "renewal", _("Renewal")
    FACTSHEET = "factsheet", _("Factsheet to be confirmed")
    NOMINATIONS = "nominations", _("Nominations")


class MailLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    SWEDISH = "sv", _("Swedish")


class AnswersTo(models.TextChoices):
    OFFICE = "office", _("the international office")
    AUTHOR = "author", _("me")


class MailingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")


class LinkState(models.TextChoices):
    """Where an address for a factsheet stands; asked from the row, never stored."""

    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    REVOKED = "revoked", _("Taken back")
    EXPIRED = "expired", _("Has run out")

    @property
    def tone(self) -> str:
        return {"open": "rev", "answered": "ok", "expired": "warn"}.get(self.value, "off")


class ProposalKind(models.TextChoices):
    FACT = "fact", _("Fact about the partner")
    CONTACT_FACT = "contact_fact", _("Fact about a contact")
    CONTACT_NEW = "contact_new", _("New contact")
    CONTACT_GONE = "contact_gone", _("Contact who is no longer there")


class ProposalState(models.TextChoices):
    OPEN = "open", _("Waits for the office")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")

    @property
    def tone(self) -> str:
        return {"open": "rev", "accepted": "ok"}.get(self.value, "off")


class QuestionGroup(models.TextChoices):
    """The headings under which the questions of an assessment stand, in their order."""

    PURPOSE = "purpose", _("What it is for")
    PARTNER = "partner", _("Who the partner is")
    CONTEXT = "context", _("Where it works")
    PROTECTION = "protection", _("What must be protected")
    TERMS = "terms", _("Money, and the way out")


class Concern(models.TextChoices):
    """What the answer to one question amounts to."""

    NONE = "none", _("No concern")
    SOME = "some", _("Some concern")
    SERIOUS = "serious", _("Serious concern")

    raised = nonmember(("some", "serious"))

    @property
    def tone(self) -> str:
        return {"some": "warn", "serious": "bad"}.get(self.value, "ok")


class RiskLevel(models.TextChoices):
    """How careful we have to be with a partner; it says who decides and for how long (DD-05)."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")

    @property
    def tone(self) -> str:
        return {"low": "ok", "medium": "warn", "high": "bad"}[self.value]

    @property
    def rank(self) -> int:
        return list(RiskLevel).index(self)


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for a decision")
    DECIDED = "decided", _("Decided")
    SUPERSEDED = "superseded", _("Replaced by a later one")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    open = nonmember(("draft", "submitted"))
    levelled = nonmember(("submitted", "decided", "superseded"))
    concluded = nonmember(("decided", "superseded"))
    main_line = nonmember(("draft", "submitted", "decided"))

    @property
    def tone(self) -> str:
        return {"submitted": "rev", "decided": "ok"}.get(self.value, "off")


_S = AssessmentState

ASSESSMENT_EDGES = (
    Edge("submit", (_S.DRAFT,), _S.SUBMITTED),
    Edge("send_back", (_S.SUBMITTED,), _S.DRAFT),
    Edge("decide", (_S.SUBMITTED,), _S.DECIDED),
    Edge("supersede", (_S.DECIDED,), _S.SUPERSEDED),
    Edge("withdraw", (_S.DRAFT, _S.SUBMITTED), _S.WITHDRAWN),
)


class Outcome(models.TextChoices):
    """What was decided about a partner, by one person or by all who had to."""

    APPROVED = "approved", _("Approved")
    CONDITIONS = "conditions", _("Approved with conditions")
    DECLINED = "declined", _("Declined")

    favourable = nonmember(("approved", "conditions"))

    @property
    def tone(self) -> str:
        return {"approved": "ok", "conditions": "warn", "declined": "bad"}[self.value]


class DeciderScope(models.TextChoices):
    """Whose unit decides: the one the assessment is made for, the faculty above it, or the university."""

    UNIT = "unit", _("The unit that makes the assessment")
    FACULTY = "faculty", _("Its faculty")
    UNIVERSITY = "university", _("The university")


class PartnerPlace(models.TextChoices):
    """Where a partner is, as the programme sees it in the call year (KA131-01)."""

    PROGRAMME = "programme", _("In a programme country")
    OUTSIDE = "outside", _("Outside the programme countries")


class SignalEffect(models.TextChoices):
    """What a public warning about a country leads to (DD-03, DD-06)."""

    STOP = "stop", _("No new agreements")
    CAUTION = "caution", _("Precautions: assess the partner first")


class ListScope(models.TextChoices):
    """Which agreements with a named institution are barred (DD-07)."""

    EU_PROGRAMMES = "eu_programmes", _("Agreements under EU programmes")
    EVERY = "every", _("Every agreement")


class StandingStatus(models.TextChoices):
    """What due diligence says of a partner today, in the word of a pill."""

    RESTRICTED = "restricted", _("Restricted")
    DECLINED = "declined", _("Declined")
    OUT_OF_DATE = "out_of_date", _("Assessment out of date")
    CONDITIONS = "conditions", _("Approved with conditions")
    APPROVED = "approved", _("Approved")
    MISSING = "missing", _("Not assessed")
    NOT_NEEDED = "not_needed", _("No assessment needed")

    cleared = nonmember(("conditions", "approved"))
    blocking = nonmember(("restricted", "declined", "out_of_date", "missing"))

    @property
    def tone(self) -> str:
        return STANDING_TONES.get(self.value, "off")


STANDING_TONES = {
    "restricted": "bad",
    "declined": "bad",
    "out_of_date": "warn",
    "conditions": "warn",
    "approved": "ok",
    "missing": "warn",
}
