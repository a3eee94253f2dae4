"""How many mails leave for partners on one day at most (``PARTNER_MAILS_A_DAY``), so that nobody takes us for spam."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import PortalError
from reminders.enums import MailKind
from reminders.models import OutgoingMail


def sent_today() -> int:
    """How many mails to partners were put into the outbox since midnight."""
    return OutgoingMail.objects.filter(kind=MailKind.PARTNER, day=timezone.localdate()).count()


def left_today() -> int:
    return max(0, settings.PARTNER_MAILS_A_DAY - sent_today())


def refuse_above_the_day(count: int):
    """Raise ``PortalError`` where so many more would pass what one day takes (``PARTNER_MAILS_A_DAY``)."""
    left = left_today()
    if count > left:
        sentence = ngettext(
            "Of %(most)s mail a day to partners %(left)s is left today, and this would be %(count)s.",
            "Of %(most)s mails a day to partners %(left)s are left today, and this would be %(count)s.",
            settings.PARTNER_MAILS_A_DAY,
        )
        words = {"most": settings.PARTNER_MAILS_A_DAY, "left": left, "count": count}
        raise PortalError(f"{sentence % words} {_('Tick fewer, or send it tomorrow: the draft is kept.')}")
