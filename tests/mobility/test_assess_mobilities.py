"""The command reads a list of cases and prints a list of answers, whatever the list holds."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reference.loading import TABLES
from tests.supplied import load

pytestmark = pytest.mark.django_db

STUDIES = {
    "scheme": "KA131",
    "call_year": 2024,
    "activity": "student-studies",
    "sending_country": "SE",
    "receiving_country": "DE",
    "distance_km": 540,
    "start_on": "2024-09-01",
    "end_on": "2025-01-18",
}


@pytest.fixture
def assess(tmp_path):
    def run(text):
        file, said = tmp_path / "cases.json", StringIO()
        file.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
        call_command("assess_mobilities", str(file), stdout=said)
        return json.loads(said.getvalue())

    return run


@pytest.fixture
def tables(db):
    load(TABLES)


def test_answers_come_in_the_order_of_the_cases_with_the_working(assess, tables):
    assert assess([{"id": "a", **STUDIES}, {"id": 7, **STUDIES, "zero_grant": True, "agreement_in_force": False}]) == [
        {
            "id": "a",
            "days": 138,
            "findings": [],
            "grant": {
                "lines": [
                    {
                        "rule": "KA131-31",
                        "text": "138 days × 560.00 € a month ÷ 30 (SMS-SE-24-G1, UHR (Sweden))",
                        "amount": "2576.00",
                    },
                    {
                        "rule": "KA131-37",
                        "text": "Travel, 540 km one way (band 500–1999 km), there and back",
                        "amount": "309.00",
                    },
                ],
                "total": "2885.00",
            },
        },
        {
            "id": 7,
            "days": 138,
            "findings": [
                {
                    "rule": "KA131-11",
                    "severity": "error",
                    "message": "No inter-institutional agreement is in force: studies and teaching need one.",
                }
            ],
            "grant": {"lines": [], "total": "0.00"},
        },
    ]


ODD = [
    ("no object", "A case is an object with names and values."),
    ({**STUDIES, "colour": "red"}, "“colour” is no part of a case."),
    ({**STUDIES, "start_on": "2024-02-30"}, "“start_on” is expected to be a date of the calendar, as 2026-09-01."),
    ({**STUDIES, "start_on": "1.9.2024"}, "“start_on” is expected to be a date as 2026-09-01."),
    ({**STUDIES, "end_on": "2024-08-31"}, "The last day, 2024-08-31, lies before the first, 2024-09-01."),
    ({**STUDIES, "end_on": "9999-12-31"}, "“end_on” is expected to be a date between 1900 and 2199."),
    ({**STUDIES, "receiving_country": "EL"}, "“EL” is no country's code."),
    ({**STUDIES, "receiving_country": "Greece"},
     "“receiving_country” is expected to be a country's two capital letters by ISO 3166, as SE."),
    ({**STUDIES, "call_year": 2019}, "The rules of call 2019 are not in the tables."),
    ({**STUDIES, "zero_grant": "no"}, "“zero_grant” is expected to be true or false."),
    ({**STUDIES, "distance_km": -1}, "“distance_km” is expected to be a number from 0 to 20040."),
    ({**STUDIES, "distance_km": float("nan")}, "“distance_km” is expected to be a number from 0 to 20040."),
    ({**STUDIES, "earlier_days_in_cycle": 1.5},
     "“earlier_days_in_cycle” is expected to be a whole number from 0 to 3650."),
    ({**STUDIES, "activity": None}, "“activity” is missing."),
    ({**STUDIES, "id": {"a": 1}}, "“id” is expected to be a text or a number."),
]  # fmt: skip


def test_what_is_not_understood_is_a_finding_of_its_case_alone(assess, tables):
    answers = assess([case for case, _sentence in ODD] + [STUDIES])

    said = [[finding["message"] for finding in answer["findings"]] for answer in answers]
    assert said == [[sentence] for _case, sentence in ODD] + [[]]
    assert {finding["severity"] for answer in answers for finding in answer["findings"]} == {"error"}
    totals = [answer["grant"]["total"] for answer in answers]
    assert totals == ["0.00", "2885.00", *["0.00"] * (len(ODD) - 3), "2885.00", "2885.00"]


def test_numbers_and_texts_that_nobody_can_hold_are_a_finding_of_their_case(assess, tables):
    odd = json.dumps(STUDIES)[:-1]
    written = ['"teaching_hours": ' + "9" * 5000, '"ects": 1e999', '"ects": NaN', '"\\ud83d": 1']
    answers = assess(f"[{', '.join(f'{odd}, {each}}}' for each in written)}]")

    said = [answer["findings"][0]["message"] for answer in answers]
    assert said[:3] == [
        "“teaching_hours” is expected to be a number from 0 to 2000.",
        *["“ects” is expected to be a number from 0 to 400."] * 2,
    ]
    assert "is no part of a case" in said[3]


@pytest.mark.parametrize(
    ("text", "sentence"), [("{", "is not JSON"), ("{}", "holds no list of cases"), ("", "not JSON")]
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(assess, text, sentence):
    with pytest.raises(CommandError, match=sentence):
        assess(text)


def test_a_file_that_is_not_there_is_refused_in_a_sentence():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("assess_mobilities", "nowhere.json")


def test_the_tables_are_read_once_for_each_call_and_nothing_is_written(assess, tables):
    cases = [STUDIES, STUDIES, STUDIES, {**STUDIES, "call_year": 2023}]

    with CaptureQueriesContext(connection) as asked:
        assess(cases)

    assert len(asked) == 14
    assert all(query["sql"].startswith("SELECT") for query in asked)
