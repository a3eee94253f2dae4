"""The demonstration's plan: three years back, and as far ahead as the machine plans by itself."""

from accounts.models import User
from quality.cycles.dues import planned_until
from quality.cycles.generating import generate

YEARS_BACK = 3


def build_cycles(this_year: int, officer: User) -> int:
    """Returns how many follow-ups were planned beside those that the catalogue brought."""
    return len(generate(planned_until(), actor=officer, first_year=this_year - YEARS_BACK).new)
