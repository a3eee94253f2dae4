"""Carries out what the plan of an import of people says: units from the top down, then people, then roles."""

from accounts.imports.house import House
from accounts.imports.rows import PeopleRow, UnitFacts, key
from accounts.invitations import invite
from accounts.models import Unit, User
from accounts.services import create_user, grant_role, save_unit, update_user
from core.jobs import Progress


def write(rows: list[PeopleRow], house: House, *, actor, is_inviting: bool, progress: Progress):
    """Write units, people and roles of the planned rows; the caller holds the transaction."""
    for unit_key in dict.fromkeys(key(row.unit.code) for row in rows if row.unit):
        _write_unit(unit_key, house, actor)
    units = {unit.code: unit for unit in Unit.objects.all()}
    written: set[str] = set()
    for index, row in enumerate(rows, start=1):
        if row.person:
            user = _write_person(row, written, actor, is_inviting=is_inviting)
            if row.role:
                grant_role(user, unit=units[house.code_of(row.unit_named)], role=row.role, actor=actor)
        progress(index, len(rows))


def _write_unit(unit_key: str, house: House, actor) -> Unit:
    """Write one unit after the unit above it. Each is read afresh: writing one moves those below it."""
    _number, facts = house.coming[unit_key]
    parent = _parent(facts, house, actor)
    unit = Unit.objects.select_related("parent").filter(code=house.code_of(facts.code)).first()
    unit = unit or Unit(code=facts.code, kind=facts.kind, name_en=facts.name_en)
    changes = house.changes_to(unit, facts)
    if "parent" in changes:
        changes["parent"] = parent
    if not changes and unit.pk:
        return unit
    for name, value in changes.items():
        setattr(unit, name, value)
    return save_unit(unit, actor=actor)


def _parent(facts: UnitFacts, house: House, actor) -> Unit | None:
    """The unit above, written first where the file defines it too."""
    if not facts.parent:
        return None
    code = house.code_of(facts.parent)
    return _write_unit(key(code), house, actor) if key(code) in house.coming else Unit.objects.get(code=code)


def _write_person(row: PeopleRow, written: set[str], actor, *, is_inviting: bool) -> User:
    """The person of a row, created or changed by the first row that names them."""
    user = User.objects.filter(email=row.person.email).first()
    if user is None:
        user = create_user(email=row.person.email, actor=actor, **row.person.given())
        if is_inviting:
            invite(user, actor=actor)
    elif row.person.email not in written:
        changes = {name: value for name, value in row.person.given().items() if getattr(user, name) != value}
        if changes:
            user = update_user(user, actor=actor, **changes)
    written.add(row.person.email)
    return user
