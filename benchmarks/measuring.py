"""How long, how many queries, how many bytes."""

import statistics
import time
from dataclasses import asdict, dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass
class Figure:
    """One line of the report. Times in milliseconds; ``promised_…`` is what may be exceeded by no kept promise."""

    name: str
    rows: int
    median: float
    percentile_95: float
    queries: int | None = None
    response_bytes: int | None = None
    promised_median: float | None = None
    promised_percentile_95: float | None = None
    note: str = ""

    @property
    def is_kept(self) -> bool:
        median_kept = self.promised_median is None or self.median <= self.promised_median
        return median_kept and (
            self.promised_percentile_95 is None or self.percentile_95 <= self.promised_percentile_95
        )

    def as_dict(self) -> dict:
        return {**asdict(self), "is_kept": self.is_kept}


def measure_page(client, name: str, address: str, *, rows: int, promise: tuple[float, float], times: int) -> Figure:
    """Request ``address`` over and over; the first two requests warm what a running server has warm."""
    for _warming in range(2):
        response = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    query_count = len(queries)  # the next request empties the log
    note = "" if response.status_code == 200 else f"status {response.status_code}"
    durations = []
    for _repeat in range(times):
        start = time.perf_counter()
        response = client.get(address)
        size = len(response.getvalue())
        durations.append(1000 * (time.perf_counter() - start))
    return Figure(
        name,
        rows,
        statistics.median(durations),
        statistics.quantiles(durations, n=20)[-1],
        query_count,
        size,
        *promise,
        note=note,
    )


def measure_once(name: str, work, *, rows: int, promise: float | None = None, show: bool = True) -> Figure:
    """Time a single run of ``work``; what it returns becomes the note, unless ``show`` is off."""
    start = time.perf_counter()
    returned = work()
    duration = 1000 * (time.perf_counter() - start)
    return Figure(name, rows, duration, duration, promised_median=promise, note=str(returned or "") if show else "")
