"""Every write to who belongs to a network."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core import history
from core.constraints import refused_as
from networks.models import Network, NetworkMembership
from networks.models.memberships import TWICE
from networks.querysets import CHANGE
from networks.services.networks import require_change

ONCE = "network_membership_once"


@transaction.atomic
def add_member(network: Network, *, actor, **fields) -> NetworkMembership:
    """Enter an institution as a member.

    Raises ``ValidationError`` where it is one already in any part of the period, also when two people enter it at once.
    """
    require_change(actor)
    _one_at_a_time(network)
    membership = NetworkMembership(network=network, **fields)
    _check(membership)
    with (
        refused_as(ONCE, field="institution", sentence=str(TWICE)),
        history.action("network.member", actor=actor, right=CHANGE),
    ):
        membership.save()
    return membership


@transaction.atomic
def change_member(membership: NetworkMembership, *, actor, **fields) -> NetworkMembership:
    """Write the given fields of a membership. Raises ``ValidationError`` as ``add_member`` does."""
    require_change(actor)
    _one_at_a_time(membership.network)
    locked = NetworkMembership.objects.select_for_update().get(pk=membership.pk)
    for name, value in fields.items():
        setattr(locked, name, value)
    _check(locked)
    with (
        refused_as(ONCE, field="institution", sentence=str(TWICE)),
        history.action("network.member_change", actor=actor, right=CHANGE),
    ):
        locked.save(update_fields=list(fields))
    return locked


@transaction.atomic
def remove_member(membership: NetworkMembership, *, actor, note: str = ""):
    """Take out a membership that never was; one that ended gets its last day instead."""
    require_change(actor)
    locked = NetworkMembership.objects.select_for_update().get(pk=membership.pk)
    with history.action("network.member_remove", actor=actor, note=note, right=CHANGE):
        locked.delete()


def _one_at_a_time(network: Network):
    """Who enters members of a network waits for the other: the constraint alone would end two at once in a deadlock."""
    Network.objects.select_for_update().get(pk=network.pk)


def _check(membership: NetworkMembership):
    """What can be said beside its field before the database is asked."""
    membership.full_clean(validate_constraints=False)
    rivals = NetworkMembership.objects.filter(network=membership.network, institution=membership.institution)
    if rivals.exclude(pk=membership.pk).overlapping(membership.since, membership.until).exists():
        raise ValidationError({"institution": TWICE})
