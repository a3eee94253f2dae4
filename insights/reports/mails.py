"""The mail that a scheduled report is ready: its address alone, nothing of what it says."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from core.institution_name import institution_name
from insights.models import MadeReport
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

LONGEST_SUBJECT = 200


def tell_by_mail(report: MadeReport):
    """In the language of the report, which is active; to who still has an account and nobody else."""
    person = report.made_for
    if not person.is_active:
        return
    link = settings.SITE_URL + report.get_absolute_url()
    context = {"report": report, "person": person, "link": link, "institution": institution_name()}
    subject = _("Ready: %(title)s") % {"title": report.title}
    mail = OutgoingMail(
        recipient=person,
        to_address=person.email,
        kind=MailKind.REPORT,
        day=timezone.localdate(),
        subject=subject[:LONGEST_SUBJECT],
        text=render_to_string("insights/reports/mail.txt", context),
        message_id=message_id("report", report.pk),
    )
    put_into_outbox([mail])
