"""The units, people and roles there are, and those the file is about to add."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.imports.rows import PeopleRow, UnitFacts, key
from accounts.models import Membership, Unit, User


@dataclass
class House:
    """``coming`` are the units rows define, by key, with the number of the row that does."""

    units: dict[str, Unit]
    people: dict[str, User]
    roles: set[tuple[str, str, str]]
    coming: dict[str, tuple[int, UnitFacts]] = field(default_factory=dict)

    @classmethod
    def load(cls, emails: list[str]) -> "House":
        """What the register knows of the units and of the people with these addresses."""
        units: dict[str, Unit] = {}
        for unit in Unit.objects.select_related("parent"):
            units.setdefault(key(unit.name_en), unit)
            units.setdefault(key(unit.name_sv), unit)
        units.pop("", None)
        units |= {key(unit.code): unit for unit in units.values()}
        people = {user.email: user for user in User.objects.filter(email__in=emails)}
        held = Membership.objects.filter(user__in=people.values()).values_list("user__email", "unit__code", "role")
        return cls(units, people, set(held))

    def announce(self, rows: list[tuple[int, PeopleRow]]):
        """Remember the units the file defines, whatever the order of its rows, and let go those of refused rows.

        One refusal may cause others: a unit below a refused one has nothing to be part of.
        """
        for number, row in rows:
            if row.unit and not row.reasons:
                self.coming.setdefault(key(row.unit.code), (number, row.unit))
        defining = {number: row for number, row in rows if row.unit}
        while refused := [
            unit for unit, (number, _facts) in self.coming.items() if self.reasons_against(number, defining[number])
        ]:
            for unit in refused:
                del self.coming[unit]

    def reasons_against(self, number: int, row: PeopleRow) -> list[str]:
        """Why a row cannot be taken in, given the rest of the house and of the file."""
        if row.reasons:
            return row.reasons
        reasons = []
        if row.unit:
            first, facts = self.coming.get(key(row.unit.code), (number, row.unit))
            if facts != row.unit:
                reasons.append(_("Row %(row)s describes the same unit in another way.") % {"row": first})
            if reason := self._reason_against_unit(row.unit):
                reasons.append(reason)
        elif row.unit_named and self.code_of(row.unit_named) is None:
            reasons.append(_("There is no unit “%(unit)s”.") % {"unit": row.unit_named})
        if row.person and row.person.email not in self.people and not row.person.name:
            reasons.append(_("A new person needs a name."))
        return reasons

    def code_of(self, named: str) -> str | None:
        """The code of the unit people call ``named``, present or coming."""
        if unit := self.units.get(key(named)):
            return unit.code
        if found := self.coming.get(key(named)):
            return found[1].code
        return None

    def _reason_against_unit(self, facts: UnitFacts) -> str:
        """Why a unit cannot be written as the file says it, "" where it can."""
        if facts.parent and self.code_of(facts.parent) is None:
            return _("There is no unit “%(unit)s” for it to be part of.") % {"unit": facts.parent}
        if self._is_its_own_ancestor(facts):
            return _("By this file the unit would be part of itself.")
        if self.units.get(key(facts.code)) is None and not facts.kind:
            return _("A new unit needs its kind.")
        return ""

    def _is_its_own_ancestor(self, facts: UnitFacts) -> bool:
        seen, above = {key(facts.code)}, self._parent_key(key(facts.code))
        while above:
            if above in seen:
                return True
            seen.add(above)
            above = self._parent_key(above)
        return False

    def _parent_key(self, unit_key: str) -> str:
        """The unit above, as it will be: what the file says counts before what is there."""
        if (found := self.coming.get(unit_key)) and found[1].parent:
            return key(self.code_of(found[1].parent) or "")
        unit = self.units.get(unit_key)
        return key(unit.parent.code) if unit and unit.parent else ""

    def changes_to(self, unit: Unit, facts: UnitFacts) -> dict[str, str]:
        """What the file says anew of a unit; ``parent`` is a code. An empty cell says nothing."""
        said = {"name_en": facts.name_en, "name_sv": facts.name_sv, "kind": facts.kind, "email": facts.email}
        changes = {name: value for name, value in said.items() if value and getattr(unit, name) != value}
        above = self.code_of(facts.parent) if facts.parent else None
        if above and (unit.parent is None or unit.parent.code != above):
            changes["parent"] = above
        return changes
