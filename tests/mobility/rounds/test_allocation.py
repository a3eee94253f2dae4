"""Places by rank and choice: worked by hand, and what holds for every list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.rounds.allocation import Applicant, Outcome, Reason, allocate

LODZ, GENT, GRAZ = "Łódź", "Gent", "Graz"


def test_the_better_rank_chooses_first_and_the_rest_wait():
    applicants = [
        Applicant("Cleo", 3, [LODZ, GENT]),
        Applicant("Ada", 1, [LODZ]),
        Applicant("Bo", 2, [LODZ, GRAZ]),
        Applicant("Dag", 4, [LODZ]),
    ]
    result = allocate(applicants, {LODZ: 2, GENT: 1, GRAZ: 0})
    assert result.given == {"Ada": LODZ, "Bo": LODZ, "Cleo": GENT}
    assert result.waiting[LODZ] == ["Cleo", "Dag"]
    assert result.reasons["Bo"] == [Reason(LODZ, Outcome.GIVEN), Reason(GRAZ, Outcome.NOT_NEEDED)]
    assert result.reasons["Cleo"] == [Reason(LODZ, Outcome.FULL, taken_by=(1, 2)), Reason(GENT, Outcome.GIVEN)]


def test_who_does_not_fit_a_place_does_not_wait_for_it():
    def why(applicant, place):
        return "Gent takes master students." if place == GENT else ""

    result = allocate([Applicant("Ada", 1, [GENT, LODZ])], {GENT: 1, LODZ: 1}, why)
    assert result.given == {"Ada": LODZ}
    assert result.waiting[GENT] == []
    assert result.reasons["Ada"][0] == Reason(GENT, Outcome.UNFIT, unfit="Gent takes master students.")


def test_one_rank_belongs_to_one_applicant():
    with pytest.raises(ValueError, match="same rank"):
        allocate([Applicant("Ada", 1, [LODZ]), Applicant("Bo", 1, [LODZ])], {LODZ: 1})


PLACES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3), min_size=1)
LISTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), max_size=12).map(
    lambda choices: [Applicant(f"p{rank}", rank, each) for rank, each in enumerate(choices, start=1)]
)


@given(LISTS, PLACES, st.randoms())
def test_no_list_is_unjust(applicants, places, random):
    result = allocate(applicants, places)
    rank_of = {applicant.key: applicant.rank for applicant in applicants}
    holders = {place: [key for key, got in result.given.items() if got == place] for place in "abcdef"}
    for place, keys in holders.items():
        assert len(keys) <= places.get(place, 0)
    for applicant in applicants:
        got = result.given.get(applicant.key)
        better = list(applicant.choices)[: applicant.choices.index(got)] if got else applicant.choices
        for place in better:  # what they would rather have is full, and nobody of a later rank has it
            assert len(holders[place]) == places.get(place, 0)
            assert all(rank_of[key] < applicant.rank for key in holders[place])
            assert place not in places or applicant.key in result.waiting[place]
    shuffled = random.sample(applicants, len(applicants))
    assert allocate(shuffled, places) == result
