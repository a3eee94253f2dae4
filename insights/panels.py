"""The ways to reports from pages of other rooms, and pinning from the tabs of every list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import tab_acts, ways
from core.panels import Panel, register
from core.ways import Way
from insights.enums import ReportKind
from insights.pins.offered import pinning
from insights.querysets import VIEW
from insights.reports.kinds import ISO_CODE, may_have


def making(kind: ReportKind, subject="") -> str:
    """Where a report of the kind is asked for, about ``subject``."""
    address = reverse("insights:report_create", args=[kind])
    return f"{address}?subject={subject}" if subject else address


def dossier_of(institution, user) -> dict | None:
    return None if institution.is_home else {"url": making(ReportKind.DOSSIER, institution.pk)}


def brief_of_country(query, user) -> str:
    """Of a list that is narrowed to one country."""
    countries = query.getlist("country")
    is_one = len(countries) == 1 and ISO_CODE.fullmatch(countries[0]) and may_have(user, ReportKind.COUNTRY)
    return making(ReportKind.COUNTRY, countries[0]) if is_one else ""


def register_of_agreements(query, user) -> str:
    return making(ReportKind.REGISTER) if may_have(user, ReportKind.REGISTER) else ""


def annual_report_of(unit, user) -> str:
    return making(ReportKind.ANNUAL, unit.pk) if unit.is_active else ""


register(
    Panel(
        page="partners.institution",
        name="dossier",
        title=_("Dossier"),
        template_name="insights/reports/panel.html",
        facts=dossier_of,
        right=VIEW,
        order=70,
    )
)
for page in ("partners", "agreements"):
    ways.register(Way(page, "country-brief", _("Brief about the country"), brief_of_country))
ways.register(Way("agreements", "register", _("Register as a report (PDF)"), register_of_agreements))
ways.register(Way("accounts.unit", "annual-report", _("Annual report"), annual_report_of, VIEW))
tab_acts.register("pin", pinning)
