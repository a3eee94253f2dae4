"""What subjects of mobility show on one another's pages, and on those of agreements and partners."""

from django.utils.translation import gettext_lazy as _

from agreements.cockpit import use
from core.panels import Panel, register
from mobility.balance.on_pages import balance_of_agreement, balance_of_partner, balances_of_agreements
from mobility.bips.panels import register_panels as register_bips
from mobility.grants.on_page import grant_on_page, grants_of_project
from mobility.querysets import VIEW

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
