"""Who gets through at each address of the quality room (``tests.test_every_address``)."""

from tests.addresses import READERS, Row
from tests.quality.factories import (
    FollowUpFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ProcessVersionFactory,
    QualityReportFactory,
    ReportBlockFactory,
)

OFFICE, SEES_ALL = "quality_officer", "quality_officer auditor"
STAFF = READERS
STAFF_BUT_ALL = " ".join(role for role in READERS.split() if role not in SEES_ALL.split())

REPORT, TEXT = {"pk": "quality_draft"}, {"pk": "report_text"}

PROCESS = {"pk": "process_version"}

INDICATOR, OBJECTIVE, COLLECTED = {"code": "indicator"}, {"pk": "objective"}, {"pk": "collected_follow_up"}
SEES_UNIT = f"{SEES_ALL} head"
NOT_OF_UNIT = " ".join(role for role in f"{READERS} external_reviewer".split() if role not in SEES_UNIT.split())

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
    "quality:indicator_list": Row(STAFF),
    "quality:indicator_export": Row(SEES_ALL),
    "quality:indicator_create": Row(OFFICE),
    "quality:indicator_detail": Row(STAFF, about=INDICATOR),
    "quality:indicator_edit": Row(OFFICE, about=INDICATOR),
    "quality:indicator_remove": Row(OFFICE, method="post", about=INDICATOR),
    "quality:objective_list": Row(STAFF),
    "quality:objective_export": Row(SEES_ALL),
    "quality:objective_create": Row(OFFICE),
    "quality:objective_edit": Row(OFFICE, about=OBJECTIVE),
    "quality:objective_remove": Row(OFFICE, method="post", about=OBJECTIVE),
    "quality:follow_up_data": Row(SEES_UNIT, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_fill": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED),
    "quality:follow_up_compute": Row(OFFICE, NOT_OF_UNIT, method="post", about=COLLECTED),
    "quality:indicator_file": Row(OFFICE, NOT_OF_UNIT, about=COLLECTED | INDICATOR),
    "quality:indicator_file_remove": Row(OFFICE, NOT_OF_UNIT, method="post", about=COLLECTED | INDICATOR),
    "quality:indicator_download": Row("", f"{SEES_UNIT} {NOT_OF_UNIT}", about=COLLECTED | INDICATOR),
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
    indicator = IndicatorFactory(code="asked", kind="file")
    collected = FollowUpFactory(unit=unit, version=version, academic_year=2025, state="collecting")
    data = {"indicator": indicator.code, "objective": ObjectiveFactory().pk, "collected_follow_up": collected.pk}
    return data | {"process_version": version.pk, "quality_draft": text.report_id, "report_text": text.pk}
