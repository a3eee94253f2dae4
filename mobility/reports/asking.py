"""Asking for reports: an address of their own for everybody who is back, or who kept a project, in a mail."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from core import history
from core.errors import PortalError, RightMissing
from core.institution_name import institution_name
from core.locks import hold_until_commit
from core.one_act_links import OneActAddresses
from mobility.enums import MobilityState, ProjectState
from mobility.models import GrantProject, Mobility, ParticipantReport
from mobility.querysets import MODERATE
from mobility.reports.enums import Audience
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post import sealed
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

addresses = OneActAddresses("mobility.report", "reports:answer")
token_of = addresses.token_of
DAYS = 60
MOST_AT_ONCE = 200
ASKING = 7_004  # the space of locks
BACK = (MobilityState.COMPLETED, MobilityState.CLOSED)
ASKED_ANEW = ("audience", "to_address", "asked_by", "asked_at", "expires_at", "nonce", "token_hash")

history.describe("report.ask", gettext_noop("asked for a report"))


def report_of(token: str) -> ParticipantReport | None:
    """The report that the address ``token`` opens, in whatever state; None for one there is not."""
    reports = ParticipantReport.objects.select_related("mobility__partner", "mobility__participant", "project")
    return addresses.opened_by(token, reports)


@transaction.atomic
def ask_for_report(subject: Mobility | GrantProject, *, actor) -> ParticipantReport:
    """Send an address for one answer; one that was not answered stops working and is replaced.

    Raises ``RightMissing``, and ``PortalError`` where nobody is back yet, has no address, or has answered.
    """
    _require(actor)
    locked = type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)
    audience, address = _whom_to_ask(locked)
    about = {"mobility": locked} if isinstance(locked, Mobility) else {"project": locked}
    known = ParticipantReport.objects.select_for_update(of=("self",)).filter(**about).first()
    report = known or ParticipantReport(**about)
    if report.answered_at:
        raise PortalError(_("The report has arrived already."))
    report.audience, report.to_address, report.asked_by = audience, address, actor
    report.asked_at, report.expires_at = timezone.now(), timezone.now() + timedelta(days=DAYS)
    addresses.give(report)
    with history.action("report.ask", actor=actor, right=MODERATE):
        report.save(update_fields=ASKED_ANEW if known else None)
        put_into_outbox([_mail(report, actor)])
    return report


@transaction.atomic
def ask_everybody_back(*, actor) -> int:
    """Ask whoever is back, has an address and was never asked, at most ``MOST_AT_ONCE``; returns how many.

    Of two sessions the second waits, and finds the first one's people asked.
    """
    _require(actor)
    hold_until_commit(ASKING, "everybody back")
    waiting = not_yet_asked(actor).select_related("participant")[:MOST_AT_ONCE]
    return len([ask_for_report(stay, actor=actor) for stay in waiting])


def not_yet_asked(user):
    """Stays that are over, whose person can be written to and was never asked."""
    stays = Mobility.objects.visible_to(user).filter(state__in=BACK, report=None)
    return stays.exclude(participant__email="").order_by("pk")


def _require(actor):
    if not actor.has_perm(MODERATE):
        raise RightMissing(_("Only the international office asks for reports."))


def _whom_to_ask(subject: Mobility | GrantProject) -> tuple[Audience, str]:
    if isinstance(subject, Mobility):
        if subject.state not in BACK:
            raise PortalError(_("A report is asked for once the stay is over."))
        audience = Audience.STAFF if subject.is_of_staff else Audience.STUDENT
        address = subject.participant.email
    else:
        if subject.state not in (ProjectState.RUNNING, ProjectState.REPORTED, ProjectState.CLOSED):
            raise PortalError(_("A report is asked for once the project has run."))
        audience, address = Audience.PROJECT, subject.coordinator.email if subject.coordinator else ""
    if not address:
        raise PortalError(_("There is no e-mail address to ask."))
    return audience, address


def _mail(report: ParticipantReport, actor) -> OutgoingMail:
    """In English, which all share; the address is put in as it leaves."""
    with override("en"):
        context = {"report": report, "address": sealed.seal("report", report.pk), "institution": institution_name()}
        return OutgoingMail(
            recipient=None,
            to_address=report.to_address,
            reply_to=settings.OFFICE_EMAIL,
            kind=MailKind.PARTNER,
            day=timezone.localdate(),
            subject=_("How was it? Your report"),
            text=render_to_string("mobility/reports/mail/asked.txt", context),
            message_id=message_id("report", report.pk, report.nonce[:12]),
        )


def address_of(number: int) -> str:
    """The absolute address of one report, as a mail carries it; "" for one that is gone."""
    return addresses.absolute(ParticipantReport.objects, number)


sealed.register("report", address_of)
