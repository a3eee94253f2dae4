"""Units, people and their roles from one spreadsheet; nothing is taken from anybody by it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from accounts.imports.house import House
from accounts.imports.rows import PeopleRow, key, understand
from accounts.imports.words import role_meant
from accounts.imports.writing import write
from accounts.models import User
from core.imports.importer import Importer
from core.imports.mapping import Mapping, Option, Target
from core.imports.plans import Plan, RowAction, RowPlan
from core.jobs import Progress
from core.spreadsheets.table import Table

NO, YES = "no", "yes"
LABELS = {
    "name": gettext_lazy("name"),
    "title": gettext_lazy("title or function"),
    "language": gettext_lazy("language"),
    "name_en": gettext_lazy("name in English"),
    "name_sv": gettext_lazy("name in Swedish"),
    "kind": gettext_lazy("kind"),
    "email": gettext_lazy("role address"),
    "parent": gettext_lazy("part of"),
}


class PeopleImporter(Importer):
    """A person is known by the e-mail address, a unit by its code; empty cells leave what is there."""

    name = "people"
    title = gettext_lazy("People, units and roles")
    description = gettext_lazy("One row for each role of a person; rows may also describe the units themselves.")
    right = "accounts.import_people"
    back_url = "accounts:user_list"
    has_mapping = True
    targets = (
        Target(
            "email", gettext_lazy("E-mail address"), ("e mail", "email", "e mail address", "e post", "epost", "mail")
        ),
        Target("name", gettext_lazy("Name"), ("name", "full name", "namn", "person")),
        Target("given_name", gettext_lazy("Given name"), ("given name", "first name", "fornamn")),
        Target("family_name", gettext_lazy("Family name"), ("family name", "last name", "surname", "efternamn")),
        Target("title", gettext_lazy("Title or function"), ("title", "function", "position", "titel", "befattning")),
        Target("language", gettext_lazy("Language"), ("language", "sprak")),
        Target("role", gettext_lazy("Role"), ("role", "roll"), has_values=True),
        Target(
            "unit",
            gettext_lazy("Unit"),
            ("unit", "unit code", "code", "enhet", "enhetskod", "kod", "department"),
            help=gettext_lazy("The code or the name of the unit."),
        ),
        Target("unit_name", gettext_lazy("Name of the unit in English"), ("unit name", "name of the unit")),
        Target(
            "unit_name_sv", gettext_lazy("Name of the unit in Swedish"), ("unit name sv", "enhetens namn", "enhetsnamn")
        ),
        Target("unit_kind", gettext_lazy("Kind of unit"), ("kind", "unit kind", "kind of unit", "enhetstyp", "typ")),
        Target("part_of", gettext_lazy("Part of"), ("part of", "parent", "belongs to", "tillhor", "overordnad enhet")),
        Target("unit_email", gettext_lazy("Role address of the unit"), ("unit e mail", "unit email", "role address")),
    )
    options = (
        Option(
            "invite",
            gettext_lazy("Invitations"),
            default=NO,
            choices=lambda: [(NO, _("Later, from the list of people")), (YES, _("At once, to everyone who is new"))],
        ),
    )

    def propose(self, table: Table, *, file_name: str = "") -> Mapping:
        mapping = super().propose(table, file_name=file_name)
        known = {cell: role_meant(cell) for cell in self.values_to_map("role", table, mapping)}
        mapping.values["role"] = {cell: role for cell, role in known.items() if role}
        return mapping

    def value_choices(self, target: str) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Role.choices] if target == "role" else []

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        read = [(row.number, self._understand(row, mapping)) for row in table.rows]
        house = House.load([row.person.email for _number, row in read if row.person])
        house.announce(read)
        plans = []
        for index, (number, row) in enumerate(read, start=1):
            plans.append(self._plan_row(number, row, house))
            progress(index, len(read))
        plan = Plan(plans, payload=(house, mapping.option("invite", NO) == YES))
        plan.facts += _facts(plans)
        plan.remarks.append(_("Roles that the file does not name stay as they are."))
        return plan

    def _understand(self, row, mapping: Mapping) -> PeopleRow:
        cells = {target.name: mapping.cell(row, target.name) for target in self.targets}
        return understand(cells, lambda word: mapping.meaning("role", word) or role_meant(word))

    def _plan_row(self, number: int, row: PeopleRow, house: House) -> RowPlan:
        plan = RowPlan(number, row.title, payload=row)
        if reasons := house.reasons_against(number, row):
            plan.refuse(*reasons)
            return plan
        _plan_unit(plan, row, house)
        _plan_person(plan, row, house)
        _plan_role(plan, row, house)
        return plan

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        house, is_inviting = plan.payload
        rows = [row.payload for row in plan.good_rows if row.action != RowAction.UNCHANGED]
        write(rows, house, actor=actor, is_inviting=is_inviting, progress=progress)


def _plan_unit(plan: RowPlan, row: PeopleRow, house: House):
    if row.unit is None or house.coming[key(row.unit.code)][0] != plan.number:
        return
    unit = house.units.get(key(row.unit.code))
    if unit is None:
        plan.action = RowAction.CREATE
        plan.notes.append(_("New unit."))
        return
    _note_changes(plan, unit, house.changes_to(unit, row.unit))


def _plan_person(plan: RowPlan, row: PeopleRow, house: House):
    if row.person is None:
        return
    user = house.people.get(row.person.email)
    if user is None:
        house.people[row.person.email] = User(**{"email": row.person.email, **row.person.given()})
        plan.action = RowAction.CREATE
        plan.notes.append(_("New person."))
        return
    changes = {name: value for name, value in row.person.given().items() if getattr(user, name) != value}
    if user.pk is None and changes:
        plan.doubts.append(_("Another row says something else of this person; the first row counts."))
        return
    if not user.is_active:
        plan.doubts.append(_("This person may not sign in, and the import does not change that."))
    _note_changes(plan, user, changes)


def _note_changes(plan: RowPlan, obj, changes: dict[str, str]):
    for name, value in changes.items():
        plan.notes.append(
            _("%(what)s: %(before)s → %(after)s")
            % {"what": LABELS[name], "before": getattr(obj, name) or "–", "after": value}
        )
    if changes and plan.action == RowAction.UNCHANGED:
        plan.action = RowAction.UPDATE


def _plan_role(plan: RowPlan, row: PeopleRow, house: House):
    if not row.role:
        return
    role = (row.person.email, house.code_of(row.unit_named), row.role)
    if role in house.roles:
        return
    house.roles.add(role)
    plan.notes.append(_("%(role)s in %(unit)s.") % {"role": Role(row.role).label, "unit": role[1]})
    if row.role == Role.ADMINISTRATOR:
        plan.doubts.append(_("This makes the person an administrator."))
    if plan.action == RowAction.UNCHANGED:
        plan.action = RowAction.UPDATE


def _facts(plans: list[RowPlan]) -> list[tuple[str, int]]:
    new_people = sum(_("New person.") in row.notes for row in plans)
    new_units = sum(_("New unit.") in row.notes for row in plans)
    return [(_("new people"), new_people), (_("new units"), new_units)]
