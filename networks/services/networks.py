"""Every write to networks themselves and to who of us looks after them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import RightMissing
from core.search_text import fold_all
from core.versions import refuse_if_changed
from networks.models import Network, NetworkContact, NetworkCount
from networks.querysets import CHANGE


def require_change(actor):
    """The office keeps networks; None is the machine. Raises ``RightMissing``."""
    if actor is not None and not actor.has_perm(CHANGE):
        raise RightMissing(_("You do not have the right to change networks."))


def prepare_for_search(network: Network):
    """Keep the words the network is found by; called by whoever saves one."""
    network.search_text = fold_all(network.name_en, network.name_sv, network.short_name, network.funding)


@transaction.atomic
def add_network(*, actor, **fields) -> Network:
    """A new network. Raises ``ValidationError`` and ``RightMissing``."""
    require_change(actor)
    network = Network(**fields)
    network.full_clean()
    prepare_for_search(network)
    with history.action("network.add", actor=actor, right=CHANGE):
        network.save()
    return network


@transaction.atomic
def change_network(network: Network, *, actor, seen_at=None, **fields) -> Network:
    """Write the given fields. Raises ``ValidationError``, and ``ChangedElsewhere`` where a colleague was faster."""
    require_change(actor)
    locked = Network.objects.select_for_update().get(pk=network.pk)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    prepare_for_search(locked)
    with history.action("network.change", actor=actor, right=CHANGE):
        locked.save(update_fields=[*fields, "search_text", "updated_at"])
    return locked


@transaction.atomic
def add_count(network: Network, *, actor, **fields) -> NetworkCount:
    """A number somebody gave of the network on a day. Raises ``ValidationError`` where that day has one."""
    return _add(NetworkCount(network=network, **fields), "network.count", actor)


@transaction.atomic
def add_contact(network: Network, *, actor, **fields) -> NetworkContact:
    """Somebody of ours looks after the network from now on. Raises ``ValidationError``."""
    return _add(NetworkContact(network=network, **fields), "network.contact", actor)


def _add(row, code: str, actor):
    require_change(actor)
    row.full_clean()
    with history.action(code, actor=actor, right=CHANGE):
        row.save()
    return row


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
