"""When partners must be assessed again (DD-05)."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Assessment
from reminders.sources import DeadlineSource, register


def _address(row) -> str:
    return reverse("partners:institution_due_diligence", args=[row.page_id])


def _recheck(row) -> str:
    return _("Its assessment holds until %(day)s: assess the partner again") % {"day": date_format(row.due_on)}


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
