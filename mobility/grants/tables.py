"""The columns of what is to be paid, and of its export."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable
from mobility.grants.enums import PaymentNeed


class PaymentTable(PortalTable):
    """By the first day of the stay, so that who leaves next is paid first."""

    row_template = "mobility/grants/row.html"
    default_sort = "period"

    person = ListColumn(verbose_name=_("Person"), order_by=("sort_key", "pk"), exported="participant__family_name")
    given_name = ListColumn(verbose_name=_("Given name"), exported="participant__given_name", on_page=False)
    code = ListColumn(verbose_name=_("Own code"), exported="participant__person_code", on_page=False)
    project = ListColumn(verbose_name=_("Grant project"), exported="project__number")
    due = ListColumn(
        verbose_name=_("What is due"),
        exported="need",
        worded=lambda value: str(PaymentNeed(value).label) if value else "",
    )
    period = ListColumn(verbose_name=_("Period"), order_by=("starts_on", "pk"), exported="starts_on")
    last_day = ListColumn(verbose_name=_("Last day"), exported="ends_on", on_page=False)
    granted = ListColumn(verbose_name=_("Grant"), exported="granted_total", is_number=True)
    paid = ListColumn(verbose_name=_("Paid so far"), exported="paid_total", is_number=True)
    amount = ListColumn(verbose_name=_("Due now"), exported="due_amount", is_number=True)
