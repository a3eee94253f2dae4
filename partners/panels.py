"""What this room shows on its own pages beside the facts: the requests that name a partner."""

from django.utils.translation import gettext_lazy as _

from core.panels import Panel, register
from partners.models import PartnershipRequest
from partners.requests.querysets import VIEW

SHOWN = 10


def requests_of(institution, user) -> dict | None:
    """Requests about a partner that ``user`` may read, newest first."""
    rows = PartnershipRequest.objects.visible_to(user).filter(institution=institution).for_list()
    found = list(rows[:SHOWN])
    return {"requests": found} if found else None


register(
    Panel(
        page="partners.institution",
        name="requests",
        title=_("Requests"),
        template_name="partners/requests/of_partner.html",
        facts=requests_of,
        right=VIEW,
        order=60,
    )
)
