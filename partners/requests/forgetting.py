"""Requests forget who asked: unconfirmed ones are deleted, those that came to nothing say no names later (LG-10)."""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from core import history
from core.anonymise import forget_in_history, forget_notes
from core.models import Comment
from partners.models import PartnershipRequest
from partners.requests.enums import RequestState
from partners.requests.receiving import prepare_for_search
from reminders.nightly import StepReport

# What somebody wrote, or what says who they are; organisation, country, purposes and dates stay for the figures.
OF_PEOPLE = (
    "person_name",
    "person_role",
    "person_email",
    "message",
    "goals",
    "subject_areas",
    "answer_subject",
    "answer_text",
)
# Whom spam names as an organisation is anybody's invention.
OF_SPAM = ("organisation", "city", "website")
FORGOTTEN = "–"  # an organisation cannot be empty

history.describe("request.forget", gettext_noop("removed who asked, as the rules on keeping want"))


def forget_old_requests(on: date) -> StepReport:
    """The nightly step; returns what was done. Repeated it does nothing."""
    report = StepReport("partners")
    delete_unconfirmed(on)
    for key in PartnershipRequest.objects.to_forget(_midnight(_months_before(on))).values_list("pk", flat=True):
        if row := _forget(key):
            report.note_move("request.forget", row)
    return report


@transaction.atomic
def delete_unconfirmed(on: date) -> int:
    """Requests nobody confirmed in time go without a trace, history too; returns how many."""
    before = _midnight(on - timedelta(days=settings.PARTNERSHIP_CONFIRM_DAYS))
    rows = PartnershipRequest.objects.select_for_update().filter(state=RequestState.UNCONFIRMED, created_at__lt=before)
    keys = list(rows.values_list("pk", flat=True))
    with history.action("removed"):
        PartnershipRequest.objects.filter(pk__in=keys).delete()
    forget_in_history(PartnershipRequest, keys, (*OF_PEOPLE, *OF_SPAM))
    return len(keys)


@transaction.atomic
def _forget(key: int) -> PartnershipRequest | None:
    row = PartnershipRequest.objects.select_for_update(of=("self",)).filter(pk=key, forgotten_at__isnull=True).first()
    if row is None:
        return None
    emptied = OF_PEOPLE if row.state != RequestState.SPAM else (*OF_PEOPLE, *OF_SPAM)
    for name in emptied:
        setattr(row, name, FORGOTTEN if name == "organisation" else "")
    mail, row.answer_mail, row.forgotten_at = row.answer_mail, None, timezone.now()
    prepare_for_search(row)
    with history.action("request.forget"):
        row.save(update_fields=[*emptied, "answer_mail", "forgotten_at", "search_text", "updated_at"])
    if mail is not None:
        mail.delete()
    Comment.objects.of(row).delete()  # their words are no part of history
    forget_in_history(PartnershipRequest, [key], emptied)
    forget_notes(PartnershipRequest, [key])
    return row


def _months_before(on: date) -> date:
    return on - relativedelta(months=settings.PARTNERSHIP_KEPT_MONTHS)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
