"""What each kind of agreement has, and is therefore asked for (AG-01)."""

from agreements.enums import AgreementKind

RENEWING = ("renewal", "renewal_months", "most_renewals")
WITH_TUITION = {
    AgreementKind.MOC,
    AgreementKind.STUDENT_EXCHANGE,
    AgreementKind.DOUBLE_DEGREE,
    AgreementKind.INTERNSHIP,
    AgreementKind.SUMMER_SCHOOL,
}
WITH_CONDITIONS = {
    AgreementKind.ERASMUS,
    AgreementKind.STUDENT_EXCHANGE,
    AgreementKind.STAFF_EXCHANGE,
    AgreementKind.DOUBLE_DEGREE,
    AgreementKind.INTERNSHIP,
    AgreementKind.SUMMER_SCHOOL,
}


def fields_without_meaning(kind: str) -> set[str]:
    """Fields an agreement of ``kind`` has no use for: they are not asked, and emptied when a draft changes its kind."""
    without = set()
    if kind not in AgreementKind.specific:
        without |= {"parent", "no_parent_because"}
    if kind not in WITH_TUITION:
        without.add("tuition_waived")
    if kind == AgreementKind.ERASMUS:
        without |= {*RENEWING, "is_open_ended"}  # it lasts as long as the programme at most (AG-04)
    return without
