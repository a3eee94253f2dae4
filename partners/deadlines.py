"""When partners must be assessed again (DD-05), and requests for partnerships answered."""

from django.utils.translation import gettext_lazy

from partners.models import Assessment, PartnershipRequest
from partners.requests.forgetting import forget_old_requests
from reminders.nightly import register_step
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource, register

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
        sentence=on_its_day(gettext_lazy("Its assessment holds until %(day)s: assess the partner again")),
        address=page_at("partners:institution_due_diligence"),
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
        sentence=on_its_day(gettext_lazy("Answer the request for a partnership by %(day)s")),
        address=page_at("partners:request_detail"),
        button=gettext_lazy("Answer"),
        ladder=(14, 7, 1, 0),
        head_after_days=None,
        office_after_days=14,
    )
)
register_step("partner_requests", forget_old_requests)
