"""The ranked list as application portals write it: understood, doubted, refused, and taken in as a whole."""

import pytest

from core.imports.plans import RowAction
from core.spreadsheets.table import table_from
from mobility.models import Applicant
from mobility.rounds.imports.applicants import ApplicantImporter
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

HEADINGS = ["Poäng", "Förnamn", "Efternamn", "E-post", "Nivå", "Val 1", "Val 2"]
ROWS = [
    ["18,5", "Ada", "Lind", "ada@example.org", "Kandidat", "PL LODZ02", "gent"],
    ["20", "Bo", "Ek", "bo@example.org", "master", "Gent", "Łódź"],
    ["18.5", "Cleo", "Alm", "cleo@example.org", "", "Graz", "Lodz"],
    ["17", "Dag", "Berg", "not an address", "", "Lodz", ""],
    ["16", "Eva", "Holm", "bo@example.org", "", "Lodz", ""],
    ["many", "Finn", "Dahl", "finn@example.org", "", "Atlantis", ""],
    ["", "Gun", "Ros", "gun@example.org", "", "Lodz", ""],
    ["12", "", "Nobody", "", "", "", ""],
]


def nothing(done, total):
    """No progress bar here."""


@pytest.fixture
def plan_of(closed_round, offered):
    """A function: the plan of a table for the round; places in Lodz and Gent, none in Graz."""
    lodz, gent = offered("Lodz", 2), offered("Gent", 1)
    lodz.receiver.aliases.create(name="Łódź")
    type(lodz.receiver).objects.filter(pk=lodz.receiver.pk).update(erasmus_code="PL LODZ02")
    InstitutionFactory(name="Graz")
    assert gent.people_per_year == 1

    def plan(rows, headings=HEADINGS):
        importer = ApplicantImporter()
        table = table_from([headings, *rows])
        mapping = importer.propose(table)
        assert mapping.options["round"] == str(closed_round.pk)
        importer.check(table, mapping)
        return importer, importer.plan(table, mapping, progress=nothing)

    return plan


def test_a_list_as_a_portal_writes_it_is_taken_in_by_points(plan_of, officer, closed_round):
    importer, plan = plan_of(ROWS)
    assert [row.action == RowAction.REFUSE for row in plan.rows] == [False, False, False, True, True, True, True, True]
    importer.carry_out(plan, actor=officer, progress=nothing)
    found = [
        (row.rank, row.given_name, row.eqf_level, [choice.partner.name for choice in row.choices.all()])
        for row in Applicant.objects.filter(round=closed_round)
    ]
    assert found == [
        (1, "Bo", 7, ["Gent", "Lodz"]),
        (2, "Ada", 6, ["Lodz", "Gent"]),
        (3, "Cleo", None, ["Graz", "Lodz"]),
    ]
    assert plan.rows[2].doubts == [
        "Graz has no places in this round.",
        "As many points as row 2: the order of the file decides.",
    ]


def test_a_second_file_takes_the_place_of_the_first(plan_of, officer, closed_round):
    importer, plan = plan_of(ROWS[:3])
    importer.carry_out(plan, actor=officer, progress=nothing)
    headings = ["Rank", "Name", "Choice 1"]
    importer, plan = plan_of([["2", "Lind, Ada", "Lodz"], ["1", "Bo Ek", "Gent"], ["2", "Cleo Alm", "Lodz"]], headings)
    assert plan.remarks == [
        f"The list is that of “{closed_round}”.",
        "The list there is (3 applicants) is replaced by this one.",
    ]
    assert plan.rows[2].reasons == ["Row 2 has the same rank."]
    importer.carry_out(plan, actor=officer, progress=nothing)
    assert [(row.rank, row.name) for row in closed_round.applicants.all()] == [(1, "Bo Ek"), (2, "Ada Lind")]
