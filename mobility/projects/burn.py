"""The budget as a picture: what is paid, promised and free of each line."""

from django.utils.translation import gettext as _

from core.charts.bars import Bar, BarChart, Part
from mobility.projects.forecast import Forecast, LineForecast


def burn_chart(forecast: Forecast) -> BarChart | None:
    """None for a project without a budget. Whole euro: a bar is no place for cents."""
    if not forecast.budget:
        return None
    return BarChart(
        title=_title(forecast.total),
        first_heading=_("Line of the budget"),
        kinds=[_("paid (€)"), _("promised, not paid yet (€)"), _("free (€)")],
        bars=[Bar(line.label, _parts(line)) for line in forecast.lines],
        remark=_("What is free is never drawn below nothing; the table above has the exact figures."),
    )


def _parts(line: LineForecast) -> tuple[Part, ...]:
    open_ = max(line.committed - line.paid, 0)
    return tuple(Part(round(amount)) for amount in (line.paid, open_, max(line.free, 0)))


def _title(total: LineForecast) -> str:
    if not total.held:
        return _("Nothing is granted yet")
    used = round(100 * total.committed / total.held)
    return _("%(used)s per cent of the budget are promised") % {"used": used}
