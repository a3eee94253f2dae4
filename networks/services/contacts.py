"""Every write to who of us looks after a network."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from networks.models import Network, NetworkContact
from networks.querysets import CHANGE
from networks.services.networks import require_change
from networks.services.rows import add_row, change_row, remove_row


def add_contact(network: Network, *, actor, **fields) -> NetworkContact:
    """Somebody of ours looks after the network from now on. Raises ``ValidationError``."""
    return add_row(NetworkContact(network=network, **fields), actor=actor, code="network.contact")


def change_contact(contact: NetworkContact, *, actor, **fields) -> NetworkContact:
    """Write the given fields; who is no contact any more gets a last day. Raises ``ValidationError``."""
    return change_row(contact, actor=actor, code="network.contact_change", fields=fields)


def remove_contact(contact: NetworkContact, *, actor):
    """Take out somebody who never was one."""
    remove_row(contact, actor=actor, code="network.contact_remove")


@transaction.atomic
def hand_over_contacts(keys: Iterable[int], *, person, to, actor, note: str = "") -> dict[int, str]:
    """Make ``to`` our contact in place of ``person``; who is one already stays the one. Returns what went wrong."""
    require_change(actor)
    problems = {}
    for key in keys:
        contact = NetworkContact.objects.select_for_update().filter(pk=key, user=person).first()
        if contact is None:
            problems[key] = _("It was handed over or removed meanwhile.")
            continue
        with history.action("network.hand_over", actor=actor, note=note, right=CHANGE):
            _hand_over(contact, to)
    return problems


def _hand_over(contact: NetworkContact, to):
    if NetworkContact.objects.filter(network=contact.network_id, user=to, since=contact.since).exists():
        contact.delete()
        return
    contact.user = to
    contact.save(update_fields=["user"])
