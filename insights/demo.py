"""The demonstration of insights: numbers of the university by year, everything counted, a report of each kind."""

from django.db.models import Count
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from agreements.models import Party
from core.demo import builds_demo
from core.jobs import carry_out
from core.models import Job
from insights.enums import DividedBy, NumberKind, ReportKind
from insights.findings.looking import look_everywhere
from insights.home.keeping import count_homes
from insights.kpis.keeping import count_key_figures, years_kept
from insights.models import UniversityNumber
from insights.numbers.services import enter_number
from insights.reports.making import JOB, start_report
from partners.models import Institution

# For the whole university: in the first of the years kept, and how many more each year.
NUMBERS = {
    NumberKind.DEGREE_STUDENTS: (5480, 95),
    NumberKind.STAFF: (512, 9),
    NumberKind.GRADUATES: (890, 18),
    NumberKind.GRADUATES_ABROAD: (96, 11),
}
SOURCES = {
    NumberKind.STAFF: "Staff register, 31 December",
    NumberKind.DEGREE_STUDENTS: "Student register, autumn term",
}
# Of the graduates of a year, and of those abroad, this many in a hundred.
GRADUATES_BY = {
    (DividedBy.LEVEL, "6"): (58, 47),
    (DividedBy.LEVEL, "7"): (40, 51),
    (DividedBy.LEVEL, "8"): (2, 2),
    (DividedBy.GENDER, "women"): (44, 52),
    (DividedBy.GENDER, "men"): (55, 46),
    (DividedBy.GENDER, "other"): (1, 2),
    (DividedBy.PROGRAMME, "Industrial Economics and Management, 300 credits"): (15, 28),
    (DividedBy.PROGRAMME, "Software Engineering, 180 credits"): (14, 12),
    (DividedBy.PROGRAMME, "Nursing, 180 credits"): (13, 8),
    (DividedBy.PROGRAMME, "Computer Security, 300 credits"): (9, 9),
    (DividedBy.PROGRAMME, "Spatial Planning, 180 credits"): (8, 11),
    (DividedBy.PROGRAMME, "Sustainable Leadership, master's, 60 credits"): (5, 6),
}
NOT_YET = (NumberKind.GRADUATES, NumberKind.GRADUATES_ABROAD)  # of the year under way nobody knows


@builds_demo(floor=10)
def build() -> str:
    with override("en"):
        officer, root = User.objects.get(email=demo_email("officer")), Unit.objects.get(parent__isnull=True)
        for kind, (first, more) in NUMBERS.items():
            years = years_kept()[:-1] if kind in NOT_YET else years_kept()
            for place, year in enumerate(years):
                enter_number(
                    actor=officer,
                    kind=kind,
                    unit=root,
                    academic_year=year,
                    people=first + more * place,
                    source=SOURCES.get(kind, "Student register, degrees of the year"),
                )
        divide_graduates(officer, root)
        count = count_key_figures()
        count_homes()
        look_everywhere()
        reports = make_reports(officer, root)
    return (
        f"{UniversityNumber.objects.count()} numbers of the university, {count} counted key figures, {reports} reports"
    )


def divide_graduates(officer: User, root: Unit):
    """By level, gender and the larger programmes, of the years of which graduates are known."""
    for place, year in enumerate(years_kept()[:-1]):
        for (way, part), shares in GRADUATES_BY.items():
            for kind, share in zip((NumberKind.GRADUATES, NumberKind.GRADUATES_ABROAD), shares, strict=True):
                first, more = NUMBERS[kind]
                enter_number(
                    actor=officer,
                    kind=kind,
                    unit=root,
                    academic_year=year,
                    divided_by=way,
                    part=part,
                    people=(first + more * place) * share // 100,
                    source="Student register, degrees of the year",
                )


def make_reports(officer: User, root: Unit) -> int:
    """One of each kind, about the partner with the most agreements and its country; made here, by no worker."""
    counted = Party.objects.filter(is_home=False).values("institution").annotate(agreements=Count("pk"))
    partner = Institution.objects.get(pk=counted.order_by("-agreements", "institution")[0]["institution"])
    asked = {
        ReportKind.DOSSIER: {"subject": str(partner.pk)},
        ReportKind.ANNUAL: {"subject": str(root.pk), "year": years_kept()[-2]},
        ReportKind.COUNTRY: {"subject": partner.country_id},
        ReportKind.REGISTER: {},
    }
    for kind, about in asked.items():
        job = Job.objects.create(kind=JOB, started_by=officer)
        start_report(kind, actor=officer, language="en", job=job, **about)
        carry_out(job.pk)
    return len(asked)
