"""Every write to people, units and memberships."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, Unit, User
from core import history
from core.errors import PortalError
from core.search_text import fold_all


@transaction.atomic
def save_unit(unit: Unit, *, actor) -> Unit:
    """Write ``unit`` and put it, with everything below it, in its place in the tree.

    Raises ``PortalError`` when the unit would come to lie below itself.
    """
    ancestor = unit.parent
    while ancestor is not None:
        if ancestor.pk == unit.pk:
            raise PortalError(_("A unit cannot be part of itself."))
        ancestor = ancestor.parent
    old_path = unit.path
    with history.action("unit.save", actor=actor):
        unit.save()
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
        if old_path and old_path != unit.path:
            for below in Unit.objects.select_for_update().filter(path__startswith=old_path).exclude(pk=unit.pk):
                below.path = unit.path + below.path.removeprefix(old_path)
                below.save(update_fields=["path"])
    return unit


@transaction.atomic
def create_user(*, email: str, name: str, actor, password: str | None = None, **fields) -> User:
    """A new person; without a password they enter by the invitation mail alone."""
    user = User(email=User.objects.normalise(email), name=name, **fields)
    user.set_password(password)
    user.search_text = fold_all(name, email, fields.get("title"))
    with history.action("user.create", actor=actor):
        user.full_clean(exclude=["password"])
        user.save()
    return user


@transaction.atomic
def update_user(user: User, *, actor, **fields) -> User:
    """Write the given fields of a person. A new address is proven again by the next mail to it."""
    if "email" in fields:
        fields["email"] = User.objects.normalise(fields["email"])
        EmailAddress.objects.filter(user=user).exclude(email=fields["email"]).delete()
    for name, value in fields.items():
        setattr(user, name, value)
    user.search_text = fold_all(user.name, user.email, user.title)
    with history.action("user.change", actor=actor):
        user.save(update_fields=[*fields, "search_text"])
    return user


def grant_role(user: User, *, unit: Unit, role: str, actor) -> Membership:
    """Give ``user`` a role in a unit; granting it again changes nothing."""
    with history.action("membership.grant", actor=actor):
        membership, _created = Membership.objects.get_or_create(user=user, unit=unit, role=role)
    user.__dict__.pop("rights", None)
    return membership


def revoke_role(membership: Membership, *, actor):
    """Take a role from a person. Whoever takes the last administrator's is stopped by the form that asks."""
    user = membership.user
    with history.action("membership.revoke", actor=actor):
        membership.delete()
    user.__dict__.pop("rights", None)


def only_administrator(user: User) -> bool:
    """Whether nobody else could still let people in: such a person keeps role and sign-in."""
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    holders = set(administrators.values_list("user", flat=True))
    return holders == {user.pk}
