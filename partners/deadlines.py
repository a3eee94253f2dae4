"""When partners must be assessed again (DD-05), and requests for partnerships answered."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Assessment, PartnershipRequest
from partners.requests.forgetting import forget_old_requests
from reminders.nightly import register_step
from reminders.sources import DeadlineSource, register


def _address(row) -> str:
    return reverse("partners:institution_due_diligence", args=[row.page_id])


def _recheck(row) -> str:
    return _("Its assessment holds until %(day)s: assess the partner again") % {"day": date_format(row.due_on)}


def _request_address(row) -> str:
    return reverse("partners:request_detail", args=[row.page_id])


def _answer(row) -> str:
    return _("Answer the request for a partnership by %(day)s") % {"day": date_format(row.due_on)}


register(
    DeadlineSource(
        name="partners.assessment_recheck",
        label=gettext_lazy("Partner to be assessed again"),
        rows=lambda on: Assessment.objects.to_recheck(),
        due="valid_until",
        owner="assessor",
        unit="unit",
        title="institution__name",
        page="institution",
        sentence=_recheck,
        address=_address,
        button=gettext_lazy("Assess"),
        ladder=(90, 30, 7, 0),
    )
)
register(
    DeadlineSource(
        name="partners.request_answer",
        label=gettext_lazy("Request for a partnership to answer"),
        rows=lambda on: PartnershipRequest.objects.open(),
        due="answer_due_on",
        owner="handled_by",
        title="organisation",
        since="received_at",
        sentence=_answer,
        address=_request_address,
        button=gettext_lazy("Answer"),
        ladder=(14, 7, 1, 0),
        head_after_days=None,
        office_after_days=14,
    )
)
register_step("partner_requests", forget_old_requests)
