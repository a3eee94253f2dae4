from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.navigation import Banner, Entry, Group, register, register_banner, register_overdue
from reminders import nights
from reminders.desk import desk_count, overdue_count
from reminders.leaving.person import left_behind
from reminders.models import OutgoingMail

register(
    Entry(
        _("My desk"),
        "reminders:desk",
        Group.TOP,
        "reminders.view_desk",
        order=1,
        count=desk_count,
        count_words=_("overdue or waiting for your decision"),
    )
)
register(Entry(_("Calendar"), "reminders:calendar", Group.TOP, "reminders.view_desk", order=2))
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
register(Entry(_("Nights"), "reminders:night_list", Group.OFFICE, "reminders.view_night", order=91))
register(
    Entry(_("Handing over"), "reminders:leaver_list", Group.OFFICE, "accounts.hand_over", order=85, count=left_behind)
)
register_overdue(overdue_count)


def _night_is_overdue(user) -> Banner | None:
    if not user.has_perm("reminders.view_night") or not nights.is_overdue():
        return None
    text = _("For more than 26 hours no night's work has been done: no reminder is sent. Worker or beat do not run.")
    return Banner(text, reverse("reminders:night_list"), _("See what is wrong"))


register_banner(_night_is_overdue)
