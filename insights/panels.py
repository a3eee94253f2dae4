"""The way to a partner's dossier, on its page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.panels import Panel, register
from insights.enums import ReportKind
from insights.querysets import VIEW


def dossier_of(institution, user) -> dict | None:
    if institution.is_home:
        return None
    return {"url": f"{reverse('insights:report_create', args=[ReportKind.DOSSIER])}?subject={institution.pk}"}


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
