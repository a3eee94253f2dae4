"""What this room shows on its own pages beside the facts: the requests that name a partner."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.panels import Panel, register
from partners.enums import InstitutionStatus
from partners.models import PartnershipRequest
from partners.requests.querysets import VIEW
from partners.requests.workflow import PROPOSE

SHOWN = 10
NOT_YET_PARTNERS = (InstitutionStatus.LISTED, InstitutionStatus.PROSPECT)


def requests_of(institution, user) -> dict | None:
    """Requests about a partner that ``user`` may read, newest first, and the way to propose one we have no ties to."""
    rows = PartnershipRequest.objects.visible_to(user).filter(institution=institution).for_list()
    found = list(rows[:SHOWN])
    may_propose = institution.status in NOT_YET_PARTNERS and user.has_perm(PROPOSE) and not institution.is_home
    new = f"{reverse('partners:request_create')}?partner={institution.pk}" if may_propose else ""
    return {"requests": found, "new_url": new} if found or new else None


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
