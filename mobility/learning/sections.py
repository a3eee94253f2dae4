"""What is signed as headings, facts and tables, in the order of the Commission's form: for pages and paper alike."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.papers.sections import Section
from mobility.enums import Term
from mobility.learning.enums import Change, ChangeReason, ComponentKind, LearningKind
from mobility.learning.traineeships.sections import organisation_section, programme_sections
from mobility.models import LearningAgreementVersion


def sections_of(values: dict) -> list[Section]:
    """Parties, programme, what is done abroad and what it counts as, what changed. A table without rows is left out."""
    sections = _of_trainee(values) if "traineeship" in values else _of_student(values)
    return [section for section in sections if section.facts or section.rows]


def _of_trainee(values: dict) -> list[Section]:
    traineeship = values["traineeship"]
    return [
        Section(_("The trainee"), facts=_given(_student(values["student"]))),
        Section(_("The sending institution"), facts=_given(_side(values["sending"]))),
        organisation_section(traineeship),
        Section(_("The mobility"), facts=_given(_programme(values))),
        *programme_sections(traineeship),
        _late(values["late_because"]),
    ]


def _late(because: str) -> Section:
    return Section(_("After the window"), facts=_given([(_("Why it is changed later"), because)]))


def _of_student(values: dict) -> list[Section]:
    rows = values["components"]
    standing = [row for row in rows if row["change"] != Change.REMOVED]
    return [
        Section(_("The student"), facts=_given(_student(values["student"]))),
        Section(_("The sending institution"), facts=_given(_side(values["sending"]))),
        Section(_("The receiving institution"), facts=_given(_side(values["receiving"]))),
        Section(_("The mobility"), facts=_given(_programme(values))),
        _abroad([row for row in standing if row["kind"] in ComponentKind.abroad]),
        _at_home([row for row in standing if row["kind"] == ComponentKind.RECOGNISED]),
        _instead([row for row in standing if not row["is_automatic"]]),
        _changes([row for row in rows if row["change"]], values["late_because"]),
    ]


def signatures_section(version: LearningAgreementVersion) -> Section:
    """Who signed, when and by which way; of those who have not, nothing is said."""
    rows = [
        [
            each.get_role_display(),
            each.name,
            date_format(each.signed_at.astimezone(), "DATETIME_FORMAT"),
            _("by an address sent to them") if each.link_id else _("in the portal"),
        ]
        for each in version.signatures.all()
    ]
    return Section(_("Signatures"), head=[_("For"), _("Name"), _("Signed"), _("How")], rows=rows)


def _given(facts) -> list[tuple[str, str]]:
    return [(label, value) for label, value in facts if value]


def _student(student):
    return [
        (_("Name"), student["name"]),
        (_("Date of birth"), _day(student["born_on"])),
        (_("Nationality"), student["nationality"]),
        (_("Study cycle"), student["level"]),
        (_("Field of education"), student["field"]),
    ]


def _side(side):
    return [
        (_("Name"), side["name"]),
        (_("Faculty or department"), side["unit"]),
        (_("Erasmus code"), side["code"]),
        (_("Country"), side["country"]),
        (_("Signs for it"), side["signer"]),
    ]


def _programme(values):
    virtual = [_day(values[name]) for name in ("virtual_starts_on", "virtual_ends_on") if values[name]]
    return [
        (_("Kind"), str(LearningKind(values["kind"]).label)),
        (_("Scheme"), values["scheme"]),
        (_("Physical stay"), f"{_day(values['starts_on'])} – {_day(values['ends_on'])}"),
        (_("Virtual part"), " – ".join(virtual)),
        (_("Language of instruction"), " ".join(filter(None, (values["language"], values["language_level"])))),
        (_("Course catalogue"), values["catalogue_url"]),
        (_("If parts are not completed"), values["provisions"]),
    ]


def _abroad(rows) -> Section:
    head = [_("Code"), _("Component"), _("Kind"), _("Term"), _("Language"), _("ECTS credits"), _("Counts as")]
    cells = [
        [
            row["code"],
            row["title"],
            str(ComponentKind(row["kind"]).label),
            str(Term(row["term"]).label) if row["term"] else "",
            row["language"],
            row["ects"],
            row["counts_as"],
        ]
        for row in rows
    ]
    rows = _with_sum(cells, rows, 5)
    return Section(_("Table A: programme at the receiving institution"), head=head, rows=rows, numbers=(5,))


def _at_home(rows) -> Section:
    head = [_("Code"), _("Component"), _("Term"), _("ECTS credits"), _("Recognised automatically")]
    cells = [
        [
            row["code"],
            row["title"],
            str(Term(row["term"]).label) if row["term"] else "",
            row["ects"],
            _("yes") if row["is_automatic"] else _("no"),
        ]
        for row in rows
    ]
    rows = _with_sum(cells, rows, 3)
    return Section(_("Table B: recognised at the sending institution"), head=head, rows=rows, numbers=(3,))


def _instead(rows) -> Section:
    cells = [[_name(row), row["instead"]] for row in rows]
    return Section(_("Not recognised automatically"), head=[_("Component"), _("What happens instead")], rows=cells)


def _changes(rows, late_because: str) -> Section:
    cells = [
        [
            str(Change(row["change"]).label),
            _name(row),
            row["ects"],
            ": ".join(filter(None, (str(ChangeReason(row["change_reason"]).label), row["change_words"]))),
        ]
        for row in rows
    ]
    if late_because:
        cells.append([_("After the window"), "", "", late_because])
    head = [_("Change"), _("Component"), _("ECTS credits"), _("Reason")]
    return Section(_("During the mobility: changes of tables A and B"), head=head, rows=cells, numbers=(2,))


def _with_sum(cells, rows, column: int):
    if not cells:
        return cells
    total = sum((Decimal(row["ects"]) for row in rows if row["ects"]), Decimal(0))
    last = [""] * len(cells[0])
    last[1], last[column] = _("Together"), f"{total.normalize():f}"
    return [*cells, last]


def _name(row) -> str:
    return f"{row['code']} {row['title']}".strip()


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else ""
