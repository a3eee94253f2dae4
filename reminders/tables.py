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


class LeaverTable(PortalTable):
    """People, those who may not sign in any more first."""

    row_template = "reminders/includes/leaver_row.html"
    default_sort = "name"

    name = ListColumn(verbose_name=_("Name"), order_by=("is_active", "name", "pk"))
    roles = ListColumn(verbose_name=_("Roles"))
    keeps = ListColumn(verbose_name=_("Keeps"))
    access = ListColumn(verbose_name=_("Access"))
