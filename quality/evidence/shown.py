"""Evidence as pages show it: with its address, whether it is out of date, and who may change it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from core.private_files import is_shown_inline
from quality.evidence.services import may_keep_evidence
from quality.models import Action, Evidence, FollowUp


@dataclass(frozen=True)
class ShownEvidence:
    row: Evidence
    url: str
    is_out_of_date: bool
    may_change: bool


def shown_evidence(about: Action | FollowUp, user) -> list[ShownEvidence]:
    """What is kept for it and ``user`` may read, newest first, in one query."""
    may_keep = may_keep_evidence(user, about)
    rows = about.evidence.visible_to(user).select_related("kept_by")
    return [show(row, may_change=may_keep or row.kept_by_id == user.pk) for row in rows]


def show(row: Evidence, *, may_change: bool) -> ShownEvidence:
    is_late = row.review_on is not None and row.review_on < timezone.localdate()
    return ShownEvidence(row, address_of(row), is_late, may_change)


def address_of(row: Evidence) -> str:
    """The link, or where the file is got."""
    if row.link:
        return row.link
    shown = "?show" if is_shown_inline(row.content_type) else ""
    return reverse("quality:evidence_file", args=[row.pk]) + shown
