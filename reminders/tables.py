"""The columns of the list of mails."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable


class MailTable(PortalTable):
    row_template = "reminders/includes/mail_row.html"
    default_sort = "-written"

    subject = ListColumn(verbose_name=_("Mail"))
    recipient = ListColumn(verbose_name=_("To"))
    state = ListColumn(verbose_name=_("State"))
    written = ListColumn(verbose_name=_("Written"), order_by=("created_at", "pk"))
    sent = ListColumn(verbose_name=_("Sent"))
