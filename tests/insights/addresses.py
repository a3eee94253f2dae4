"""Who gets through at each address of the insights room (``tests.test_every_address``)."""

from insights.models import UniversityNumber
from insights.supplied import TABLE
from tests.addresses import READERS, Row
from tests.supplied import load

ENTERS, KPI, NUMBER = "officer quality_officer", {"code": "kpi"}, {"pk": "university_number"}

ROWS = {
    "insights:finding_list": Row(READERS),
    "insights:pin_list": Row(READERS),
    "insights:pin_create": Row("reader", READERS, method="post", about={"pk": "saved_view"}),
    "insights:pin_remove": Row("reader", READERS, method="post", about={"pk": "saved_view"}),
    "insights:home": Row(READERS),
    "insights:kpi_list": Row(READERS),
    "insights:kpi_export": Row(READERS),
    "insights:kpi_detail": Row(READERS, about=KPI),
    "insights:kpi_rows": Row(READERS, about=KPI),
    "insights:number_list": Row(ENTERS),
    "insights:number_export": Row(ENTERS),
    "insights:number_create": Row(ENTERS),
    "insights:number_edit": Row(ENTERS, about=NUMBER),
    "insights:number_remove": Row(ENTERS, method="post", about=NUMBER),
}


def insights_objects(unit) -> dict:
    """What the addresses are about, by the words of ``ROWS``."""
    load([TABLE])
    number = UniversityNumber.objects.create(
        kind="staff", unit=unit, academic_year=2024, people=12, source="staff register"
    )
    return {"kpi": "KPI-14", "university_number": number.pk}
