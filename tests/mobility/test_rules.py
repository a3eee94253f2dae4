"""Cases worked by hand from RULES and its tables. Each row names the rule it is about; nothing here is computed."""

from decimal import Decimal

import pytest

from mobility.rules.assessing import assess
from mobility.rules.checking import check
from mobility.rules.grants import calculate
from mobility.rules.lines import amount_of
from mobility.rules.reading import read_case
from reference.models import GrantRate

# An exchange student from Sweden in Germany, call 2024: 138 days, 540 km from home.
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
TRAINEE = {**STUDIES, "activity": "student-traineeship"}
BLENDED = {**STUDIES, "activity": "student-short-blended", "start_on": "2025-05-05", "end_on": "2025-05-09"}
DOCTORAL = {**BLENDED, "activity": "student-short-doctoral"}
TEACHER = {**BLENDED, "activity": "staff-teaching"}
TRAINED = {**BLENDED, "activity": "staff-training"}
INVITED = {
    **TEACHER, "direction": "incoming", "sending_country": "NL", "receiving_country": "SE", "from_enterprise": True,
    "sending_charter": False, "agreement_in_force": False,
}  # fmt: skip
ICM_OUT = {**STUDIES, "scheme": "KA171", "receiving_country": "GE"}
ICM_IN = {**ICM_OUT, "direction": "incoming", "sending_country": "GE", "receiving_country": "SE"}


def case_of(base, changes):
    case, refused = read_case({**base, **changes})
    assert refused == []
    return case


DAYS = [
    (STUDIES, "2024-09-01", "2025-01-18", 138),  # 4 months and 18 days
    (STUDIES, "2024-09-01", "2024-09-30", 30),
    (STUDIES, "2024-09-01", "2024-10-01", 31),
    (STUDIES, "2024-10-01", "2024-10-31", 30),  # a month of 31 days is one month
    (STUDIES, "2024-10-01", "2024-11-01", 31),
    (STUDIES, "2025-02-01", "2025-02-28", 28),
    (STUDIES, "2025-02-01", "2025-03-02", 30),
    (STUDIES, "2025-02-01", "2025-03-03", 33),  # February is a month of 30 days as soon as months are counted
    (STUDIES, "2024-02-01", "2024-03-31", 60),
    (STUDIES, "2024-09-01", "2025-08-31", 360),
    (STUDIES, "2024-08-26", "2025-01-19", 145),
    (STUDIES, "2024-01-31", "2024-03-30", 60),
    (STUDIES, "2025-01-31", "2025-03-02", 33),
    (STUDIES, "2024-12-15", "2025-02-28", 74),
    (TRAINEE, "2025-06-02", "2025-08-29", 88),
    (BLENDED, "2025-05-05", "2025-06-03", 30),
    (BLENDED, "2025-05-05", "2025-06-09", 36),  # short stays count calendar days, even where they are too long
    (DOCTORAL, "2025-05-05", "2025-05-09", 5),
    (TEACHER, "2024-12-30", "2025-01-03", 5),
    (TEACHER, "2024-02-28", "2024-03-01", 3),
    (TRAINED, "2025-03-01", "2025-04-29", 60),
]


@pytest.mark.parametrize(("base", "start_on", "end_on", "days"), DAYS)
def test_days_are_counted_by_tr_10(base, start_on, end_on, days):
    assert case_of(base, {"start_on": start_on, "end_on": end_on}).days == days


# The rule, the case, and every finding of the check.
FINDINGS = [
    ("KA131-05", STUDIES, {"receiving_country": "SE"}, ["KA131-05 error"]),
    ("KA131-05", STUDIES, {"residence_country": "DE"}, ["KA131-05 error"]),
    ("KA131-05", STUDIES, {"residence_country": "SE"}, []),
    ("KA131-01", STUDIES, {"sending_country": "UA"}, ["KA131-01 error"]),
    ("KA131-01", STUDIES, {"receiving_country": "TR"}, []),
    ("KA131-01", STUDIES, {"receiving_country": "MK"}, []),
    ("KA131-01", STUDIES, {"receiving_country": "LI"}, []),
    ("KA131-02", STUDIES, {"receiving_country": "GB"}, ["KA131-03 note"]),
    ("KA131-02", STUDIES, {"receiving_country": "CH", "call_year": 2026}, ["KA131-03 note"]),
    ("KA131-03", STUDIES, {"receiving_country": "US"}, ["KA131-03 note"]),
    ("KA131-03", STUDIES, {"receiving_country": "AL"}, ["KA131-03 note"]),
    ("KA131-03", STUDIES, {"direction": "incoming", "sending_country": "UA", "receiving_country": "SE"},
     ["KA131-03 error"]),
    ("KA131-03", STUDIES, {"direction": "incoming", "sending_country": "DE", "receiving_country": "SE"}, []),
    ("ICM-01", ICM_OUT, {}, []),
    ("ICM-01", ICM_IN, {}, []),
    ("ICM-01", ICM_OUT, {"receiving_country": "NA"}, []),  # Namibia, TR-09
    ("ICM-01", ICM_OUT, {"receiving_country": "US"}, []),
    ("ICM-01", ICM_OUT, {"receiving_country": "DE"}, ["ICM-01 error"]),
    ("ICM-01", ICM_OUT, {"receiving_country": "GB"}, ["ICM-01 error"]),
    ("ICM-01", ICM_OUT, {"receiving_country": "AD"}, ["ICM-01 error"]),
    ("ICM-01", ICM_OUT, {"receiving_country": "RU"}, ["ICM-01 error"]),
    ("ICM-01", ICM_OUT, {"direction": "incoming"}, ["ICM-01 error", "ICM-01 error"]),
    ("ICM-01", ICM_OUT, {"call_year": 2021}, ["ICM-01 error"]),
    ("KA131-10", STUDIES, {"sending_charter": False}, ["KA131-10 error"]),
    ("KA131-10", STUDIES, {"receiving_charter": False}, ["KA131-10 error"]),
    ("KA131-10", TEACHER, {"receiving_charter": False}, ["KA131-10 error"]),
    ("KA131-10", TRAINEE, {"receiving_charter": False}, []),
    ("KA131-10", TRAINED, {"receiving_charter": False}, []),
    ("KA131-10", ICM_OUT, {"sending_charter": False}, ["KA131-10 error"]),
    ("ICM-11", ICM_OUT, {"receiving_charter": False}, []),
    ("KA131-11", STUDIES, {"agreement_in_force": False}, ["KA131-11 error"]),
    ("KA131-11", TEACHER, {"agreement_in_force": False}, ["KA131-11 error"]),
    ("KA131-11", BLENDED, {"agreement_in_force": False}, ["KA131-11 error"]),
    ("KA131-11", TRAINEE, {"agreement_in_force": False}, []),
    ("KA131-11", TRAINED, {"agreement_in_force": False}, []),
    ("ICM-11", ICM_IN, {"agreement_in_force": False}, ["ICM-11 error"]),
    ("KA131-12", STUDIES, {"enrolled": False}, ["KA131-12 error"]),
    ("KA131-12", TRAINED, {"enrolled": False}, []),
    ("KA131-13", TRAINEE, {"enrolled": False, "graduated_on": "2024-06-07"}, []),
    ("KA131-13", TRAINEE, {"enrolled": False, "graduated_on": "2024-01-18"}, []),
    ("KA131-13", TRAINEE, {"enrolled": False, "graduated_on": "2024-01-17"}, ["KA131-13 error"]),
    ("KA131-13", STUDIES, {"enrolled": False, "graduated_on": "2024-06-07"}, ["KA131-13 error"]),
    ("KA131-13", STUDIES, {"graduated_on": "2024-06-07"}, ["KA131-13 error"]),
    ("KA131-13", STUDIES, {"graduated_on": "2025-06-05"}, []),
    ("KA131-43", STUDIES, {"other_eu_grant": True}, ["KA131-43 error"]),
    ("KA131-43", STUDIES, {"other_eu_grant": True, "zero_grant": True}, []),
    ("KA131-20", STUDIES, {"end_on": "2024-09-30"}, ["KA131-20 error"]),  # 30
    ("KA131-20", STUDIES, {"end_on": "2024-09-30", "complete_term": True}, ["KA131-20 error"]),
    ("KA131-20", STUDIES, {"end_on": "2024-10-01"}, ["KA131-20 error"]),  # 31
    ("KA131-20", STUDIES, {"end_on": "2024-10-01", "complete_term": True}, ["KA131-20 note"]),
    ("KA131-20", STUDIES, {"end_on": "2024-10-29"}, ["KA131-20 error"]),  # 59
    ("KA131-20", STUDIES, {"end_on": "2024-10-29", "complete_term": True}, ["KA131-20 note"]),
    ("KA131-20", STUDIES, {"end_on": "2024-10-30"}, []),  # 60
    ("KA131-20", STUDIES, {"end_on": "2025-08-31"}, []),  # 360
    ("KA131-20", STUDIES, {"end_on": "2025-09-01"}, ["KA131-20 error", "KA131-24 error"]),  # 361
    ("KA131-21", TRAINEE, {"end_on": "2024-10-29"}, ["KA131-21 error"]),
    ("KA131-21", TRAINEE, {"end_on": "2024-10-29", "complete_term": True}, ["KA131-21 error"]),
    ("KA131-21", TRAINEE, {"end_on": "2024-10-30"}, []),
    ("KA131-22", BLENDED, {"end_on": "2025-05-08"}, ["KA131-22 error"]),  # 4
    ("KA131-22", BLENDED, {}, []),  # 5
    ("KA131-22", BLENDED, {"end_on": "2025-06-03"}, []),  # 30
    ("KA131-22", BLENDED, {"end_on": "2025-06-04"}, ["KA131-22 error"]),  # 31
    ("KA131-22", BLENDED, {"virtual_part": False}, ["KA131-22 error"]),
    ("KA131-22", BLENDED, {"ects": 2.5}, ["KA131-22 error"]),
    ("KA131-22", BLENDED, {"ects": 3}, []),
    ("KA131-23", DOCTORAL, {"end_on": "2025-05-08"}, ["KA131-23 error"]),
    ("KA131-23", DOCTORAL, {"end_on": "2025-06-04"}, ["KA131-23 error"]),
    ("KA131-23", DOCTORAL, {"virtual_part": False}, []),
    ("KA131-23", DOCTORAL, {"eqf_level": 7}, ["KA131-23 error"]),
    ("KA131-23", DOCTORAL, {"eqf_level": 8}, []),
    ("KA131-24", STUDIES, {"earlier_days_in_cycle": 222}, []),  # 360
    ("KA131-24", STUDIES, {"earlier_days_in_cycle": 223}, ["KA131-24 error"]),
    ("KA131-24", STUDIES, {"earlier_days_in_cycle": 223, "zero_grant": True}, ["KA131-24 error"]),
    ("KA131-24", STUDIES, {"earlier_days_in_cycle": 582, "one_cycle_programme": True}, []),  # 720
    ("KA131-24", STUDIES, {"earlier_days_in_cycle": 583, "one_cycle_programme": True}, ["KA131-24 error"]),
    ("KA131-24", BLENDED, {"earlier_days_in_cycle": 355}, []),
    ("KA131-24", BLENDED, {"earlier_days_in_cycle": 356}, ["KA131-24 error"]),
    ("KA131-24", TEACHER, {"earlier_days_in_cycle": 360}, []),
    ("KA131-25", TEACHER, {"end_on": "2025-05-05"}, ["KA131-25 error"]),  # 1
    ("KA131-25", TEACHER, {"end_on": "2025-05-06"}, []),
    ("KA131-25", TRAINED, {"end_on": "2025-07-03"}, []),  # 60
    ("KA131-25", TRAINED, {"end_on": "2025-07-04"}, ["KA131-25 error"]),
    ("KA131-25", INVITED, {"end_on": "2025-05-05"}, []),  # 1
    ("KA131-25", INVITED, {"end_on": "2025-07-04"}, ["KA131-25 error"]),  # 61
    ("KA131-10", INVITED, {"receiving_charter": False}, ["KA131-10 error"]),
    ("KA131-11", INVITED, {"from_enterprise": False}, ["KA131-10 error", "KA131-11 error"]),
    ("KA131-26", INVITED, {"teaching_hours": 2}, []),
    ("ICM-02", TEACHER, {"scheme": "KA171", "receiving_country": "GE"}, []),  # 5
    ("ICM-02", TEACHER, {"scheme": "KA171", "receiving_country": "GE", "end_on": "2025-05-08"}, ["ICM-02 error"]),
    ("ICM-02", TRAINED, {"scheme": "KA171", "receiving_country": "GE", "end_on": "2025-07-04"}, ["ICM-02 error"]),
    ("ICM-02", ICM_OUT, {"end_on": "2024-10-29"}, ["ICM-02 error"]),
    ("ICM-02", DOCTORAL, {"scheme": "KA171", "receiving_country": "GE", "end_on": "2025-06-04"}, ["ICM-02 error"]),
    ("TR-01", ICM_OUT, {"end_on": "2024-10-30"}, ["TR-01 note"]),  # 60: allowed, the university recommends 90
    ("TR-01", ICM_OUT, {"end_on": "2024-11-29"}, ["TR-01 note"]),
    ("TR-01", ICM_OUT, {"end_on": "2024-11-30"}, []),
    ("TR-01", STUDIES, {"end_on": "2024-10-30"}, []),
    ("KA131-26", TEACHER, {"teaching_hours": 8}, []),
    ("KA131-26", TEACHER, {"teaching_hours": 7.5}, ["KA131-26 error"]),
    ("KA131-26", TEACHER, {"teaching_hours": 7, "end_on": "2025-05-06"}, ["KA131-26 error"]),
    ("KA131-26", TEACHER, {"teaching_hours": 8, "end_on": "2025-05-11"}, []),  # 7 days
    ("KA131-26", TEACHER, {"teaching_hours": 9.5, "end_on": "2025-05-12"}, ["KA131-26 error"]),  # 8 days: 9.6
    ("KA131-26", TEACHER, {"teaching_hours": 9.6, "end_on": "2025-05-12"}, []),
    ("KA131-26", TEACHER, {"teaching_hours": 12, "end_on": "2025-05-14"}, ["KA131-26 error"]),  # 10 days: 12.8
    ("KA131-26", TEACHER, {"teaching_hours": 13, "end_on": "2025-05-14"}, []),
    ("KA131-26", TEACHER, {"teaching_hours": 15, "end_on": "2025-05-18"}, ["KA131-26 error"]),  # 14 days: 16
    ("KA131-26", TEACHER, {"teaching_hours": 16, "end_on": "2025-05-18"}, ["KA131-26 warning"]),  # 19.2 by the day
    ("KA131-26", TEACHER, {"teaching_hours": 19.2, "end_on": "2025-05-18"}, []),
    ("KA131-26", TEACHER, {"teaching_hours": 4, "combined_with_training": True}, []),
    ("KA131-26", TEACHER, {"teaching_hours": 3, "combined_with_training": True}, ["KA131-26 error"]),
    ("KA131-26", TRAINED, {"teaching_hours": 0}, []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "base", "changes", "expected"), FINDINGS)
def test_the_check_finds_what_the_rule_says(book_of, rule, base, changes, expected):
    case = case_of(base, changes)

    found = check(case, book_of(case.call_year))

    assert [f"{finding.rule} {finding.severity}" for finding in found] == expected


# The rule, the case, and the amount of every line by its rule. Travel of 540 km is 309 from call 2024, 275 before.
GRANTS = [
    ("KA131-31", STUDIES, {}, {"KA131-31": "2576.00", "KA131-37": "309.00"}),
    ("KA131-31", STUDIES, {"receiving_country": "ES"}, {"KA131-31": "2346.00", "KA131-37": "309.00"}),
    ("KA131-31", STUDIES, {"receiving_country": "PL"}, {"KA131-31": "2346.00", "KA131-37": "309.00"}),
    ("KA131-31", STUDIES, {"call_year": 2026}, {"KA131-31": "2576.00", "KA131-37": "309.00"}),
    ("KA131-04", STUDIES, {"receiving_country": "GB"}, {"KA131-31": "2576.00", "KA131-37": "309.00"}),
    ("KA131-30", STUDIES, {"call_year": 2023}, {}),  # only a range is known: no figure is taken out of it
    ("KA131-30", STUDIES, {"sending_country": "FI"}, {"KA131-37": "309.00"}),
    ("KA131-32", STUDIES, {"call_year": 2023, "sending_country": "DE", "receiving_country": "SE"},
     {"KA131-32": "2760.00"}),
    ("TR-05", STUDIES, {"call_year": 2023, "sending_country": "DE", "receiving_country": "FR"},
     {"KA131-32": "2484.00"}),
    ("TR-05", STUDIES, {"sending_country": "DE", "receiving_country": "FR"},
     {"KA131-32": "2760.00", "KA131-37": "309.00"}),
    ("TR-05", STUDIES, {"call_year": 2023, "sending_country": "DE", "receiving_country": "CZ"},
     {"KA131-32": "2254.00"}),
    ("TR-05", STUDIES, {"sending_country": "DE", "receiving_country": "CZ"},
     {"KA131-32": "2484.00", "KA131-37": "309.00"}),
    ("KA131-32", STUDIES, {"call_year": 2022, "sending_country": "PL"}, {"KA131-32": "2530.00"}),
    ("KA131-32", STUDIES, {"call_year": 2022, "sending_country": "PL", "receiving_country": "CZ"},
     {"KA131-32": "2070.00"}),
    ("KA131-32", STUDIES, {"call_year": 2023, "sending_country": "PL"}, {}),
    ("KA131-32", TRAINEE, {"sending_country": "FI"}, {"KA131-32": "3174.00", "KA131-37": "309.00"}),
    ("KA131-32", TRAINEE, {"sending_country": "FI", "receiving_country": "PL"},
     {"KA131-32": "2944.00", "KA131-37": "309.00"}),
    ("KA131-33", TRAINEE, {"sending_country": "DE", "receiving_country": "SE"},
     {"KA131-32": "3450.00", "KA131-37": "309.00"}),  # 750 contains the top-up
    ("KA131-33", TRAINEE, {}, {"KA131-31": "2576.00", "KA131-33": "690.00", "KA131-37": "309.00"}),
    ("KA131-33", TRAINEE, {"call_year": 2022, "sending_country": "PL"},
     {"KA131-32": "2530.00", "KA131-33": "690.00"}),
    ("KA131-33", STUDIES, {"fewer_opportunities": True},
     {"KA131-31": "2576.00", "KA131-33": "1150.00", "KA131-37": "309.00"}),
    ("KA131-33", TRAINEE, {"fewer_opportunities": True},
     {"KA131-31": "2576.00", "KA131-33": "1150.00 690.00", "KA131-37": "309.00"}),
    ("KA131-33", BLENDED, {"fewer_opportunities": True},
     {"KA131-34": "395.00", "KA131-33": "100.00", "KA131-37": "309.00"}),
    ("KA131-33", BLENDED, {"fewer_opportunities": True, "end_on": "2025-05-18"},
     {"KA131-34": "1106.00", "KA131-33": "100.00", "KA131-37": "309.00"}),
    ("KA131-33", BLENDED, {"fewer_opportunities": True, "end_on": "2025-05-19"},
     {"KA131-34": "1162.00", "KA131-33": "150.00", "KA131-37": "309.00"}),
    ("KA131-33", TEACHER, {"fewer_opportunities": True}, {"KA131-36": "950.00", "KA131-37": "309.00"}),
    ("KA131-34", BLENDED, {}, {"KA131-34": "395.00", "KA131-37": "309.00"}),
    ("KA131-34", BLENDED, {"end_on": "2025-06-03"}, {"KA131-34": "2002.00", "KA131-37": "309.00"}),
    ("KA131-34", BLENDED, {"call_year": 2022}, {"KA131-34": "350.00"}),
    ("KA131-34", BLENDED, {"call_year": 2022, "end_on": "2025-05-24"}, {"KA131-34": "1280.00"}),
    ("KA131-34", DOCTORAL, {"end_on": "2025-05-14"}, {"KA131-34": "790.00", "KA131-37": "309.00"}),
    ("KA131-35", STUDIES, {"receiving_country": "US"}, {"KA131-35": "3220.00", "KA131-37": "309.00"}),
    ("KA131-35", STUDIES, {"receiving_country": "US", "call_year": 2022},
     {"KA131-35": "3220.00", "KA131-37": "275.00"}),
    ("TR-06", STUDIES, {"green_travel": True}, {"KA131-31": "2576.00", "KA131-37": "417.00"}),
    ("TR-06", STUDIES, {"green_travel": True, "call_year": 2023, "sending_country": "DE", "receiving_country": "SE"},
     {"KA131-32": "2760.00", "TR-06": "50.00"}),
    ("KA131-38", BLENDED, {"green_travel": True, "call_year": 2023, "fewer_opportunities": True},
     {"KA131-34": "395.00", "KA131-33": "100.00", "KA131-37": "320.00"}),
    ("KA131-36", TEACHER, {}, {"KA131-36": "950.00", "KA131-37": "309.00"}),
    ("KA131-36", TEACHER, {"receiving_country": "ES"}, {"KA131-36": "850.00", "KA131-37": "309.00"}),
    ("KA131-36", TEACHER, {"receiving_country": "PL"}, {"KA131-36": "750.00", "KA131-37": "309.00"}),
    ("KA131-36", TEACHER, {"call_year": 2023}, {"KA131-36": "800.00", "KA131-37": "275.00"}),
    ("KA131-36", TEACHER, {"call_year": 2023, "receiving_country": "DK"},
     {"KA131-36": "900.00", "KA131-37": "275.00"}),
    ("KA131-36", TRAINED, {"end_on": "2025-05-18"}, {"KA131-36": "2660.00", "KA131-37": "309.00"}),  # 14
    ("KA131-36", TRAINED, {"end_on": "2025-05-19"}, {"KA131-36": "2793.00", "KA131-37": "309.00"}),  # 15: 133 more
    ("KA131-36", TRAINED, {"end_on": "2025-07-03"}, {"KA131-36": "8778.00", "KA131-37": "309.00"}),  # 60
    ("KA131-36", TEACHER, {"sending_country": "NO"}, {"KA131-36": "575.00", "KA131-37": "309.00"}),  # old group 2
    ("KA131-36", TEACHER, {"sending_country": "NO", "receiving_country": "SE"},
     {"KA131-36": "650.00", "KA131-37": "309.00"}),
    ("KA131-36", TEACHER, {"sending_country": "NO", "receiving_country": "CZ"},
     {"KA131-36": "500.00", "KA131-37": "309.00"}),
    ("KA131-36", TEACHER, {"sending_country": "NO", "call_year": 2025},
     {"KA131-36": "950.00", "KA131-37": "309.00"}),
    ("KA131-36", TEACHER, {"sending_country": "NL", "receiving_country": "CZ"},
     {"KA131-36": "550.00", "KA131-37": "309.00"}),
    ("KA131-36", TRAINED, {"sending_country": "NL", "end_on": "2025-05-19"},
     {"KA131-36": "1764.00", "KA131-37": "309.00"}),  # 14 × 120 and 84
    ("KA131-36", INVITED, {}, {"KA131-36": "950.00", "KA131-37": "309.00"}),  # paid by the host, not at Dutch rates
    ("KA131-36", TEACHER, {"receiving_country": "US"}, {"KA131-37": "309.00"}),
    ("ICM-03", ICM_IN, {}, {"ICM-03": "4140.00", "ICM-05": "309.00"}),
    ("ICM-03", ICM_IN, {"receiving_country": "ES"}, {"ICM-03": "3910.00", "ICM-05": "309.00"}),
    ("ICM-03", ICM_IN, {"receiving_country": "PL"}, {"ICM-03": "3680.00", "ICM-05": "309.00"}),
    ("ICM-03", ICM_IN, {"receiving_country": "DE", "call_year": 2023}, {"ICM-03": "3910.00", "ICM-05": "275.00"}),
    ("ICM-03", ICM_OUT, {}, {"ICM-03": "3220.00", "ICM-05": "309.00"}),
    ("ICM-03", ICM_OUT, {"activity": "student-traineeship"}, {"ICM-03": "3220.00", "ICM-05": "309.00"}),
    ("ICM-03", ICM_OUT, {"fewer_opportunities": True},
     {"ICM-03": "3220.00", "KA131-33": "1150.00", "ICM-05": "309.00"}),
    ("ICM-04", ICM_IN, {"activity": "staff-teaching", "end_on": "2024-09-05"},
     {"ICM-04": "950.00", "ICM-05": "309.00"}),
    ("ICM-04", ICM_IN, {"activity": "staff-training", "end_on": "2024-09-05", "call_year": 2023},
     {"ICM-04": "900.00", "ICM-05": "275.00"}),
    ("ICM-04", ICM_OUT, {"activity": "staff-teaching", "end_on": "2024-09-05"},
     {"ICM-04": "950.00", "ICM-05": "309.00"}),
    ("ICM-04", ICM_OUT, {"activity": "staff-teaching", "end_on": "2024-09-20", "call_year": 2023},
     {"ICM-04": "3276.00", "ICM-05": "275.00"}),  # 14 × 180 + 6 × 126
    ("KA131-24", STUDIES, {"zero_grant": True, "fewer_opportunities": True}, {}),
    ("KA131-24", ICM_IN, {"zero_grant": True}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "base", "changes", "expected"), GRANTS)
def test_the_grant_has_the_lines_of_its_tables(book_of, rule, base, changes, expected):
    case = case_of(base, changes)

    grant = calculate(case, book_of(case.call_year))

    lines: dict[str, str] = {}
    for line in grant.lines:
        lines[line.rule] = f"{lines.get(line.rule, '')} {line.amount}".strip()
    amounts = [Decimal(amount) for amounts in expected.values() for amount in amounts.split()]
    assert (lines, grant.total) == (expected, sum(amounts, Decimal("0.00")))


# KA131-37: kilometres one way, standard, green.
BANDS_FROM_2024 = [
    (9, None, None), (10, 28, 56), (99, 28, 56), (99.9, 28, 56), (100, 211, 285), (499, 211, 285), (499.5, 211, 285),
    (500, 309, 417), (1999, 309, 417), (2000, 395, 535), (2999, 395, 535), (3000, 580, 785), (3999, 580, 785),
    (4000, 1188, 1188), (7999, 1188, 1188), (8000, 1735, 1735), (20000, 1735, 1735),
]  # fmt: skip
BANDS_TO_2023 = [
    (9, None, None), (10, 23, 23), (100, 180, 210), (500, 275, 320), (2000, 360, 410), (3000, 530, 610),
    (4000, 820, 820), (8000, 1500, 1500),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "km", "standard", "green"),
    [(2025, *row) for row in BANDS_FROM_2024] + [(2023, *row) for row in BANDS_TO_2023],
)
def test_travel_follows_the_bands_of_the_call(book_of, call, km, standard, green):
    paid = []
    for is_green in (False, True):
        case = case_of(TRAINED, {"call_year": call, "distance_km": km, "green_travel": is_green})
        lines = calculate(case, book_of(call)).lines
        paid.append(next((line.amount for line in lines if line.rule == "KA131-37"), None))

    assert paid == [standard, green]


WARNED = [
    ("KA131-30", STUDIES, {"call_year": 2023}, ["KA131-30 warning"]),
    ("KA131-36", TEACHER, {"receiving_country": "US"}, ["KA131-03 note", "KA131-36 warning"]),
    ("KA131-37", STUDIES, {"distance_km": None}, ["KA131-37 note"]),
    ("KA131-37", STUDIES, {"distance_km": 9}, ["KA131-37 note"]),
    ("KA131-38", STUDIES, {"sending_country": "DE", "receiving_country": "SE"}, ["KA131-38 warning"]),
]


@pytest.mark.parametrize(("rule", "base", "changes", "expected"), WARNED)
def test_what_a_calculation_leaves_open_is_said(book_of, rule, base, changes, expected):
    answer = assess({**base, **changes}, book_of)

    assert [f"{finding['rule']} {finding['severity']}" for finding in answer["findings"]] == expected


def test_a_fixed_amount_of_nothing_is_not_the_maximum():
    assert amount_of(GrantRate(amount_fixed=Decimal(0), amount_max=Decimal(190))) == 0


def test_an_amount_says_where_it_comes_from_and_how_far_it_can_be_trusted(book_of):
    [incoming] = [line for line in calculate(case_of(ICM_IN, {}), book_of(2024)).lines if line.rule == "ICM-03"]
    [teaching] = [line for line in calculate(case_of(TEACHER, {}), book_of(2024)).lines if line.rule == "KA131-36"]

    assert incoming.text == (
        "138 days × 900.00 € a month ÷ 30 (ICM-IN-S-G1, EU guide (group of receiving country), not verified)"
    )
    assert teaching.text == (
        "5 days × 190.00 € a day (ST-EU-24-G1, EU guide range (maximum), the maximum: the agency may pay less)"
    )
