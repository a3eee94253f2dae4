"""A follow-up whose data are being collected, by the contributor, for the process owner."""

import pytest

from quality.enums import FollowUpState, IndicatorKind
from tests.quality.factories import FollowUpFactory, FollowUpStepFactory, IndicatorFactory


@pytest.fixture
def follow_up(unit, process_owner, contributor):
    made = FollowUpFactory(unit=unit, owner=process_owner, academic_year=2026, state=FollowUpState.COLLECTING)
    FollowUpStepFactory(follow_up=made, person=contributor)
    return made


@pytest.fixture
def rate(db):
    return IndicatorFactory(code="rate", name_en="Response rate", kind=IndicatorKind.SHARE, better="higher")


@pytest.fixture
def courses(db):
    return IndicatorFactory(code="courses", name_en="Courses given", position=200, measured_in="courses")
