"""The columns of the list of grant projects, and of its export."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from mobility.enums import ProjectState


class GrantProjectTable(PortalTable):
    """Newest call first."""

    row_template = "mobility/projects/row.html"
    default_sort = "-call"

    number = ListColumn(verbose_name=_("Project"), order_by=("number", "pk"), exported="number")
    title = ListColumn(verbose_name=_("Title"), exported="title", on_page=False)
    scheme = ListColumn(verbose_name=_("Scheme"), order_by=("scheme__position", "pk"), exported="scheme__name_en")
    call = ListColumn(verbose_name=_("Call year"), order_by=("call_year", "pk"), exported="call_year")
    state = ListColumn(verbose_name=_("State"), exported="state", worded=words_of(ProjectState))
    starts_on = ListColumn(verbose_name=_("First day"), exported="starts_on", on_page=False)
    ends_on = ListColumn(verbose_name=_("Last day"), order_by=("ends_on", "pk"), exported="ends_on")
    granted = ListColumn(verbose_name=_("Granted (€)"), order_by=("granted", "pk"), exported="granted", is_number=True)
    stays = ListColumn(verbose_name=_("Stays"), order_by=("stay_count", "pk"), exported="stay_count", is_number=True)
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en", on_page=False)
