"""Rows of conditions, understood: whose they are, in which direction, what they say, and what becomes of them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.imports.conditions.agreements import Agreements, Asked, Known
from agreements.imports.conditions.cells import ConditionCells, Said
from agreements.imports.conditions.comparing import Spec
from agreements.imports.conditions.words import BOTH, INCOMING, VOCABULARIES
from agreements.imports.register_cells import one_line
from core.errors import PortalError
from core.imports.mapping import Mapping
from core.imports.plans import RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row, Table
from partners.imports.institutions import Institutions
from partners.models import Contact, Institution


def words_in(target: str, cell: str) -> list[str]:
    return VOCABULARIES[target].words_in(cell)


class ConditionReading:
    """One sheet of conditions against the portal as it is."""

    def __init__(self, table: Table, mapping: Mapping, *, home: Institution):
        self.mapping, self.home = mapping, home
        self.institutions = Institutions(home)
        self.cells = ConditionCells(mapping, words_in)
        self.asked = {row.number: self._asked(row) for row in table.rows}
        self.agreements = Agreements(self.asked.values(), self.institutions)
        self.contacts = self._contacts()
        self.specs: list[Spec] = []

    def _cell(self, row: Row, target: str) -> str:
        return one_line(self.mapping.cell(row, target))

    def _asked(self, row: Row) -> Asked:
        named = [self._cell(row, "code") or self._cell(row, "partner")]
        if not any(named):
            named = [self._cell(row, "sender"), self._cell(row, "receiver")]
        partners = {self.institutions.meant(name) for name in named if name} - {None, self.home.pk}
        return Asked(
            self._cell(row, "agreement"),
            self._cell(row, "number"),
            self._cell(row, "reference"),
            frozenset(partners),
            self._cell(row, "partner_unit"),
            self.mapping.meaning("agreement_kind", self.mapping.cell(row, "agreement_kind")),
        )

    def _contacts(self) -> dict[tuple[int, str], Contact]:
        if not {"sender_contact", "receiver_contact"} & self.mapping.columns.keys():
            return {}
        parties = {key for known in self.agreements.known.values() for key in known.parties}
        found = Contact.objects.filter(institution__in=parties)
        return {(row.institution_id, fold(word)): row for row in found for word in (row.name, row.email) if word}

    def read(self, row: Row) -> RowPlan:
        """The row with its directions as payload, or refused."""
        plan = RowPlan(row.number, self._title(row))
        said = self.cells.read(row, plan)
        try:
            known = self._agreement(row)
            ends = list(self._ends(row, known))
        except PortalError as error:
            plan.refuse(str(error.sentence))
            return plan
        plan.title = known.agreement.number or known.agreement.title
        for place, (sender, receiver) in enumerate(ends):
            self._add(plan, known, (sender, receiver), said, row, is_turned=place > 0)
        return plan

    def _title(self, row: Row) -> str:
        return next(filter(None, (self._cell(row, name) for name in ("number", "partner", "code", "reference"))), "–")

    def _agreement(self, row: Row) -> Known:
        asked = self.asked[row.number]
        written = self._cell(row, "code") or self._cell(row, "partner")
        if written and not asked.partners and not (asked.number or asked.key or asked.reference):
            raise PortalError(_("No partner of the portal is called “%(name)s”, or several are.") % {"name": written})
        known = self.agreements.find(asked)
        if asked.partners and not asked.partners & known.parties.keys():
            raise PortalError(_("The agreement that was found is not with this partner."))
        return known

    def _ends(self, row: Row, known: Known) -> Iterator[tuple[int, int]]:
        """Sender and receiver; for both ways also the other way round."""
        direction = next(
            (self.mapping.meaning("direction", word) for word in [self.mapping.cell(row, "direction")]), ""
        )
        sender, receiver = (self._party(row, end, known) for end in ("sender", "receiver"))
        if sender is None and receiver is None:
            if not direction:
                raise PortalError(_("The row does not say who goes where."))
            sender, receiver = self.home.pk, self._partner(row, known)
            if direction == INCOMING:
                sender, receiver = receiver, sender
        elif sender is None or receiver is None:
            given = sender or receiver
            other = self.home.pk if given != self.home.pk else self._partner(row, known)
            sender, receiver = sender or other, receiver or other
        if sender == receiver:
            raise PortalError(_("A condition runs between two different parties."))
        yield sender, receiver
        if direction == BOTH:
            yield receiver, sender

    def _party(self, row: Row, end: str, known: Known) -> int | None:
        written = self._cell(row, end)
        if not written:
            return None
        key = self.institutions.meant(written)
        if key not in known.parties:
            raise PortalError(_("“%(name)s” is no party of the agreement.") % {"name": written})
        return key

    def _partner(self, row: Row, known: Known) -> int:
        named = self.asked[row.number].partners & known.parties.keys()
        partner = next(iter(named)) if len(named) == 1 else known.partner
        if partner is None:
            raise PortalError(_("The agreement has several partners: say who sends and who receives."))
        return partner

    def _add(self, plan: RowPlan, known: Known, ends: tuple[int, int], said: Said, row: Row, *, is_turned: bool):
        names = ("receiver", "sender") if is_turned else ("sender", "receiver")
        plain = {name: value for name, value in said.plain.items() if not name.endswith("_unit")}
        for end, name, institution in zip(("sender", "receiver"), names, ends, strict=True):
            if unit := said.plain.get(f"{name}_unit"):
                plain[f"{end}_unit"] = unit
            if contact := self._contact(plan, self._cell(row, f"{name}_contact"), institution):
                plain[f"{end}_contact_id"] = contact.pk
        key = "" if is_turned else self._cell(row, "condition")
        self.specs.append(Spec(plan, known, *ends, Said(plain, said.fields, said.languages), key))

    def _contact(self, plan: RowPlan, written: str, institution: int) -> Contact | None:
        contact = self.contacts.get((institution, fold(written))) if written else None
        if written and contact is None:
            plan.refuse(_("“%(name)s” is no contact of this institution.") % {"name": written})
        return contact
