"""The numbers that are entered: rights, contradictions, two who change one, a dirty file."""

import pytest

from core.errors import ChangedElsewhere, RightMissing
from core.imports.plans import RowAction
from core.imports.runs import import_table
from core.spreadsheets.reading import read_table
from insights.models import UniversityNumber
from insights.numbers.imports import NumberImporter
from insights.numbers.reading import people_in
from insights.numbers.services import change_number, enter_number, remove_number

pytestmark = pytest.mark.django_db

NEW = "/insights/numbers/new/"
GIVEN = {"kind": "graduates", "academic_year": 2024, "people": 40, "source": "student register"}


def test_a_number_is_entered_with_its_history(browser_of, officer, unit):
    response = browser_of(officer).post(NEW, {**GIVEN, "unit": unit.pk})
    number = UniversityNumber.objects.get()

    assert response.status_code == 302
    assert (number.people, number.written_by) == (40, officer)
    assert number.events.get().pgh_context["action"] == "number.enter"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"people": -1}, "people"),
        ({"people": 10**12}, "people"),
        ({"people": "many"}, "people"),
        ({"source": ""}, "source"),
        ({"source": "x" * 10_000}, "source"),
        ({"academic_year": 1066}, "academic_year"),
        ({"unit": 10**15}, "unit"),
        ({"kind": "graduates_abroad", "people": 41}, "people"),
        ({"gender": "women"}, "gender"),
        ({"kind": "graduates", "programme": "Computing", "level": "7"}, "level"),
        ({"kind": "graduates", "level": "99"}, "level"),
        ({"kind": "graduates", "programme": "x" * 10_000}, "programme"),
        ({"kind": "graduates", "programme": "Computing\0"}, "programme"),
        ({"kind": "graduates", "gender": "men", "people": 41}, "people"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(browser_of, officer, unit, changed, field):
    enter_number(actor=officer, unit=unit, **GIVEN)
    response = browser_of(officer).post(NEW, {**GIVEN, "kind": "staff", "unit": unit.pk, **changed})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert UniversityNumber.objects.count() == 1


def test_a_number_is_entered_once(browser_of, officer, unit):
    enter_number(actor=officer, unit=unit, **GIVEN)
    response = browser_of(officer).post(NEW, {**GIVEN, "unit": unit.pk})

    assert "entered already" in response.content.decode()


def test_who_keeps_agreements_of_a_unit_enters_no_numbers(coordinator, unit):
    with pytest.raises(RightMissing):
        enter_number(actor=coordinator, unit=unit, **GIVEN)


def test_the_second_of_two_is_told(officer, unit):
    number = enter_number(actor=officer, unit=unit, **GIVEN)
    seen_at = number.updated_at
    change_number(number, actor=officer, seen_at=seen_at, people=41, source="register")
    with pytest.raises(ChangedElsewhere):
        change_number(number, actor=officer, seen_at=seen_at, people=42, source="register")


def test_a_sum_is_given_only_where_no_part_is_missing(officer, university, faculty, unit, other_unit):
    enter_number(actor=officer, unit=unit, **GIVEN)
    assert people_in("graduates", faculty, 2024) == 40
    assert people_in("graduates", university, 2024) is None

    enter_number(actor=officer, unit=other_unit, **{**GIVEN, "people": 2})
    assert people_in("graduates", university, 2024) == 42


FILE = """Vad;Enhet;Läsår;Antal;Källa
Graduates of the year;DIDA;2024/25;1 040;register
graduates_abroad;Computer Science;2024/25;2000;register
staff;DIMA;2024/25;-3;register
staff;Nowhere;2024/25;3;register
unicorns;DIMA;2024/25;3;register
staff;DIMA;2024;3;register
staff;DIMA;2024/25;3;
staff;DIMA;2024/25;3;register
staff;DIMA;2024/25;4;register
degree_students;DIDA;2024/25;900;register
"""


def test_a_dirty_file_is_taken_in_as_far_as_it_can_be(officer, unit, other_unit):
    importer, table = NumberImporter(), read_table(FILE.encode())
    plan = import_table(importer, table, importer.propose(table), actor=officer)

    assert [row.number for row in plan.rows if row.action == RowAction.REFUSE] == [2, 3, 4, 5, 6, 7, 8, 10]
    assert set(UniversityNumber.objects.values_list("kind", "people")) == {("staff", 3), ("degree_students", 900)}
    again = import_table(importer, table, importer.propose(table), actor=officer)
    assert {row.action for row in again.good_rows} == {RowAction.UNCHANGED}


DIVIDED = """Vad;Enhet;Läsår;Uppdelning;Part;Antal;Källa
Graduates of the year;DIDA;2024/25;;;40;register
Graduates of the year;DIDA;2024/25;Level;EQF 6, bachelor;30;register
Graduates of the year;DIDA;2024/25;gender;women;41;register
Graduates of the year;DIDA;2024/25;programme;;3;register
Graduates of the year;DIDA;2024/25;level;kindergarten;3;register
Graduates of the year;DIDA;2024/25;;Computing;3;register
staff;DIDA;2024/25;gender;women;3;register
graduates_abroad;DIDA;2024/25;programme;Computing;7;register
"""


def test_graduates_by_level_gender_and_programme_come_out_of_a_file(officer, unit):
    importer, table = NumberImporter(), read_table(DIVIDED.encode())
    plan = import_table(importer, table, importer.propose(table), actor=officer)

    assert [row.number for row in plan.rows if row.action == RowAction.REFUSE] == [
        2,
        4,
        5,
        6,
        7,
        8,
    ]  # the whole, too, with the women it is too few for
    entered = set(UniversityNumber.objects.values_list("divided_by", "part", "people"))
    assert entered == {("level", "6", 30), ("programme", "Computing", 7)}


def test_the_history_tells_of_every_number_and_asks_the_same_of_one_and_of_three(
    browser_of, officer, unit, django_assert_num_queries
):
    browser, address = browser_of(officer), "/insights/numbers/history/"
    number = enter_number(actor=officer, unit=unit, **GIVEN)
    browser.get(address)
    with django_assert_num_queries(6):
        browser.get(address)
    change_number(number, actor=officer, people=44, source="student register")
    remove_number(number, actor=officer)
    with django_assert_num_queries(6):
        deeds = browser.get(address).context["deeds"]

    assert [(deed.before, deed.after) for deed in deeds] == [(44, None), (40, 44), (None, 40)]
    assert {(deed.who, deed.unit, str(deed.year)) for deed in deeds} == {(str(officer), unit.name, "2024/25")}
