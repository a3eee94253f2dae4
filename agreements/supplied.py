"""The routes of approval that come with the portal (AG-15); ``load_reference`` loads them after its own tables."""

from pathlib import Path

from agreements.models import ApprovalRoute, RouteStep
from reference.loading import Table, register

DATA = Path(__file__).parent / "data"

TABLES = (
    Table("approval_routes.csv", ApprovalRoute, ("code",), folder=DATA),
    Table("approval_steps.csv", RouteStep, ("route", "position"), folder=DATA),
)

register(*TABLES)
