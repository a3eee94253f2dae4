"""The table on the screen and the same figures as JSON.

Both formats are kept stable: later runs are compared with earlier ones.
"""

import json
import os
import platform
from pathlib import Path

from django.utils import timezone

HEADINGS = ("what", "rows", "median ms", "95 % ms", "queries", "bytes", "promised", "kept", "note")


def as_table(figures) -> str:
    lines = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(_align(cell, width, column) for column, (cell, width) in enumerate(zip(line, widths, strict=True)))
        for line in lines
    )


def write_json(figures, path: Path):
    """Write every figure with the machine it was measured on."""
    report = {
        "measured_at": timezone.now().isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "figures": [figure.as_dict() for figure in figures],
    }
    path.write_text(json.dumps(report, indent=2) + "\n")


def _cells(figure) -> tuple[str, ...]:
    promised = figure.promised_median
    return (
        figure.name,
        f"{figure.rows:,}",
        f"{figure.median:,.1f}",
        f"{figure.percentile_95:,.1f}",
        "" if figure.queries is None else str(figure.queries),
        "" if figure.response_bytes is None else f"{figure.response_bytes:,}",
        ""
        if promised is None
        else " / ".join(f"{value:,.0f}" for value in (promised, figure.promised_percentile_95) if value),
        "" if promised is None else ("yes" if figure.is_kept else "NO"),
        figure.note,
    )


def _align(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column in (0, len(HEADINGS) - 1) else cell.rjust(width)
