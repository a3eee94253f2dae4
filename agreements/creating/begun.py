"""The drafts a person has begun: their part of the desk."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.enums import AgreementState, Turn
from agreements.models import Agreement
from reminders.waiting import Waiting

MOST = 20


def drafts_of(user) -> list[Waiting]:
    """Drafts that ``user`` keeps, last changed first; not those that lie with a partner or were sent back."""
    drafts = Agreement.objects.editable_by(user).filter(state=AgreementState.DRAFT, coordinator=user)
    rows = drafts.exclude(turn=Turn.PARTNER).exclude(approvals__isnull=False).order_by("-updated_at", "-pk")
    return [
        Waiting(
            row.title,
            _("draft, last changed"),
            reverse("agreements:agreement_steps", args=[row.pk]),
            timezone.localdate(row.updated_at),
        )
        for row in rows[:MOST]
    ]
