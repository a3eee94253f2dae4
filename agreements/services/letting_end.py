"""The decision not to renew an agreement: its last day is watched no more, and colleagues read why."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.cockpit.outlook import END
from agreements.enums import AgreementState
from agreements.models import Agreement
from core.errors import PortalError, RightMissing
from reminders.arrangements import settle_date
from reminders.dates import find_date
from reminders.models import Arrangement
from reminders.sources import source

CHANGE = "agreements.change_agreement"


@transaction.atomic
def let_end(agreement: Agreement, *, actor, reason: str) -> Arrangement:
    """Note that ``agreement`` ends on its last day and is not renewed, and why. Taken up again, it is open as before.

    Raises ``RightMissing``, ``ValidationError`` for the reason, and ``PortalError`` where a successor is at work or
    there, or nothing ends: it renews by its own terms, has no last day, or is over.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not actor.has_perm(CHANGE, locked):
        raise RightMissing(_("You do not have the right to decide on agreements of this unit."))
    if successor := locked.successors.exclude(state=AgreementState.WITHDRAWN).first():
        raise PortalError(_("“%(title)s” renews it: withdraw that first.") % {"title": successor})
    if locked.renews_by_itself:
        raise PortalError(_("It renews by its own terms: it ends only when notice is given."))
    row = find_date(actor, source(END), locked.pk, timezone.localdate())
    if row is None:
        raise PortalError(_("Only what is agreed on and has a last day can be left to end."))
    return settle_date(row, actor=actor, reason=reason)
