"""Every file with people's data that leaves the portal is recorded: who, when, which list, filters, columns, rows."""

from collections.abc import Callable, Iterable

from core.columns import chosen_columns
from core.export_account import filters_in_words
from core.filters import PortalFilterSet
from core.tables import PortalTable
from mobility.models import Participant, PersonalExport

LONGEST_NAME = 200


def record_export(
    title: str,
    *,
    actor,
    row_count: int,
    filters: str = "",
    columns: Iterable[str] = (),
    participant: Participant | None = None,
) -> PersonalExport:
    """Write down that ``actor`` took ``row_count`` rows of the list ``title`` out of the portal.

    Asked by the view that answers with the file, just before it does; ``participant`` where it is about one alone.
    """
    return PersonalExport.objects.create(
        made_by=actor,
        made_by_name=str(actor)[:LONGEST_NAME],
        title=title[:LONGEST_NAME],
        filters=filters,
        columns=", ".join(map(str, columns)),
        row_count=row_count,
        participant=participant,
    )


class RecordedExport:
    """Before a ``PortalExportView``: the export of a list of people is recorded with what was asked of it."""

    title: str
    table_class: type[PortalTable]
    get_filterset: Callable[[], PortalFilterSet]

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        filterset, table = self.get_filterset(), self.table_class
        columns = table.exported_columns()
        chosen = chosen_columns(table, request.GET) or columns
        record_export(
            str(self.title),
            actor=request.user,
            row_count=filterset.qs.order_by().count(),
            filters="; ".join(f"{what}: {words}" for what, words in filters_in_words(filterset)),
            columns=[columns[name].verbose_name for name in chosen],
        )
        return response
