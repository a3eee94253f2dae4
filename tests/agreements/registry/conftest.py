"""A series of numbers in use."""

import pytest

from agreements.models import NumberSeries


@pytest.fixture
def series(db):
    return NumberSeries.objects.create(code="tests", name_en="Tests", pattern="BTH-4.1-{number:04}-{year}")
