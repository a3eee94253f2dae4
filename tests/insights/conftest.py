"""The supplied key figures, beside the people and units of every room."""

import pytest

from insights.models import Kpi
from insights.supplied import TABLE
from tests.supplied import load


@pytest.fixture
def kpis(db):
    load([TABLE])
    return Kpi.objects.in_bulk(field_name="code")
