"""The people of the quality room beside the five of every room's tests."""

import pytest

from accounts.enums import Role


@pytest.fixture
def quality_officer(person, university):
    return person(Role.QUALITY_OFFICER, university)


@pytest.fixture
def process_owner(person, unit):
    return person(Role.PROCESS_OWNER, unit)


@pytest.fixture
def contributor(person, unit):
    return person(Role.CONTRIBUTOR, unit)
