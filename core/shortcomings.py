"""Reports of what somebody could not read or use (LG-01): kept as a row, told to the office by mail."""

import logging
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from core.errors import PortalError
from core.models import ShortcomingReport

MOST_AN_HOUR = 30  # from everybody together: no address of a visitor is kept to count by

logger = logging.getLogger(__name__)


def report_shortcoming(*, actor, text: str, page_address: str = "", reply_to: str = "") -> ShortcomingReport:
    """Keep a report and tell the office. ``actor`` is None: nobody has to sign in for this.

    Raises ``PortalError`` when so many arrive that something else than a reader is writing them.
    """
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if ShortcomingReport.objects.filter(created_at__gte=an_hour_ago).count() >= MOST_AN_HOUR:
        raise PortalError(
            _("Too many reports arrive at the moment. Please write to %(office)s instead.")
            % {"office": settings.OFFICE_EMAIL}
        )
    report = ShortcomingReport.objects.create(text=text, page_address=page_address, reply_to=reply_to)
    transaction.on_commit(lambda: _hand_over(report.pk))
    return report


def mail_office(report_id: int):
    """Send the mail about one report, in the site's first language; raises what the mail server raises."""
    report = ShortcomingReport.objects.get(pk=report_id)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Somebody could not use the site")
        page = _("Page: %(address)s") % {"address": report.page_address or "–"}
    answers = [report.reply_to] if report.reply_to else None
    EmailMessage(subject, f"{page}\n\n{report.text}\n", to=[settings.OFFICE_EMAIL], reply_to=answers).send()


def _hand_over(report_id: int):
    try:
        current_app.send_task("core.tasks.mail_office", [report_id])
    except OperationalError:
        logger.exception("The queue does not answer; the report is kept and no mail tells of it")
