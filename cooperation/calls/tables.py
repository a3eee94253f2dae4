"""The columns and filters of the list of calls."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperation.models import FundingCall
from core.filters import ChoicesFilter, PortalFilterSet
from core.tables import ListColumn, PortalTable


class CallTable(PortalTable):
    """Those that close last first."""

    row_template = "cooperation/calls/row.html"
    default_sort = "-closes"

    title = ListColumn(verbose_name=_("Call"), order_by=("title", "pk"), exported="title")
    closes = ListColumn(verbose_name=_("Closes"), order_by=("deadline__due_on", "pk"), exported="deadline__due_on")
    abstract = ListColumn(verbose_name=_("Abstract by"), exported="deadline__abstract_due_on")
    draft = ListColumn(verbose_name=_("Final draft by"), exported="deadline__draft_due_on")
    proposals = ListColumn(verbose_name=_("Proposals"), exported="proposal_count", is_number=True)
    granted = ListColumn(verbose_name=_("Granted"), exported="granted_count", is_number=True)


class CallFilter(PortalFilterSet):
    time = ChoicesFilter(choices=[("open", _("Open")), ("closed", _("Closed"))], method="by_time", label=_("Time"))

    class Meta:
        model = FundingCall
        fields = []

    def by_time(self, queryset, name, values):
        if len(values) != 1:
            return queryset
        today = timezone.localdate()
        if "open" in values:
            return queryset.filter(deadline__due_on__gte=today)
        return queryset.filter(deadline__due_on__lt=today)
