"""Which facts a partner is asked about, and how each is called."""

from typing import Any

from partners.enums import ContactRole
from partners.exchange_facts import EXCHANGE_FACTS
from partners.models import Contact, Institution

FACTS = ("name", "native_name", "website", "street", "post_code", "city", "description", *EXCHANGE_FACTS)
OF_CONTACTS = ("name", "role", "partner_unit", "email", "phone")


def label_of(field: str, *, of_contact: bool) -> str:
    column: Any = (Contact if of_contact else Institution)._meta.get_field(field)
    return str(column.verbose_name)


def words_of(field: str, value: str) -> str:
    """A value as people read it."""
    return str(ContactRole(value).label) if field == "role" and value in ContactRole.values else value
