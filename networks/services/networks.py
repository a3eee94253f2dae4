"""Every write to networks themselves, and the right to change what hangs on them."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import RightMissing
from core.search_text import fold_all
from core.versions import refuse_if_changed
from networks.models import Network
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
