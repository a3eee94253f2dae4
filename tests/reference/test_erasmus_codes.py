import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.erasmus_codes import (
    PREFIXES_FILE,
    display,
    normalise,
    possible_readings,
    prefix_of,
    without_local_tail,
)


def real_prefixes():
    with PREFIXES_FILE.open(encoding="utf-8", newline="") as lines:
        return sorted({row["prefix"] for row in csv.DictReader(lines) if row["is_prefix"] == "yes"})


places = st.from_regex(r"[A-Z]{3,7}", fullmatch=True)
numbers = st.integers(1, 199).map(lambda number: f"{number:02}")
codes = st.builds(
    lambda prefix, place, number: f"{prefix:<3}{place}{number}", st.sampled_from(real_prefixes()), places, numbers
).filter(lambda code: " " in code or (code[3] not in "AEIOUY" and code[4] in "AEIOUY"))
# A code of three letters has no blank to tell where the place begins: its place must begin as places do.
blanks = st.text(alphabet=" \u00a0_\t\u2003", min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("S  KARLSKR01", "S  KARLSKR01"),
        ("S_KARLSKR01", "S  KARLSKR01"),
        ("SKARLSKR01", "S  KARLSKR01"),
        ("s karlskr01", "S  KARLSKR01"),
        (" S\u00a0 KARLSKR01 ", "S  KARLSKR01"),
        ("S  KARLSKR 01", "S  KARLSKR01"),
        ("IRLDUBLIN44", "IRLDUBLIN44"),
        ("IRL DUBLIN44", "IRLDUBLIN44"),
        ("SF_ESPOO12", "SF ESPOO12"),
        ("CHNBEIJING04", "CHNBEIJING04"),
        ("CHNHONGKO01", "CHNHONGKO01"),
        ("CH_LAUSANN06", "CH LAUSANN06"),
        ("CHISANTIAGOCH08", "CHISANTIAGOCH08"),
        ("MEXMEXICO08", "MEXMEXICO08"),
        ("E_CÓRDOBA01", "E  CORDOBA01"),
        ("D_ST-AUGU02", "D  ST-AUGU02"),
        ("RSPROKUP01", "RS PROKUP01"),
        ("SKBRATISL02", "SK BRATISL02"),
        ("SKKOSICE02", "SK KOSICE02"),
    ],
)
def test_code_is_brought_into_its_one_form(written, code):
    assert normalise(written) == code


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "KARLSKRONA", "USA_PURDUE", "01", "S", "S  01", "Ünïversity 2026", "999660855", "S_KARLSKR0123"],
)
def test_what_is_no_code_gives_none(text):
    assert normalise(text) is None


@given(codes)
def test_a_normal_code_stays_as_it_is(code):
    assert normalise(code) == code


@given(st.text(max_size=20))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert once is None or normalise(once) == once


@given(codes, blanks, st.booleans())
def test_separators_and_case_do_not_matter(code, blank, small):
    written = f"{prefix_of(code)}{blank}{code[3:]}"
    assert normalise(written.lower() if small else written) == code


@given(codes)
def test_without_separator_the_code_is_among_the_readings_and_found_where_it_is_known(code):
    joined = code.replace(" ", "")
    assert code in possible_readings(joined)
    assert normalise(joined, known={code}) == code


@given(codes)
def test_display_keeps_the_padding_in_html(code):
    assert " " not in display(code)
    assert normalise(display(code)) == code


def test_local_tail_of_a_register_is_cut_off_and_nothing_else():
    assert normalise(without_local_tail("D_KARLSRU01-ECO")) == "D  KARLSRU01"
    assert normalise(without_local_tail("MEXMEXICO08-DT")) == "MEXMEXICO08"
    assert normalise(without_local_tail("D_ST-AUGU02")) == "D  ST-AUGU02"
