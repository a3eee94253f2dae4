"""What the pages of an import show: where it stands, and its rows by what happens to them."""

from django.utils.translation import gettext as _

from core.addresses import address_with
from core.enums import ImportState
from core.imports.importer import Importer
from core.imports.plans import RowAction
from core.imports.runs import state_of
from core.models import ImportRun
from core.paging import page_of

ROWS_ON_A_PAGE = 100
DOUBTFUL = "doubtful"
STEP_OF_STATE = {
    ImportState.UPLOADED: 1,
    ImportState.REHEARSING: 2,
    ImportState.REHEARSED: 2,
    ImportState.FAILED: 2,
    ImportState.IMPORTING: 3,
    ImportState.IMPORTED: 4,
}
TONES = {
    ImportState.REHEARSING: "rev",
    ImportState.IMPORTING: "rev",
    ImportState.REHEARSED: "warn",
    ImportState.IMPORTED: "ok",
    ImportState.FAILED: "bad",
}
ROW_TONES = {RowAction.CREATE: "ok", RowAction.UPDATE: "rev", RowAction.UNCHANGED: "off", RowAction.REFUSE: "bad"}


def steps_of(importer: Importer, reached: int) -> list[dict]:
    """The way of a spreadsheet with the step ``reached`` marked; 4 is behind the last one."""
    labels = [(0, _("File")), (1, _("Columns and words")), (2, _("Rehearsal")), (3, _("Import"))]
    shown = [(number, label) for number, label in labels if number != 1 or importer.has_mapping]
    return [{"label": label, "is_done": number < reached, "is_current": number == reached} for number, label in shown]


def state_pill(run: ImportRun) -> dict:
    state = state_of(run)
    return {"label": ImportState(state).label, "tone": TONES.get(state, "off")}


def report_page(run: ImportRun, query) -> dict:
    """The report's figures, its tabs and one page of rows, as ``query`` asks for them."""
    report = run.report or {}
    rows = report.get("rows", [])
    tabs, show = _tabs(report, query)
    chosen = [row for row in rows if show in ("", row["action"]) or (show == DOUBTFUL and row["doubts"])]
    page = page_of(len(chosen), query.get("page", ""), query, ROWS_ON_A_PAGE)
    return {
        "report": report,
        "counts": report.get("counts", {}),
        "tabs": tabs,
        "rows": [_shown(row) for row in chosen[max(page.first - 1, 0) : page.last]],
        "page": page,
    }


def _tabs(report: dict, query) -> tuple[list[dict], str]:
    """Tabs of the kinds of rows there are; the one asked for, or all."""
    counts = report.get("counts", {})
    found = [(str(action), action.label, counts.get(action, 0)) for action in RowAction]
    found.append((DOUBTFUL, _("To look at"), report.get("doubtful", 0)))
    present = [(name, label, count) for name, label, count in found if count]
    asked = query.get("show", "")
    show = asked if asked in [name for name, _label, _count in present] else ""
    tabs = [("", _("All rows"), sum(counts.values())), *present]
    shown = [
        {"label": label, "count": count, "url": address_with(query, show=name, page=None), "is_current": name == show}
        for name, label, count in tabs
    ]
    return shown, show


def _shown(row: dict) -> dict:
    action = RowAction(row["action"])
    return row | {"label": action.label, "tone": ROW_TONES[action]}
