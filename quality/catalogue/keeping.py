"""What people keep of the catalogue: the role that answers for a process, and the follow-ups of a unit by it."""

from django.db.models import Q
from django.db.models.functions import ExtractYear, Now
from django.utils.translation import gettext_lazy, ngettext

from core.keeping import KeptRow, Place, register
from quality.actions.keeping import KeptInQuality
from quality.models import ProcessUnit, ProcessVersion
from quality.querysets import RUN

LAST_YEAR = ExtractYear(Now()) - 1  # the academic year under way began then, or this year


class KeptProcesses(KeptInQuality):
    right_of_keeper = RUN

    def kept_row(self, row):
        return KeptRow(str(row.pk), str(row), row.get_absolute_url(), row.role)


class KeptUnitsOfProcesses(KeptInQuality):
    right_of_keeper = RUN

    def kept_row(self, row):
        place = Place(row.unit.path, str(row.unit))
        return KeptRow(str(row.pk), f"{row.version}: {row.unit}", row.version.get_absolute_url(), place=place)


def _processes(count: int) -> str:
    return ngettext("%(count)d process", "%(count)d processes", count) % {"count": count}


def _units(count: int) -> str:
    return ngettext("%(count)d unit of a process", "%(count)d units of processes", count) % {"count": count}


def register_kept():
    """Called by the room's ``keeping.py``."""
    register(
        KeptProcesses(
            ProcessVersion,
            "quality.processes",
            gettext_lazy("Processes"),
            keeper="accountable",
            still=Q(valid_to__isnull=True) | Q(valid_to__gte=LAST_YEAR),
            words=_processes,
            related=("process", "accountable"),
            order=77,
        )
    )
    register(
        KeptUnitsOfProcesses(
            ProcessUnit,
            "quality.process_units",
            gettext_lazy("Units of processes"),
            keeper="owner",
            still=Q(version__valid_to__isnull=True) | Q(version__valid_to__gte=LAST_YEAR),
            words=_units,
            related=("version__process", "unit", "owner"),
            order=78,
        )
    )
