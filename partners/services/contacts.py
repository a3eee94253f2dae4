"""Every write to the contacts of partners."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from core import history
from core.search_text import fold_all
from partners.models import Contact
from partners.services.institutions import CHANGE, require

ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class ContactChange:
    """A contact as it is to be; of one that is there already ``fields`` are those that change."""

    contact: Contact
    fields: tuple[str, ...]


@transaction.atomic
def save_contact(contact: Contact, *, actor) -> Contact:
    """Write a new or changed contact of a partner."""
    require(actor, CHANGE)
    _prepare_for_search(contact)
    with history.action("contact.save", actor=actor, right=CHANGE):
        contact.full_clean()
        contact.save()
    return contact


def remove_contact(contact: Contact, *, actor):
    """Take a contact off the register; history keeps that there was one."""
    require(actor, CHANGE)
    with history.action("contact.remove", actor=actor, right=CHANGE):
        contact.delete()


@transaction.atomic
def write_contacts(changes: Iterable[ContactChange], *, actor):
    """Write many in sets, as an import has understood them; its history action is the caller's.

    One that a colleague has taken off meanwhile stays off, and of the others only ``fields`` are written.
    """
    require(actor, CHANGE)
    changes = list(changes)
    for change in changes:
        _prepare_for_search(change.contact)
    Contact.objects.bulk_create([one.contact for one in changes if one.contact.pk is None], batch_size=ROWS_AT_ONCE)
    there = {one.contact.pk for one in changes} - {None}
    there = set(Contact.objects.select_for_update().filter(pk__in=there).order_by("pk").values_list("pk", flat=True))
    alike: dict[tuple[str, ...], list[Contact]] = defaultdict(list)
    for change in changes:
        if change.contact.pk in there:
            alike[change.fields].append(change.contact)
    for fields, contacts in alike.items():
        Contact.objects.bulk_create(
            contacts,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*fields, "search_text"],
            batch_size=ROWS_AT_ONCE,
        )


def _prepare_for_search(contact: Contact):
    contact.search_text = fold_all(contact.name, contact.email, contact.partner_unit)
