"""What the history of a quality report is told from."""

from core.history_entries import Part, Story
from quality.models import QualityReport, ReportBlock

REPORT_STORY = Story(QualityReport, parts=(Part(ReportBlock, named_by=("heading",), hidden=("report", "position")),))
