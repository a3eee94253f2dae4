"""What a report says of the actions of the years before, in the reader's language."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.papers.sections import Bar, Section
from quality.enums import ActionState
from reference.academic_years import AcademicYear

UNBROKEN = "\u00a0"  # a day and a code stand in one line


def actions_in_words(contents: dict) -> list[Section]:
    """How many stand where, drawn; then the open ones of the year before, as many as ``contents`` name."""
    actions = contents["actions"]
    counts = {state: count for state, count in actions["states"].items() if count}
    if not counts:
        return []
    most = max(counts.values())
    bars = [Bar(str(ActionState(state).label), str(count), count / most) for state, count in counts.items()]
    overdue = ngettext(
        "%(count)s is overdue at the end of the year.",
        "%(count)s are overdue at the end of the year.",
        actions["overdue"],
    ) % {"count": actions["overdue"]}
    if not actions["overdue"]:
        overdue = _("None is overdue at the end of the year.")
    sections = [Section(_("Where they stand"), level=3, paragraphs=[overdue], bars=bars)]
    rows = actions["open_of_last_year"]
    if not rows:
        return sections
    count = actions.get("open_count", len(rows))
    words = _("The %(shown)s that are due first, of %(count)s.") % {"shown": len(rows), "count": count}
    return [*sections, open_actions(contents["academic_year"], rows, [words] if count > len(rows) else [])]


def open_actions(year: int, rows: list[dict], words: list[str] | None = None) -> Section:
    """A table of open actions that were agreed in the year before ``year``."""
    heading = _("Agreed in %(year)s and still open") % {"year": AcademicYear(year).previous}
    head = [_("Action"), _("Unit"), _("Responsible"), _("Due"), _("State")]
    return Section(heading, level=3, head=head, rows=[_action(row) for row in rows], paragraphs=words or [])


def _action(row: dict) -> list[str]:
    due = parse_date(row["due_on"]) if row["due_on"] else None
    return [
        row["title"],
        f"{row['code']} {row['unit']}".strip().replace(" ", UNBROKEN),
        row["owner"] or "—",
        date_format(due, "SHORT_DATE_FORMAT").replace(" ", UNBROKEN) if due else "—",
        str(ActionState(row["state"]).label),
    ]
