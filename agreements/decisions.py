"""What of agreements waits for a person's decision, and what lies with partners: their part of the desk."""

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import Unit
from agreements.enums import AgreementState
from agreements.models import Agreement
from reminders.desk import Waiting, register_at_partners, register_decisions

MOST = 20
DECIDE, CONCLUDE = "agreements.approve_agreement", "agreements.conclude_agreement"


def decisions_for(user) -> list[Waiting]:
    """Agreements in review that the person may approve; approved ones the person may record as signed."""
    waiting = []
    if user.has_perm(DECIDE):
        waiting += _waiting(user, DECIDE, AgreementState.IN_REVIEW, _("approve or send back"))
    if user.has_perm(CONCLUDE):
        waiting += _waiting(user, CONCLUDE, AgreementState.APPROVED, _("get the signatures"))
    return waiting


def _waiting(user, right, state, text) -> list[Waiting]:
    rows = Agreement.objects.visible_to(user).filter(state=state, responsible_unit__in=Unit.objects.where(user, right))
    return [_as_waiting(row, text, localdate(row.state_since)) for row in rows.order_by("state_since")[:MOST]]


def at_partners_for(user) -> list[Waiting]:
    """Agreements of the person, or of the units they keep, where the partner has to act."""
    rows = Agreement.objects.editable_by(user).at_the_partner().order_by(F("turn_since").asc(nulls_last=True), "pk")
    return [_as_waiting(row, _their_turn(row), row.turn_since) for row in rows[:MOST]]


def _their_turn(agreement) -> str:
    if agreement.turn_since is None:
        return _("their turn")
    return _("their turn since %(day)s") % {"day": date_format(agreement.turn_since)}


def _as_waiting(agreement, text, since) -> Waiting:
    return Waiting(agreement.title, text, reverse("agreements:agreement_detail", args=[agreement.pk]), since)


register_decisions(decisions_for)
register_at_partners(at_partners_for)
