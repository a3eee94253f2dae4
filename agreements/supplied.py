"""The routes of approval and authorities to sign that come with the portal (AG-15), for ``load_reference``."""

from pathlib import Path

from agreements.models import (
    ApprovalRoute,
    EvaluationQuestion,
    NumberSeries,
    RetentionRule,
    RouteStep,
    SigningAuthority,
)
from reference.loading import Table, register

DATA = Path(__file__).parent / "data"

TABLES = (
    Table("approval_routes.csv", ApprovalRoute, ("code",), folder=DATA),
    Table("approval_steps.csv", RouteStep, ("route", "position"), folder=DATA),
    Table("signing_authorities.csv", SigningAuthority, ("code",), folder=DATA),
    Table("retention_rules.csv", RetentionRule, ("subject",), folder=DATA),
    Table("evaluation_questions.csv", EvaluationQuestion, ("code",), folder=DATA),
    Table("number_series.csv", NumberSeries, ("code",), folder=DATA),
)

register(*TABLES)
