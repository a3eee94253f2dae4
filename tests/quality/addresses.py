"""Who gets through at each address of the quality room (``tests.test_every_address``)."""

from tests.addresses import READERS, Row
from tests.quality.factories import ProcessVersionFactory, QualityReportFactory, ReportBlockFactory

OFFICE, SEES_ALL = "quality_officer", "quality_officer auditor"
STAFF = READERS
STAFF_BUT_ALL = " ".join(role for role in READERS.split() if role not in SEES_ALL.split())

REPORT, TEXT = {"pk": "quality_draft"}, {"pk": "report_text"}

PROCESS = {"pk": "process_version"}

ROWS = {
    "quality:check_list": Row(STAFF),
    "quality:process_list": Row(STAFF),
    "quality:process_export": Row(SEES_ALL),
    "quality:process_create": Row(OFFICE),
    "quality:process_detail": Row(STAFF, about=PROCESS),
    "quality:process_history": Row(SEES_ALL, about=PROCESS),
    "quality:process_edit": Row(OFFICE, about=PROCESS),
    "quality:process_new_version": Row(OFFICE, about=PROCESS),
    "quality:process_steps": Row(OFFICE, about=PROCESS),
    "quality:process_rhythm": Row(OFFICE, about=PROCESS),
    "quality:report_list": Row(STAFF),
    "quality:report_create": Row(OFFICE),
    "quality:report_detail": Row(SEES_ALL, STAFF_BUT_ALL, about=REPORT),
    "quality:report_history": Row(SEES_ALL, STAFF_BUT_ALL, about=REPORT),
    "quality:report_edit": Row(OFFICE, STAFF_BUT_ALL, about=REPORT),
    "quality:report_text_create": Row(OFFICE, STAFF_BUT_ALL, about=REPORT),
    "quality:report_text_edit": Row(OFFICE, STAFF_BUT_ALL, about=TEXT),
    "quality:report_text_remove": Row(OFFICE, STAFF_BUT_ALL, method="post", about=TEXT),
    "quality:report_text_move": Row(OFFICE, STAFF_BUT_ALL, method="post", about=TEXT | {"way": "up"}),
    "quality:report_papers_make": Row(SEES_ALL, STAFF_BUT_ALL, method="post", about=REPORT),
    "quality:report_papers_progress": Row(SEES_ALL, STAFF_BUT_ALL, about=REPORT),
    "quality:report_paper": Row("", STAFF, about=REPORT | {"file_format": "exe"}),
    "quality:report_move": Row(OFFICE, STAFF_BUT_ALL, method="post", about=REPORT | {"move": "adopt"}),
}


def quality_objects(unit, people) -> dict:
    """What the addresses are about, by the names the rows use."""
    text = ReportBlockFactory(report=QualityReportFactory(kept_by=people["quality_officer"]))
    version = ProcessVersionFactory()
    return {"process_version": version.pk, "quality_draft": text.report_id, "report_text": text.pk}
