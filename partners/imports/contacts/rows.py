"""Rows of contacts against the portal as it is: whom each means, and what becomes of it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.imports.mapping import Mapping
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row, Table
from partners.enums import ContactRole
from partners.imports.contacts.cells import label_of, one_line, read_contact
from partners.imports.contacts.partners import PartnersMeant
from partners.imports.institutions import Named
from partners.models import Contact
from partners.services.contacts import ContactChange

AT_ONCE = 5000


class ContactReading:
    """One sheet of contacts. Each row leaves with its ``ContactChange``, or refused."""

    def __init__(self, table: Table, mapping: Mapping):
        self.mapping = mapping
        meant = PartnersMeant()
        names = ("code", "partner", "country")
        self.whose = {
            row.number: meant.whose(*(one_line(mapping.cell(row, name)) for name in names)) for row in table.rows
        }
        self.contacts = _contacts_of({one.partner.pk for one in self.whose.values() if one.partner})
        self.seen: dict[tuple, int] = {}

    def read(self, row: Row) -> RowPlan:
        """What becomes of the row."""
        plan, whose = RowPlan(row.number, "–"), self.whose[row.number]
        values = read_contact(row, self.mapping, plan)
        plan.title = _title(values, whose.partner)
        plan.doubts.extend(whose.doubts)
        if whose.partner is None:
            plan.refuse(whose.refusal)
        if plan.is_refused or whose.partner is None:
            return plan
        try:
            self._decide(plan, whose.partner, values)
        except PortalError as error:
            plan.refuse(str(error.sentence))
        return plan

    def _decide(self, plan: RowPlan, partner: Named, values: dict):
        existing = self._known(partner, values)
        self._claim(plan.number, partner, values, existing)
        contact = existing or Contact(institution_id=partner.pk)
        changed = {name: value for name, value in values.items() if not _is_same(name, getattr(contact, name), value)}
        if existing is None:
            self._refuse_nameless(values)
            plan.action, changed = RowAction.CREATE, values
            plan.doubts.extend(self._namesakes(partner, values))
        elif changed:
            plan.action = RowAction.UPDATE
            plan.notes += [_told(name, getattr(contact, name), value) for name, value in changed.items()]
        for name, value in changed.items():
            setattr(contact, name, value)
        if contact.valid_from and contact.valid_to and contact.valid_to < contact.valid_from:
            raise PortalError(_("The last day lies before the first one."))
        plan.payload = ContactChange(contact, tuple(changed))

    def _known(self, partner: Named, values: dict) -> Contact | None:
        """The contact of the same address, else of the same name where one of both has no address."""
        known, name = self.contacts[partner.pk], fold(values.get("name", ""))
        address = values.get("email", "").casefold()
        found = [one for one in known if address and one.email.casefold() == address]
        if len(found) > 1:
            found = [one for one in found if fold(one.name) == name] or found
        if not found and name:
            found = [one for one in known if fold(one.name) == name and not (address and one.email)]
        if len(found) > 1:
            raise PortalError(_("Several contacts of this partner fit: change them on its page."))
        return found[0] if found else None

    def _claim(self, number: int, partner: Named, values: dict, existing: Contact | None):
        """Of two rows about one contact the second is refused."""
        marks = [
            ("key", existing.pk if existing else None),
            ("address", values.get("email", "").casefold()),
            ("name", "" if values.get("email") else fold(values.get("name", ""))),
        ]
        given = [(partner.pk, *mark) for mark in marks if mark[1]]
        if earlier := next((self.seen[mark] for mark in given if mark in self.seen), None):
            raise PortalError(_("Row %(row)s already describes this contact.") % {"row": earlier})
        named = (partner.pk, "name", fold(values.get("name", "")))
        self.seen.update(dict.fromkeys([*given, named], number))

    def _refuse_nameless(self, values: dict):
        if not values.get("name"):
            raise PortalError(_("The name is missing, and the partner has no contact with this address."))

    def _namesakes(self, partner: Named, values: dict) -> list[str]:
        found = [one for one in self.contacts[partner.pk] if fold(one.name) == fold(values["name"])]
        sentence = _("The partner has a contact of this name already, with the address %(email)s.")
        return [sentence % {"email": one.email} for one in found if one.email]


def _contacts_of(partners: Collection[int]) -> dict[int, list[Contact]]:
    keys, found = sorted(partners), defaultdict(list)
    for start in range(0, len(keys), AT_ONCE):
        for contact in Contact.objects.filter(institution__in=keys[start : start + AT_ONCE]).order_by("pk"):
            found[contact.institution_id].append(contact)
    return found


def _title(values: dict, partner: Named | None) -> str:
    who = values.get("name") or values.get("email") or "–"
    return f"{who}, {partner.name}" if partner else who


def _is_same(name: str, before, after) -> bool:
    """Whether nothing is said anew; an address in other capitals is the same one."""
    return before.casefold() == after.casefold() if name == "email" else before == after


def _told(name: str, before, after) -> str:
    return f"{label_of(name)}: {_worded(name, before)} → {_worded(name, after)}"


def _worded(name: str, value) -> str:
    if isinstance(value, date):
        return date_format(value)
    return str(ContactRole(value).label if name == "role" else value or "—")
