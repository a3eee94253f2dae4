"""Every write to quality reports and their texts."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from quality.enums import Area, ReportState
from quality.models import QualityReport, ReportBlock
from quality.querysets import WRITE_REPORT
from quality.reports.contents import contents_of
from quality.reports.freezing import checksum
from quality.reports.papers import make_papers
from quality.reports.workflow import report_workflow
from reference.academic_years import AcademicYear

history.describe("quality_report.begin", gettext_noop("began it"))
history.describe("quality_report.text", gettext_noop("changed a text"))
STEP = 10  # between the places of texts, so that one can be put between two


def year_to_begin() -> AcademicYear:
    """The last academic year; where its report is begun, the first one after it that has none."""
    year, there = AcademicYear.current().previous, set(QualityReport.objects.values_list("academic_year", flat=True))
    while year.first_year in there:
        year = year.next
    return year


@transaction.atomic
def begin_report(*, actor, **fields) -> QualityReport:
    """A new report, with the texts of the newest earlier one to begin from. Raises ``ValidationError``."""
    report = QualityReport(**fields)
    _require(actor)
    report.begun_from = (
        QualityReport.objects.filter(academic_year__lt=report.academic_year or 0).order_by("-academic_year").first()
    )
    report.full_clean()
    with history.action("quality_report.begin", actor=actor, right=WRITE_REPORT):
        report.save()
        ReportBlock.objects.bulk_create(ReportBlock(report=report, **text) for text in _first_texts(report))
    return report


@transaction.atomic
def change_report(report: QualityReport, *, actor, seen_at=None, **fields) -> QualityReport:
    """Write title, day and writer of a draft."""
    locked = _lock(report, actor)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    with history.action("changed", actor=actor, right=WRITE_REPORT):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def add_text(report: QualityReport, *, actor, **fields) -> ReportBlock:
    """A text at the end of its area."""
    locked = _lock(report, actor)
    text = ReportBlock(report=locked, **fields)
    last = locked.blocks.order_by("-position").values_list("position", flat=True).first()
    text.position = (last or 0) + STEP
    text.full_clean()
    with history.action("quality_report.text", actor=actor, right=WRITE_REPORT):
        text.save()
    return text


@transaction.atomic
def change_text(text: ReportBlock, *, actor, seen_at=None, **fields) -> ReportBlock:
    """Write one text of a draft. Raises ``ChangedElsewhere`` where a colleague was faster."""
    _lock(text.report, actor)
    locked = ReportBlock.objects.select_for_update().get(pk=text.pk)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    with history.action("quality_report.text", actor=actor, right=WRITE_REPORT):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def remove_text(text: ReportBlock, *, actor) -> QualityReport:
    report = _lock(text.report, actor)
    with history.action("quality_report.text", actor=actor, right=WRITE_REPORT):
        ReportBlock.objects.filter(pk=text.pk).delete()
    return report


@transaction.atomic
def move_text(text: ReportBlock, *, actor, is_up: bool) -> QualityReport:
    """One place up or down among the texts of its area; at the end of the row nothing changes."""
    report = _lock(text.report, actor)
    row = list(report.blocks.filter(area=text.area))
    at = next((index for index, each in enumerate(row) if each.pk == text.pk), None)
    if at is None or not 0 <= at + (-1 if is_up else 1) < len(row):
        return report
    other = row[at + (-1 if is_up else 1)]
    with history.action("quality_report.text", actor=actor, right=WRITE_REPORT):
        row[at].position, other.position = other.position, row[at].position
        for each in (row[at], other):
            each.save(update_fields=["position", "updated_at"])
    return report


@transaction.atomic
def adopt_report(report: QualityReport, *, actor) -> QualityReport:
    """Freeze what it says, with its checksum, and have its papers made.

    Raises ``TransitionRefused`` while follow-ups of the year are open.
    """

    def freeze(locked: QualityReport):
        locked.frozen = contents_of(locked)
        locked.sha256 = checksum(locked.frozen)
        locked.adopted_by, locked.adopted_at = actor, timezone.now()
        locked.save(update_fields=["frozen", "sha256", "adopted_by", "adopted_at"])

    adopted = report_workflow.perform("adopt", report, actor=actor, also=freeze)
    for language, _name in settings.LANGUAGES:
        make_papers(adopted, language=language, actor=actor)
    return adopted


def _first_texts(report: QualityReport) -> list[dict]:
    """Headings and texts of the report before; without one, an empty text for the whole and for each area."""
    if report.begun_from is not None:
        return list(report.begun_from.blocks.values("area", "heading", "body", "position"))
    headings = [("", _("Summary of the year")), *((area.value, _("In short")) for area in Area)]
    return [
        {"area": area, "heading": heading, "position": place * STEP}
        for place, (area, heading) in enumerate(headings, start=1)
    ]


def _lock(report: QualityReport, actor) -> QualityReport:
    _require(actor)
    locked = QualityReport.objects.select_for_update().get(pk=report.pk)
    if locked.state != ReportState.DRAFT:
        raise PortalError(_("The report is adopted and stays as it is. What is new belongs in the next one."))
    return locked


def _require(actor):
    if not actor.has_perm(WRITE_REPORT):
        raise RightMissing(_("You do not have the right to write quality reports."))
