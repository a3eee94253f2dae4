"""What waits for a person's decision: assessments of partners, one kind for each role asked, and requests."""

from functools import partial

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from partners.enums import Outcome
from partners.models import AssessmentDecision, FactsheetLink, PartnershipRequest
from partners.models.assessment_rules import DECIDING_ROLES
from partners.requests.querysets import TRIAGE
from reminders.decisions import DecisionSource, register
from reminders.sources import Act

LABELS = {
    Role.COORDINATOR: gettext_lazy("Partner to decide on as coordinator"),
    Role.HEAD: gettext_lazy("Partner to decide on as head of unit"),
    Role.OFFICER: gettext_lazy("Partner to decide on as the office"),
    Role.SECURITY_COORDINATOR: gettext_lazy("Partner to decide on as security coordinator"),
}


def waiting_for(role: str):
    return AssessmentDecision.objects.pending().filter(role=role)


def address(row) -> str:
    return reverse("partners:assessment_detail", args=[row.page_id])


def acts(row, user) -> list[Act]:
    """Both ways of deciding that need one more press at most; conditions are written on the page."""
    return [
        Act(label, reverse("partners:assessment_decide", args=[row.object_id, outcome]), tone, needs_note=True)
        for label, outcome, tone in (
            (gettext_lazy("Approve"), Outcome.APPROVED.value, "primary"),
            (gettext_lazy("Decline"), Outcome.DECLINED.value, "danger"),
        )
    ]


for role in DECIDING_ROLES:
    register(
        DecisionSource(
            name=f"partners.assessment_{role.value}",
            label=LABELS[role],
            rows=partial(waiting_for, role.value),
            right=f"partners.decide_as_{role.value}",
            role="role",
            unit="unit",
            since="assessment__state_since",
            title="assessment__institution__name",
            page="assessment",
            asked_by="assessment__assessor",
            sentence=lambda row: _("Due diligence: approve this partner, or decline it"),
            address=address,
            acts=acts,
        )
    )

register(
    DecisionSource(
        name="partners.factsheet",
        label=gettext_lazy("Corrections by a partner"),
        rows=FactsheetLink.objects.to_decide,
        right="partners.change_institution",
        role=Value(Role.OFFICER.value),
        since="answered_at",
        title="institution__name",
        page="institution",
        sentence=lambda row: _("The partner corrects what we say about it: accept or refuse"),
        address=lambda row: reverse("partners:institution_factsheet", args=[row.page_id]),
    )
)


def request_address(row) -> str:
    return reverse("partners:request_detail", args=[row.page_id])


register(
    DecisionSource(
        name="partners.request",
        label=gettext_lazy("Request for a partnership"),
        rows=PartnershipRequest.objects.open,
        right=TRIAGE,
        role=Value(Role.OFFICER.value),
        since="received_at",
        title="organisation",
        person="handled_by",
        asked_by="proposed_by",
        sentence=lambda row: _("They ask for a partnership: accept it, or decline it with an answer"),
        address=request_address,
    )
)
