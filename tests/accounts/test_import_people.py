import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.imports.people import PeopleImporter
from accounts.imports.words import role_meant, unit_kind_meant
from accounts.models import Membership, Unit, User
from accounts.services import create_user, grant_role
from core.errors import PortalError
from core.imports.mapping import Mapping
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table

# As a person keeps it: Swedish headings, units in any order, one row for each role.
SHEET = """
Enhet;Enhetsnamn;Unit name;Enhetstyp;Tillhör;E-post;Namn;Titel;Roll;Språk
IDE;Industridesign;Industrial Design;Institution;LTH;;;;;
LTH;Tekniska fakulteten;Faculty of Engineering;Fakultet;BTH;Dean@Example.org;Åsa Öberg;Dekan;dekan;svenska
IDE;;;;;ask@example.org;Ask Embla;Koordinator;Koordinator;sv
IDE;;;;;ask@example.org;Ask Embla;;Läsare;
BTH;;;;;reader@example.org;Rut;;Reader;en
"""

BAD = """
unit;unit name;kind;part of;email;name;role;language
X1;Orphan;department;NOWHERE;;;;
X2;Below the orphan;department;X1;;;;
X3;Ring one;department;X4;;;;
X4;Ring two;department;X3;;;;
X5;Kindless;;BTH;;;;
X6;Strange;castle;BTH;;;;
BTH;;;;not an address;Somebody;reader;
BTH;;;;nameless@example.org;;reader;
BTH;;;;king@example.org;King;king;
;;;;roleless@example.org;No unit;reader;
X2;;;;below@example.org;Below;reader;
BTH;;;;french@example.org;French;reader;fr
BTH;;;;;Nobody;reader;
Y1;;;;;;;
BTH;;;;good@example.org;Good;reader;
"""


@pytest.fixture
def importer():
    return PeopleImporter()


def plan_of(text, importer):
    table = read_table(text.strip().encode())
    return rehearse(importer, table, importer.propose(table))


def take_in(text, importer, actor=None, **options):
    table = read_table(text.strip().encode())
    mapping = importer.propose(table)
    mapping.options |= options
    return import_table(importer, table, mapping, actor=actor, file_name="people.csv")


def roles():
    return set(Membership.objects.values_list("user__email", "unit__code", "role"))


def test_rehearsal_says_what_would_happen_and_writes_nothing(importer, university):
    plan = plan_of(SHEET, importer)
    assert [row.action for row in plan.rows] == ["create", "create", "create", "update", "create"]
    assert [row.number for row in plan.rows] == [2, 3, 4, 5, 6]
    assert dict(plan.facts) == {"new people": 3, "new units": 2}
    assert (User.objects.count(), Unit.objects.count(), Membership.objects.count()) == (0, 1, 0)


def test_units_people_and_roles_are_taken_in(importer, university, administrator):
    take_in(SHEET, importer, actor=administrator)
    design = Unit.objects.get(code="IDE")
    assert (design.name_en, design.name_sv, design.kind) == ("Industrial Design", "Industridesign", "department")
    assert design.path == f"/{university.pk}/{design.parent_id}/{design.pk}/"
    assert design.parent.code == "LTH"
    dean = User.objects.get(email="dean@example.org")
    assert (dean.name, dean.title, dean.language, dean.access) == ("Åsa Öberg", "Dekan", "sv", "not_invited")
    assert User.objects.matching("asa oberg").get() == dean
    assert roles() - {(administrator.email, "BTH", "administrator")} == {
        ("dean@example.org", "LTH", "head"),
        ("ask@example.org", "IDE", "coordinator"),
        ("ask@example.org", "IDE", "reader"),
        ("reader@example.org", "BTH", "reader"),
    }
    event = User.pgh_event_model.objects.filter(pgh_obj=dean).earliest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("user.create", administrator.pk)


def test_second_time_changes_nothing(importer, university):
    take_in(SHEET, importer)
    before = User.pgh_event_model.objects.count(), Unit.pgh_event_model.objects.count()
    plan = take_in(SHEET, importer)
    assert plan.changes_nothing
    assert (User.pgh_event_model.objects.count(), Unit.pgh_event_model.objects.count()) == before


def test_later_edition_changes_what_it_says_and_takes_nothing_away(importer, university):
    take_in(SHEET, importer)
    later = """
    code;unit name;part of;email;name;title;role
    IDE;Design Sciences;BTH;;;;
    BTH;;;ask@example.org;Ask Embla-Ek;;head
    """.replace("    ", "")
    plan = take_in(later, importer)
    assert [row.notes for row in plan.rows] == [
        ["name in English: Industrial Design → Design Sciences", "part of: Faculty of Engineering → BTH"],
        ["name: Ask Embla → Ask Embla-Ek", "Head of unit in BTH."],
    ]
    design = Unit.objects.get(code="IDE")
    assert (design.name_sv, design.parent, design.path) == (
        "Industridesign",
        university,
        f"/{university.pk}/{design.pk}/",
    )
    ask = User.objects.get(email="ask@example.org")
    assert (ask.name, ask.title, ask.language) == ("Ask Embla-Ek", "Koordinator", "sv")
    assert {role for email, _unit, role in roles() if email == ask.email} == {"coordinator", "reader", "head"}


def test_moved_unit_takes_those_below_along_though_the_same_file_changes_them(importer, university):
    take_in(SHEET, importer)
    take_in("code;unit name;kind;part of\nFE;Engineering;faculty;BTH", importer)
    take_in("code;unit name;part of\nLTH;Technology;FE\nIDE;Design;", importer)
    above, moved, below = (Unit.objects.get(code=code) for code in ("FE", "LTH", "IDE"))
    assert below.path == f"/{university.pk}/{above.pk}/{moved.pk}/{below.pk}/"


def test_bad_rows_are_refused_with_a_reason_and_good_ones_taken(importer, university):
    plan = take_in(BAD, importer)
    assert {row.number: row.reasons for row in plan.refused_rows} == {
        2: ["There is no unit “NOWHERE” for it to be part of."],
        3: ["There is no unit “X1” for it to be part of."],
        4: ["There is no unit “X4” for it to be part of."],
        5: ["There is no unit “X3” for it to be part of."],
        6: ["A new unit needs its kind."],
        7: ["“castle” is no kind of unit; known are: University, Faculty, Department, Office."],
        8: ["“not an address” is not an e-mail address."],
        9: ["A new person needs a name."],
        10: ["The role “king” is not known."],
        11: ["A role needs a unit in which it holds."],
        12: ["There is no unit “X2”."],
        13: ["The language “fr” is not one the portal speaks."],
        14: ["The row gives a role but no e-mail address, so it is not clear to whom."],
        15: ["The row has neither an e-mail address nor the name of a unit."],
    }
    assert list(User.objects.values_list("email", flat=True)) == ["good@example.org"]
    assert Unit.objects.count() == 1


def test_what_is_too_long_or_odd_is_refused_row_by_row(importer, university):
    long = "x" * 201
    plan = take_in(
        "unit;unit name;kind;part of;email;name;role\n"
        f"{long};Unit;office;BTH;;;\n"
        f"A1;{long};office;BTH;;;\n"
        f"BTH;;;;long@example.org;{long};reader\n"
        f"BTH;;;;{'y' * 250}@example.org;Name;reader\n"
        "BTH;;;;odd@example.org;=HYPERLINK(1) <b>Łódź 😀</b>;reader\n",
        importer,
    )
    assert [row.number for row in plan.refused_rows] == [2, 3, 4, 5]
    assert "is too long for: code (at most 20 characters)" in plan.refused_rows[0].reasons[0]
    assert User.objects.get().name == "=HYPERLINK(1) <b>Łódź 😀</b>"


def test_doubts_are_pointed_at(importer, university):
    create_user(email="gone@example.org", name="Gone", actor=None, is_active=False)
    plan = plan_of(
        "unit;email;name;role\n"
        "BTH;gone@example.org;Gone;reader\n"
        "BTH;boss@example.org;Boss;administrator\n"
        "BTH;boss@example.org;Another name;reader",
        importer,
    )
    assert [row.doubts for row in plan.rows] == [
        ["This person may not sign in, and the import does not change that."],
        ["This makes the person an administrator."],
        ["Another row says something else of this person; the first row counts."],
    ]


def test_two_descriptions_of_one_unit_must_agree(importer, university):
    plan = plan_of("code;unit name;kind;part of\nA1;One;office;BTH\nA1;Two;office;BTH\nA1;One;office;BTH", importer)
    assert [row.action for row in plan.rows] == ["create", "refuse", "unchanged"]


def test_new_people_can_be_invited_at_once(
    importer, university, worker, mailoutbox, django_capture_on_commit_callbacks
):
    grant_role(create_user(email="ask@example.org", name="Ask", actor=None), unit=university, role="reader", actor=None)
    with django_capture_on_commit_callbacks(execute=True):
        take_in(SHEET, importer, invite="yes")
    assert sorted(mail.to[0] for mail in mailoutbox) == ["dean@example.org", "reader@example.org"]


def test_words_for_roles_can_be_mapped_by_hand(importer, university):
    table = read_table(b"unit;email;name;role\nBTH;king@example.org;King;king")
    mapping = importer.propose(table)
    assert importer.values_to_map("role", table, mapping) == ["king"]
    mapping.values["role"] = {"king": "auditor"}
    import_table(importer, table, Mapping.from_json(mapping.as_json()), actor=None)
    assert roles() == {("king@example.org", "BTH", "auditor")}


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("Coordinator", "coordinator"),
        ("OFFICER", "officer"),
        ("Internationell handläggare", "officer"),
        ("", ""),
        ("x", ""),
    ],
)
def test_words_for_roles(word, role):
    assert role_meant(word) == role


def test_every_role_is_known_by_its_own_name():
    assert {role_meant(str(role.label)) for role in Role} == set(Role.values)
    assert unit_kind_meant("Department") == "department"


def test_only_administrators_may(importer, university, officer):
    with pytest.raises(PortalError, match="do not have the right"):
        take_in(SHEET, importer, actor=officer)
    assert not User.objects.filter(email="ask@example.org").exists()


def test_command_rehearses_and_commits(tmp_path, university, capsys):
    file = tmp_path / "people.csv"
    file.write_text(SHEET.strip(), encoding="utf-8")
    call_command("import_people", str(file))
    assert "nothing was written" in capsys.readouterr().out
    assert not User.objects.exists()
    call_command("import_people", str(file), "--commit")
    assert "3  new people" in capsys.readouterr().out
    assert User.objects.count() == 3


def test_command_refuses_a_bad_file_in_a_sentence(tmp_path, university):
    file = tmp_path / "people.xlsx"
    file.write_bytes(b"%PDF-1.4 no spreadsheet")
    with pytest.raises(CommandError):
        call_command("import_people", str(file), "--commit")
