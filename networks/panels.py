"""What networks show on pages of others: which ones a partner belongs to, and the partners of an agreement."""

from django.utils.translation import gettext_lazy as _

from core.panels import Panel, register
from networks.models import NetworkMembership
from networks.querysets import VIEW


def networks_of_partner(institution, user) -> dict | None:
    """The memberships of the partner, those of today first."""
    rows = NetworkMembership.objects.visible_to(user).filter(institution=institution).select_related("network")
    found = sorted(rows, key=lambda row: (not row.is_current(), row.network.name))
    return {"memberships": found} if found else None


def networks_of_agreement(agreement, user) -> dict | None:
    """The networks of ours to which a partner of the agreement belongs today."""
    current = NetworkMembership.objects.visible_to(user).current()
    ours = current.ours().values("network")
    partners = agreement.parties.filter(is_home=False).values("institution")
    rows = current.filter(network__in=ours, institution__in=partners).for_list()
    found = sorted(rows, key=lambda row: row.network.name)
    return {"memberships": found} if found else None


for page, facts, template, order in (
    ("partners.institution", networks_of_partner, "networks/of_partner.html", 30),
    ("agreements.agreement", networks_of_agreement, "networks/of_agreement.html", 45),
):
    register(
        Panel(
            page=page,
            name="networks",
            title=_("Networks"),
            template_name=template,
            facts=facts,
            right=VIEW,
            order=order,
        )
    )
