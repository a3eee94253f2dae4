"""What ends in networks: memberships, funding, the network itself, the window of an offer; and the fee to pay.

Each date is for the first of our contacts; where there is none, the office sees to it.
"""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy

from networks.models import JointOffer, Network, NetworkContact, NetworkMembership
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource, register

TO_DECIDE = (365, 180, 90, 30, 7, 0)
TO_PAY = (30, 7, 0)
TO_KNOW = (90, 30, 0)


def _kept(rows, on, network: str):
    """``rows`` with ``keeper``: the contact who has looked after the network (``network``: path to it) for longest."""
    contacts = NetworkContact.objects.current(on).filter(network=OuterRef(network)).order_by("pk")
    return rows.annotate(keeper=Subquery(contacts.values("user")[:1]))


def _of_networks(name: str, *, due: str, rows=Network.objects.all, **given) -> DeadlineSource:
    return DeadlineSource(
        name=f"networks.{name}",
        rows=lambda on: _kept(rows(), on, "pk").filter(
            **({f"{due}__gte": on} if given.get("weeks_overdue") == 0 else {})
        ),
        due=due,
        owner="keeper",
        owner_column="networks.networkcontact.user",
        title="name_en",
        address=page_at("networks:network_detail"),
        button=gettext_lazy("Open"),
        **given,
    )


def _of_members(name: str, rows, **given) -> DeadlineSource:
    return DeadlineSource(
        name=f"networks.{name}",
        rows=lambda on: _kept(rows(NetworkMembership.objects).filter(until__gte=on), on, "network"),
        due="until",
        owner="keeper",
        owner_column="networks.networkcontact.user",
        since="network__created_at",
        page="network",
        address=page_at("networks:network_detail"),
        button=gettext_lazy("Open"),
        weeks_overdue=0,
        **given,
    )


register(
    _of_networks(
        "fee",
        due="fee_due_on",
        label=gettext_lazy("Fee of a network"),
        sentence=on_its_day(gettext_lazy("The fee is due on %(day)s")),
        ladder=TO_PAY,
    )
)
register(
    _of_networks(
        "funding",
        due="funding_ends_on",
        label=gettext_lazy("Funding of a network ends"),
        sentence=on_its_day(gettext_lazy("The funding ends on %(day)s")),
        ladder=TO_DECIDE,
        weeks_overdue=0,
    )
)
register(
    _of_networks(
        "end",
        due="ends_on",
        label=gettext_lazy("Network ends"),
        sentence=on_its_day(gettext_lazy("The network ends on %(day)s")),
        ladder=TO_DECIDE,
        weeks_overdue=0,
    )
)
register(
    _of_members(
        "our_membership",
        lambda members: members.ours(),
        label=gettext_lazy("Our membership of a network ends"),
        sentence=on_its_day(gettext_lazy("Our membership ends on %(day)s")),
        title="network__name_en",
        ladder=TO_DECIDE,
    )
)
register(
    _of_members(
        "membership",
        lambda members: members.of_partners(),
        label=gettext_lazy("A partner leaves a network"),
        sentence=on_its_day(gettext_lazy("This membership ends on %(day)s")),
        title=Concat("institution__name", Value(" · "), "network__name_en"),
        ladder=TO_KNOW,
    )
)
register(
    DeadlineSource(
        name="networks.offer_window",
        label=gettext_lazy("Applications to a joint offer close"),
        rows=lambda on: _kept(JointOffer.objects.filter(apply_by__gte=on), on, "network"),
        due="apply_by",
        owner="keeper",
        owner_column="networks.networkcontact.user",
        title="title_en",
        sentence=on_its_day(gettext_lazy("Applications close on %(day)s")),
        address=page_at("networks:offer_detail"),
        button=gettext_lazy("Open"),
        ladder=(30, 7, 0),
        weeks_overdue=0,
    )
)
