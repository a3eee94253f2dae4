"""Who gets through at each address of the insights room (``tests.test_every_address``)."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from insights.models import MadeReport, ReportSchedule, UniversityNumber
from insights.supplied import TABLE
from tests.addresses import READERS, Row
from tests.supplied import load

ENTERS, KPI, NUMBER = "officer quality_officer", {"code": "kpi"}, {"pk": "university_number"}
REPORT = {"pk": "made_report"}

ROWS = {
    "insights:finding_list": Row(READERS),
    "insights:pin_list": Row(READERS),
    "insights:pin_create": Row("reader", READERS, method="post", about={"pk": "saved_view"}),
    "insights:pin_remove": Row("reader", READERS, method="post", about={"pk": "saved_view"}),
    "insights:home": Row(READERS),
    "insights:kpi_list": Row(READERS),
    "insights:kpi_export": Row(READERS),
    "insights:kpi_detail": Row(READERS, about=KPI),
    "insights:kpi_parts_export": Row(READERS, about=KPI),
    "insights:kpi_rows": Row(READERS, about=KPI),
    "insights:picture_list": Row(READERS),
    "insights:picture_detail": Row(READERS, about={"name": "picture"}),
    "insights:picture_file": Row(READERS, about={"name": "picture", "file_format": "picture_format"}),
    "insights:report_list": Row(READERS),
    "insights:report_create": Row(READERS, about={"kind": "report_kind"}),
    "insights:schedule_stop": Row("reader", READERS, method="post", about={"pk": "report_schedule"}),
    "insights:report_detail": Row("reader", READERS, about=REPORT),
    "insights:report_progress": Row("reader", READERS, about=REPORT),
    "insights:report_file": Row("reader", READERS, about=REPORT | {"file_format": "report_format"}),
    "insights:number_list": Row(ENTERS),
    "insights:number_export": Row(ENTERS),
    "insights:number_history": Row(ENTERS),
    "insights:number_create": Row(ENTERS),
    "insights:number_edit": Row(ENTERS, about=NUMBER),
    "insights:number_remove": Row(ENTERS, method="post", about=NUMBER),
}


def insights_objects(unit, partner, reader) -> dict:
    """What the addresses are about, by the words of ``ROWS``."""
    load([TABLE])
    number = UniversityNumber.objects.create(
        kind="staff", unit=unit, academic_year=2024, people=12, source="staff register"
    )
    return {
        "kpi": "KPI-14",
        "university_number": number.pk,
        "made_report": made_report(reader, partner).pk,
        "report_schedule": ReportSchedule.objects.create(
            owner=reader, kind="dossier", subject=partner.pk, title="Dossier", rhythm="monthly", next_on="2099-01-01"
        ).pk,
        "picture": "ends",
        "picture_format": "svg",
        "report_kind": "dossier",
        "report_format": "pdf",
    }


def made_report(reader, partner) -> MadeReport:
    """A dossier that is ready."""
    report = MadeReport(made_for=reader, kind="dossier", subject=partner.pk, title="Dossier", made_at=timezone.now())
    report.kept_until = timezone.now() + timedelta(hours=1)
    report.pdf.save("dossier.pdf", ContentFile(b"%PDF-"), save=False)
    report.save()
    return report
