"""What the history of a grant project is told from."""

from core.history_entries import Part, Story
from mobility.models import BudgetLine, BudgetTransfer, GrantProject

PROJECT_STORY = Story(
    GrantProject,
    parts=(
        Part(
            BudgetLine,
            named_by=("purpose", "direction", "country"),
            hidden=("project",),
            below=(Part(BudgetTransfer, named_by=("amount", "reason"), hidden=("source", "made_by", "made_at")),),
        ),
    ),
)
