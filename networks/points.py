"""What comes next in a network, as dated points beside its page."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.templatetags.portal import relative_date
from networks.models import Network

SOON_DAYS = 60


@dataclass(frozen=True)
class Point:
    """A day to come: ``is_hot`` where it is near."""

    label: str
    text: str
    is_hot: bool
    is_past: bool = False


def points_of(network: Network, user, on: date | None = None) -> list[Point]:
    """The days to come of the network, of our membership and of its offers, the nearest first."""
    on = on or timezone.localdate()
    days = [
        (network.fee_due_on, _("The next fee is due")),
        (network.funding_ends_on, _("The funding ends")),
        (network.ends_on, _("The network ends")),
        *((row.until, _("Our membership ends")) for row in network.memberships.ours()),
        *(
            (offer.apply_by, _("Last day to apply: %(offer)s") % {"offer": offer.title})
            for offer in network.offers.visible_to(user)
        ),
    ]
    to_come = sorted((day, words) for day, words in days if day is not None and day >= on)
    return [
        Point(words, f"{date_format(day)}, {relative_date(day, on)}", is_hot=(day - on).days <= SOON_DAYS)
        for day, words in to_come
    ]
