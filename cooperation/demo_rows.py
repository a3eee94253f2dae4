"""The rows of the demonstration's tables, and days written as dates or counted from today."""

import csv
from datetime import date, timedelta
from pathlib import Path

TABLES = Path(__file__).parent / "demo_data"


def rows_of(name: str) -> list[dict]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def day_of(written: str, today: date) -> date:
    """``"2019-05-06"``, or ``"+48"`` for 48 days from today."""
    return today + timedelta(days=int(written)) if written[0] in "+-" else date.fromisoformat(written)


def counts_of(written: str, prefix: str) -> dict[str, int]:
    """``"1/8/3/0"`` as the columns of own staff, own students, partners' staff and partners' students."""
    names = ("own_staff", "own_students", "partner_staff", "partner_students")
    numbers = (int(part) for part in written.split("/")) if written else ()
    return {f"{prefix}_{name}": number for name, number in zip(names, numbers, strict=False)}
