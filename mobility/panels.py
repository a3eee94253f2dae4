"""What subjects of mobility show on one another's pages, and on those of agreements and partners."""

from django.utils.translation import gettext_lazy as _

from agreements.cockpit import use
from core.panels import Panel, register
from mobility.balance.on_pages import balance_of_agreement, balance_of_partner, balances_of_agreements
from mobility.bips.panels import register_panels as register_bips
from mobility.checklist.shown import checklist_on_page
from mobility.grants.on_page import grant_on_page, grants_of_project
from mobility.learning.on_page import learning_on_page
from mobility.querysets import MODERATE, VIEW
from mobility.reports.on_page import report_of_project, report_of_stay

register(
    Panel(
        page="mobility.mobility",
        name="grant",
        title=_("Grant"),
        template_name="mobility/grants/panel.html",
        facts=grant_on_page,
        right=VIEW,
        order=40,
    )
)
register(
    Panel(
        page="mobility.project",
        name="grants",
        title=_("Grants"),
        template_name="mobility/grants/panel_of_project.html",
        facts=grants_of_project,
        right=VIEW,
        order=40,
    )
)
register(
    Panel(
        page="agreements.agreement",
        name="balance",
        title=_("Balance of exchange"),
        template_name="mobility/balance/panel.html",
        facts=balance_of_agreement,
        right=VIEW,
        order=30,
    )
)
register(
    Panel(
        page="partners.institution",
        name="balance",
        title=_("Balance of exchange"),
        template_name="mobility/balance/panel.html",
        facts=balance_of_partner,
        right=VIEW,
        order=30,
    )
)
use.register(use.UseColumn("balance", _("Balance"), balances_of_agreements, order=60))
register_bips()
register(
    Panel(
        page="mobility.mobility",
        name="steps",
        title=_("Steps and documents"),
        template_name="mobility/checklist/panel.html",
        facts=checklist_on_page,
        right=VIEW,
        order=20,
    )
)
register(
    Panel(
        page="mobility.mobility",
        name="learning_agreement",
        title=_("Learning agreement"),
        template_name="mobility/learning/panel.html",
        facts=learning_on_page,
        right=VIEW,
        order=10,
    )
)
for page, facts in (("mobility.mobility", report_of_stay), ("mobility.project", report_of_project)):
    register(
        Panel(
            page=page,
            name="report",
            title=_("Report"),
            template_name="mobility/reports/panel.html",
            facts=facts,
            right=MODERATE,
            order=80,
        )
    )
