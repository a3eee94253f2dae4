"""What the history of a quality report is told from."""

from core.history_entries import Part, Story
from quality.models import QualityReport, ReportBlock

REPORT_STORY = Story(
    QualityReport,
    hidden=("sha256", "adopted_at", "adopted_by"),  # who adopted it and when is the entry itself
    parts=(Part(ReportBlock, named_by=("area", "heading"), hidden=("report", "position")),),
)
