"""Which rows the history of a stay is told from, and what they are called in it."""

from core.history_entries import Part, Story
from mobility.models import GrantCalculation, GrantPayment, Mobility

# Amounts contain what only the office sees, and an auditor reads histories, too.
HIDDEN_OF_GRANTS = (
    "mobility",
    "facts",
    "total",
    "public_total",
    "open_points",
    "made_by",
    "made_at",
    "is_current",
    "is_by_actual_days",
    "reason",
)
HIDDEN_OF_PAYMENTS = ("mobility", "calculation", "amount", "recorded_by", "recorded_at")

# What a move brings is told by the move.
STAY_STORY = Story(
    Mobility,
    parts=(
        Part(GrantCalculation, named_by=("starts_on", "ends_on"), hidden=HIDDEN_OF_GRANTS),
        Part(GrantPayment, named_by=("instalment", "paid_on"), hidden=HIDDEN_OF_PAYMENTS),
    ),
)
