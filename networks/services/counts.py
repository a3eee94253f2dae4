"""Every write to the dated numbers of a network."""

from networks.models import Network, NetworkCount
from networks.services.rows import add_row, change_row, remove_row


def add_count(network: Network, *, actor, **fields) -> NetworkCount:
    """A number somebody gave of the network on a day. Raises ``ValidationError`` where that day has one."""
    return add_row(NetworkCount(network=network, **fields), actor=actor, code="network.count")


def change_count(count: NetworkCount, *, actor, **fields) -> NetworkCount:
    """Put a number right; one of a later day is a row of its own. Raises ``ValidationError``."""
    return change_row(count, actor=actor, code="network.count_change", fields=fields)


def remove_count(count: NetworkCount, *, actor):
    remove_row(count, actor=actor, code="network.count_remove")
