import pytest

from quality.reviews.inviting import invite_reviewer, name_reviewer
from tests.quality.factories import ReviewFactory


@pytest.fixture
def review(unit, process_owner):
    return ReviewFactory(unit=unit, owner=process_owner, state="collecting")


@pytest.fixture
def invited(review, process_owner):
    """Somebody from Łódź who has been sent an address."""
    fields = {"name": "Anna Nowak", "email": "Anna@Example.org", "affiliation": "Politechnika Łódzka", "role": "peer"}
    return invite_reviewer(name_reviewer(review, actor=process_owner, **fields), actor=process_owner)
