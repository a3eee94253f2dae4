"""The key figures that come with the portal, for ``load_reference``."""

from pathlib import Path

from insights.models import Kpi
from reference.loading import Table, register

TABLE = Table("kpis.csv", Kpi, ("code",), folder=Path(__file__).parent / "data")

register(TABLE)
