"""The columns of the list of mailings."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable


class MailingTable(PortalTable):
    row_template = "partners/letters/mailing_row.html"
    default_sort = "-written"

    subject = ListColumn(verbose_name=_("Mail"))
    state = ListColumn(verbose_name=_("State"))
    author = ListColumn(verbose_name=_("Written by"))
    written = ListColumn(verbose_name=_("Written"), order_by=("created_at", "pk"))
    mails = ListColumn(verbose_name=_("Mails"), is_number=True)
