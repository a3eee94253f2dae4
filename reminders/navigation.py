from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register, register_overdue
from reminders.desk import overdue_count
from reminders.models import OutgoingMail

register(Entry(_("My desk"), "reminders:desk", Group.TOP, "reminders.view_desk", order=1, count=overdue_count))
register(
    Entry(
        _("Sent mail"),
        "reminders:mail_list",
        Group.OFFICE,
        "reminders.view_mail",
        order=90,
        count=lambda user: OutgoingMail.objects.troubled().count(),
    )
)
register_overdue(overdue_count)
