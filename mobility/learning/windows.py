"""How long steps of a learning agreement may take: rows that administrators edit, with their sources (KA131-55, 57)."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mobility.models import LearningAgreementVersion, ProcessWindow


def days_of(code: str) -> int | None:
    """The days allowed; None where an administrator took the row away, so that nothing is held to it."""
    window = ProcessWindow.objects.filter(code=code).first()
    return window.days if window else None


def last_day_of_changes(version: LearningAgreementVersion) -> date | None:
    """Until when changes are asked for: some weeks from the first day of the stay, as certified or planned."""
    days = days_of("change_request")
    begins_on = version.stay.presence[0]
    return begins_on + timedelta(days=days) if days is not None else None


def is_a_change(version: LearningAgreementVersion) -> bool:
    """Whether an earlier version was signed by all three."""
    return version.agreement.versions.filter(number__lt=version.number, signed_at__isnull=False).exists()


def lateness(version: LearningAgreementVersion, on: date | None = None) -> str:
    """That a change comes after its window, with the day and the rule; "" where it does not."""
    last_day = last_day_of_changes(version) if is_a_change(version) else None
    if last_day is None or (on or timezone.localdate()) <= last_day:
        return ""
    window = ProcessWindow.objects.get(code="change_request")
    words = {"day": date_format(last_day), "rule": window.rule, "source": window.source}
    return _("Changes are asked for until %(day)s (%(rule)s; source: %(source)s).") % words
