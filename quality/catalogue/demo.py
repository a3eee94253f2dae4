"""The demonstration's catalogue: who holds which role, which units each process concerns, from which year."""

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from quality.catalogue.services import change_version
from quality.cycles.rhythm import Rhythm, UnitRow, change_rhythm, preview_rhythm
from quality.models import ProcessVersion

# Process: who holds the accountable role ("" nobody yet), and its units, each with its first year counted from the
# present one. QS-2 has none: its page and the checks say so.
HELD = {
    "QU-1": ("process-owner", {"DIDA": -3, "DIPT": -3, "DIMA": -3, "DIHA": -3, "DITM": -3, "DIEK": -3, "DIFP": -3}),
    "QU-2a": ("dean", {"FC": -3, "FE": -3}),
    "QU-2b": ("dean", {"FC": -2, "FE": -1}),
    "QU-3": ("process-owner", {"FC": -3, "FE": -3}),
    "QU-4": ("quality", {"BTH": -3}),
    "QU-5": ("vice-chancellor", {"BTH": -3}),
    "QU-6": ("quality", {"BTH": -2}),
    "QU-7a": ("dean", {"DIDA": -1, "DIMA": 1, "DIHA": 2, "DIPT": 3, "DITM": 4}),
    "QU-7b": ("dean", {"FC": 2, "FE": 4}),
    "QF-1": ("dean", {"FC": -3, "FE": -3}),
    "QF-2": ("vice-chancellor", {"BTH": -1}),
    "QF-3": ("", {"BTH": 0}),
    "QF-4": ("vice-chancellor", {"FC": 3, "FE": 5}),
    "QV-1": ("process-owner", {"FC": -2, "FE": -1}),
    "QV-2": ("quality", {"BTH": -2}),
    "QV-3": ("vice-chancellor", {"BTH": 1}),
    "QV-4": ("vice-chancellor", {"BTH": 1}),
    "QS-1": ("quality", {"BTH": 1}),
    "QS-2": ("vice-chancellor", {}),
}

# Who runs the follow-ups of a unit where it is not whoever holds the role.
OWNERS = {
    "DIDA": "process-owner",
    "DIPT": "coordinator-software",
    "DIMA": "outsider",
    "DITM": "coordinator-mathematics",
    "DIEK": "coordinator-economics",
    "DIFP": "coordinator-planning",
    "DIHA": "coordinator-health",
    "FE": "dean-engineering",
}


def build_catalogue(this_year: int, officer: User) -> int:
    """Returns how many processes have somebody to answer for them."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    people = {user.email: user for user in User.objects.all()}
    for version in ProcessVersion.objects.select_related("process"):
        holder, years = HELD[version.process.code]
        if holder:
            change_version(version, actor=officer, accountable=people[demo_email(holder)])
        rows = tuple(
            UnitRow(units[code], this_year + years_from_now, people.get(demo_email(OWNERS.get(code, ""))))
            for code, years_from_now in years.items()
        )
        if rows:
            rhythm = Rhythm(version.cycle_years, version.valid_to, rows)
            change_rhythm(version, actor=officer, rhythm=rhythm, mark=preview_rhythm(version, rhythm).mark)
    return sum(bool(holder) for holder, _years in HELD.values())
