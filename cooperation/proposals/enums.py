from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class ProposalState(models.TextChoices):
    IDEA = "idea", _("Idea")
    ABSTRACT_SUBMITTED = "abstract", _("Abstract submitted")
    SCHOOL_APPROVED = "approved", _("Approved by the school")
    DRAFTED = "drafted", _("Drafted")
    SUBMITTED = "submitted", _("Submitted")
    GRANTED = "granted", _("Granted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    open = nonmember(("idea", "abstract", "approved", "drafted"))
    kept = nonmember(("idea", "abstract", "approved", "drafted", "submitted"))  # somebody has still to do with them
    handed_in = nonmember(("submitted", "granted", "rejected"))  # read by all staff
    main_line = nonmember(("idea", "abstract", "approved", "drafted", "submitted", "granted"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        tones = {"submitted": "ok", "granted": "ok", "rejected": "bad", "withdrawn": "off"}
        return tones.get(self.value, "rev")


_S = ProposalState

PROPOSAL_EDGES = (
    Edge("submit_abstract", (_S.IDEA,), _S.ABSTRACT_SUBMITTED),
    Edge("send_back", (_S.ABSTRACT_SUBMITTED,), _S.IDEA),
    Edge("approve", (_S.ABSTRACT_SUBMITTED,), _S.SCHOOL_APPROVED),
    Edge("draft", (_S.SCHOOL_APPROVED,), _S.DRAFTED),
    Edge("redraft", (_S.DRAFTED,), _S.SCHOOL_APPROVED),
    Edge("submit", (_S.DRAFTED,), _S.SUBMITTED),
    Edge("take_back", (_S.SUBMITTED,), _S.DRAFTED),
    Edge("grant", (_S.SUBMITTED,), _S.GRANTED),
    Edge("reject", (_S.SUBMITTED,), _S.REJECTED),
    Edge("withdraw", (_S.IDEA, _S.ABSTRACT_SUBMITTED, _S.SCHOOL_APPROVED, _S.DRAFTED, _S.SUBMITTED), _S.WITHDRAWN),
    Edge("take_up_again", (_S.WITHDRAWN,), _S.IDEA),
)


class StepKind(models.TextChoices):
    """The six steps of the house, in their order (KA220-11)."""

    SUPPORT = "support", _("Support of school and department")
    ABSTRACT = "abstract", _("Abstract and approval of the school at the office")
    CONTACT = "contact", _("Contact with the coordinator of the action")
    MANDATES = "mandates", _("Mandates of all partners")
    DRAFT = "draft", _("Final draft at the office")
    SIGNATURES = "signatures", _("Signatures: mandates and Declaration on Honour")

    by_abstract_day = nonmember(("support", "abstract"))
    by_draft_day = nonmember(("contact", "mandates", "draft"))


class MemberRole(models.TextChoices):
    APPLICANT = "applicant", _("Applicant and coordinator")
    PARTNER = "partner", _("Partner")
    ASSOCIATED = "associated", _("Associated partner")

    full = nonmember(("applicant", "partner"))  # those whom the least number counts


class PriorityKind(models.TextChoices):
    HORIZONTAL = "horizontal", _("Horizontal")
    FIELD = "field", _("Of the field")
