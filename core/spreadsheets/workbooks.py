"""Workbooks (XLSX, XLS, ODS), opened in a child process that may die without harm.

A workbook of a few kilobytes can ask for more memory than the machine has, and the reader then
ends its whole process. So the child has limits of memory and time, and speaks only JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from core.spreadsheets.table import MOST_CELLS, UnreadableFile, too_many_cells

READER = Path(__file__).with_name("workbook_reader.py")
SECONDS = 60


def read_workbook(data: bytes) -> tuple[list[list[str]], str]:
    """Rows of the first sheet that has any, blank rows included, and its name. Raises ``UnreadableFile``."""
    command = [sys.executable, "-I", str(READER), str(MOST_CELLS)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(_("The workbook takes too long to open.")) from error
    if child.returncode:
        raise UnreadableFile(_("The workbook needs too much memory to open: it claims far more cells than it fills."))
    answer = json.loads(child.stdout)
    if answer.get("problem") == "too_many_cells":
        raise too_many_cells()
    if problem := answer.get("problem"):
        raise UnreadableFile(_sentence(problem, answer.get("detail", "")))
    return answer["rows"], answer["sheet"]


def _sentence(problem: str, detail: str) -> str:
    """What the child found, in the person's language."""
    sentences = {
        "too_large": _("The workbook unpacks to far more than its size: it is damaged or made to do harm."),
        "password": _("The workbook is protected by a password. Save it without one and try again."),
        "no_workbook": _("This is an archive, but not a workbook of a spreadsheet programme."),
        "empty": _("The file is empty: no sheet of it has any text."),
        "formulas": _(
            "Cell %(cell)s holds a formula whose result is not stored. "
            "Open the file in a spreadsheet programme, save it and try again."
        ),
    }
    damaged = _("The workbook is damaged and cannot be opened.")
    return sentences.get(problem, damaged).replace("%(cell)s", detail)
