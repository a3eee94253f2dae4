"""How long steps of a learning agreement may take: rows that administrators edit (KA131-27, 55, 57).

Changes have three windows (KA131-55): they are asked for in the first weeks of the stay, agreed by all some weeks
after they were asked for, and all are done some weeks after the beginning. What makes the stay longer is asked for
until a month before the end that was agreed instead (KA131-27).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mobility.learning.enums import VersionState
from mobility.models import LearningAgreementVersion, ProcessWindow
from mobility.rules.sources import sources_in_words

REQUEST, AGREEMENT, DONE, EXTENSION = "change_request", "change_agreement", "change_done", "extension_request"


@dataclass(frozen=True)
class Window:
    """Until when something is done, by the row that says so. ``on`` is the day it was done, today where it was not."""

    row: ProcessWindow
    last_day: date
    on: date

    @property
    def is_missed(self) -> bool:
        return self.on > self.last_day

    @property
    def sentence(self) -> str:
        words = {"what": self.row.name, "length": self.row.words, "day": date_format(self.last_day)}
        words |= {"rule": self.row.rule, "source": sources_in_words([self.row.source])[self.row.source]}
        return _("%(what)s %(length)s: until %(day)s (%(rule)s; source: %(source)s).") % words


def with_sources(windows: list[Window]) -> list[tuple[Window, str]]:
    """Each with where it is written, in words."""
    words = sources_in_words(window.row.source for window in windows)
    return [(window, words[window.row.source]) for window in windows]


def days_of(code: str) -> int | None:
    """The days allowed; None where an administrator took the row away, so that nothing is held to it."""
    window = ProcessWindow.objects.filter(code=code).first()
    return window.days if window else None


def certificate_expected_on(version: LearningAgreementVersion) -> date | None:
    """Until when the organisation certifies a traineeship; None of studies, or where nobody says how long it takes."""
    days = days_of("traineeship_certificate") if version.is_of_trainee and version.is_valid else None
    return None if days is None else version.stay.presence[1] + timedelta(days=days)


def is_a_change(version: LearningAgreementVersion) -> bool:
    """Whether an earlier version was signed by all three."""
    return signed_before(version) is not None


def signed_before(version: LearningAgreementVersion) -> LearningAgreementVersion | None:
    """The newest earlier version that all three signed."""
    signed = version.agreement.versions.filter(number__lt=version.number, signed_at__isnull=False)
    return signed.order_by("-number").first()


def windows_of(version: LearningAgreementVersion, on: date | None = None) -> list[Window]:
    """Of a change its windows, of a version that holds those of a change that may come; in the order of their days.

    None of a version that is completed: nothing is changed any more.
    """
    on = on or timezone.localdate()
    if version.state == VersionState.COMPLETED:
        return []
    former = signed_before(version)
    if former is not None:
        return _of_change(version, former, on)
    if not version.is_valid:
        return []
    begins_on = version.stay.presence[0]
    return _windows([(REQUEST, begins_on, 1, on), (DONE, begins_on, 1, on), (EXTENSION, version.ends_on, -1, on)])


def lateness(version: LearningAgreementVersion, on: date | None = None) -> str:
    """Which windows a change missed, with their days and rules; "" where it missed none, or is no change."""
    former = signed_before(version)
    windows = _of_change(version, former, on or timezone.localdate()) if former else []
    return " ".join(window.sentence for window in windows if window.is_missed)


def _of_change(version, former, on: date) -> list[Window]:
    """What is changed before the stay begins has as long as what is changed on its first day."""
    begins_on, asked_on = version.stay.presence[0], timezone.localdate(version.created_at)
    agreed_on = timezone.localdate(version.signed_at) if version.signed_at else on
    agreement = (AGREEMENT, max(asked_on, begins_on), 1, agreed_on)
    if version.ends_on > former.ends_on:
        return _windows([(EXTENSION, former.ends_on, -1, asked_on), agreement])
    return _windows([(REQUEST, begins_on, 1, asked_on), agreement, (DONE, begins_on, 1, agreed_on)])


def _windows(ends: list[tuple[str, date, int, date]]) -> list[Window]:
    """For each: code, the day counted from, forwards or backwards, and the day it was done. What has no row is open."""
    rows = ProcessWindow.objects.in_bulk(field_name="code")
    found = [
        Window(rows[code], start + sign * timedelta(days=rows[code].days), day)
        for code, start, sign, day in ends
        if code in rows
    ]
    return sorted(found, key=lambda window: window.last_day)
