"""What is a DOI, however people write it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cooperation.activities.doi import address_of, normalised

BARE = "10.1016/j.ecolind.2019.105512"


@pytest.mark.parametrize(
    "written",
    [BARE, f" {BARE} ", BARE.upper(), f"doi:{BARE}", f"DOI: {BARE}.", f"https://doi.org/{BARE}",
     f"http://dx.doi.org/{BARE}", f"doi.org/{BARE}"],
)  # fmt: skip
def test_a_doi_is_one_however_it_is_written(written):
    assert normalised(written) == BARE


@pytest.mark.parametrize(
    "written",
    ["10.1016", "10.1016/", "11.1016/abc", "10.12/abc", "10.1016/a b", "https://example.org/10.1016/abc", "doi:",
     "10.1016/\x00", "10.1016/a\u202eb"],
)  # fmt: skip
def test_anything_else_is_none(written):
    with pytest.raises(ValidationError, match="no DOI"):
        normalised(written)


def test_nothing_stays_nothing():
    assert (normalised(""), address_of("")) == ("", "")


def test_an_address_is_safe_whatever_the_doi_holds():
    assert address_of("10.1002/(sici)1<1::aid-x>3.0.co;2-#") == (
        "https://doi.org/10.1002/%28sici%291%3C1%3A%3Aaid-x%3E3.0.co%3B2-%23"
    )


@given(st.text(max_size=60) | st.from_regex(r"10\.[0-9]{4,9}/[a-zA-Z0-9.\-_()/]{1,40}", fullmatch=True))
def test_what_is_taken_is_taken_again_as_it_is(written):
    try:
        bare = normalised(written)
    except ValidationError:
        return
    assert normalised(bare) == bare
