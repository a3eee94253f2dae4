"""How a person wants to be told, and every change of it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from core import history
from core.errors import RightMissing
from core.versions import refuse_if_changed
from reminders.models import Subscription
from reminders.sources import sources

CHANGEABLE = ("rhythm", "weekday", "has_decisions_at_once", "silenced")

history.describe("subscription.change", gettext_noop("changed how the portal writes to them"))
history.describe("subscription.silence", gettext_noop("switched mails off by the link in a mail"))
history.describe("subscription.hear", gettext_noop("switched mails on again"))


def subscription_of(user: User) -> Subscription:
    """What the person has chosen, or the usual, not yet written."""
    return Subscription.objects.filter(user=user).first() or Subscription(user=user)


@transaction.atomic
def change_subscription(user: User, *, actor: User, seen_at=None, **fields) -> Subscription:
    """Write the given fields (``CHANGEABLE``) of what ``user`` wants to be told, and how.

    Only the person decides. Raises ``RightMissing``, ``ValidationError`` by field, ``PortalError`` where it was changed
    after ``seen_at``. Only kinds of dates can be silenced, never decisions; kinds that are not known any more stay
    silenced.
    """
    if actor.pk != user.pk:
        raise RightMissing(_("Everybody decides alone what mails they want."))
    locked = _lock(user)
    refuse_if_changed(locked, seen_at)
    if "silenced" in fields:
        fields["silenced"] = _silenced(locked, fields["silenced"])
    return _write(locked, "subscription.change", actor, **fields)


@transaction.atomic
def silence(user: User, kinds: Iterable[str]) -> Subscription:
    """Switch mails about ``kinds`` off, as the link in a mail to ``user`` asks; doing it again changes nothing.

    A mail may be older than the portal is now: kinds it does not know any more are passed over.
    """
    locked = _lock(user)
    silenced = sorted({*locked.silenced} | ({*kinds} & _known()))
    return _write(locked, "subscription.silence", user, silenced=silenced)


@transaction.atomic
def hear_again(user: User, kinds: Iterable[str]) -> Subscription:
    """Switch mails about ``kinds`` on again; doing it twice changes nothing."""
    locked = _lock(user)
    return _write(locked, "subscription.hear", user, silenced=sorted({*locked.silenced} - {*kinds}))


def _lock(user: User) -> Subscription:
    """The person's row, made where there was none; two at once wait for each other at the person."""
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    return Subscription.objects.select_for_update().filter(user=user).first() or Subscription(user=user)


def _silenced(locked: Subscription, wanted: Iterable[str]) -> list[str]:
    kept = {*locked.silenced} - _known()
    if unknown := {*wanted} - _known() - kept:
        raise ValidationError({"silenced": _("There is no such kind of date: %(kind)s") % {"kind": min(unknown)}})
    return sorted({*wanted} | kept)


def _known() -> set[str]:
    return {source.name for source in sources()}


def _write(locked: Subscription, code: str, actor: User, **fields) -> Subscription:
    """Nothing is written, and no history, where nothing changes."""
    if locked.pk and all(getattr(locked, name) == value for name, value in fields.items()):
        return locked
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=["user"])
    with history.action(code, actor=actor):
        locked.save(**({"update_fields": [*fields, "updated_at"]} if locked.pk else {"force_insert": True}))
    return locked
