"""Networks at scale: the pages of one with a thousand members over twenty years."""

import random
from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from benchmarks.measuring import Figure, measure_page
from networks.models import Network, NetworkMembership
from partners.models import Institution

MEMBERS = 1_000


def network_figures(client, *, page: tuple[float, float], times: int) -> Iterator[Figure]:
    network = seed_network()
    for name, address in {
        "network: its page": network.get_absolute_url(),
        "network: its members": reverse("networks:member_list", args=[network.pk]),
        "network: members with an agreement": f"{reverse('networks:member_list', args=[network.pk])}?agreement=yes",
        "network: map and years": reverse("networks:network_pictures", args=[network.pk]),
    }.items():
        yield measure_page(client, name, address, rows=MEMBERS, promise=page, times=times)


def seed_network() -> Network:
    """One network of ``MEMBERS`` institutions, a tenth of which have left it."""
    network = Network.objects.create(name_en="Network of the bench", short_name="Bench", is_published=True)
    chance = random.Random(1)
    institutions = Institution.objects.filter(~Q(country=None)).order_by("pk").values_list("pk", flat=True)[:MEMBERS]
    NetworkMembership.objects.bulk_create(
        NetworkMembership(
            network=network,
            institution_id=key,
            since=date(chance.randint(2006, 2020), 1, 1),
            until=date(chance.randint(2021, 2025), 12, 31) if chance.random() < 0.1 else None,
        )
        for key in institutions
    )
    return network
