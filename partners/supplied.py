"""The tables of due diligence that come with the portal; ``load_reference`` loads them after its own."""

from pathlib import Path

from partners.models import (
    AssessmentDecider,
    AssessmentNeed,
    AssessmentQuestion,
    AssessmentRule,
    CountrySignal,
    NamedList,
)
from reference.loading import Table, register

DATA = Path(__file__).parent / "data"

TABLES = (
    Table("assessment_questions.csv", AssessmentQuestion, ("code",), folder=DATA),
    Table("assessment_rules.csv", AssessmentRule, ("level",), folder=DATA),
    Table("assessment_deciders.csv", AssessmentDecider, ("rule", "role", "scope"), folder=DATA),
    Table("assessment_needs.csv", AssessmentNeed, ("place", "country", "agreement_kind"), folder=DATA),
    Table("country_signals.csv", CountrySignal, ("country", "effect", "valid_from"), folder=DATA),
    Table("named_lists.csv", NamedList, ("code",), folder=DATA),
)

register(*TABLES)
