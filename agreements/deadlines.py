"""The dates of agreements that somebody must not miss, and the moves that time alone makes."""

from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy

from agreements.creating.families import ends_before
from agreements.enums import AgreementState
from agreements.models import Agreement, Amendment, Document, Ending, Evaluation
from agreements.registry.archive.exports import drop_old_parcels
from agreements.services.coming_numbers import unconfirmed
from agreements.services.time_driven import make_moves_of_time
from agreements.watched import words
from reminders.grouping import Grouping, so_many
from reminders.nightly import register_step
from reminders.sources import DeadlineSource, register


def _of_agreement(name: str, **given):
    """A date of agreements themselves."""
    whose = {"owner": "coordinator", "unit": "responsible_unit", "title": "title"}
    register(DeadlineSource(name=f"agreements.{name}", **{**whose, "address": words.agreement_address, **given}))


def _of_a_part(name: str, **given):
    """A date of something that hangs on an agreement; it is dealt with on the agreement's page."""
    whose = {"owner": "agreement__coordinator", "unit": "agreement__responsible_unit", "title": "agreement__title"}
    register(
        DeadlineSource(
            name=f"agreements.{name}", page="agreement", **{**whose, "address": words.agreement_address, **given}
        )
    )


_of_agreement(
    "end",
    label=gettext_lazy("Agreement ends"),
    rows=lambda on: Agreement.objects.ending_for_good(),
    due="ends_on",
    sentence=words.ends,
    button=gettext_lazy("Decide"),
    acts=words.renew,
)
_of_agreement(
    "renewal",
    label=gettext_lazy("Agreement renews by itself"),
    rows=lambda on: Agreement.objects.renewing(),
    due="ends_on",
    sentence=words.renews,
    button=gettext_lazy("Open"),
)
_of_agreement(
    "notice",
    label=gettext_lazy("Last day to give notice"),
    rows=lambda on: Agreement.objects.filter(state__in=AgreementState.binding, notice_on__gte=on),
    due="notice_on",
    sentence=words.notice,
    button=gettext_lazy("Decide"),
    ladder=(90, 30, 7, 1, 0),
    weeks_overdue=0,
)
_of_a_part(
    "document_review",
    label=gettext_lazy("Document to review"),
    rows=lambda on: Document.objects.current().exclude(agreement__state__in=AgreementState.over),
    due="review_on",
    title=Concat("title", Value(" · "), "agreement__title"),
    since="uploaded_at",
    sentence=words.review,
    address=words.documents_address,
    button=gettext_lazy("Review"),
    acts=words.reviewed,
    ladder=(30, 7, 0),
)
_of_agreement(
    "signatures_outstanding",
    label=gettext_lazy("Signatures outstanding"),
    rows=lambda on: Agreement.objects.awaiting_signatures(),
    due="signatures_due_on",
    since="state_since",
    sentence=words.signatures,
    button=gettext_lazy("Open"),
    ladder=(7, 0),
)
_of_agreement(
    "without_an_answer",
    label=gettext_lazy("Partner has not answered"),
    rows=lambda on: Agreement.objects.without_an_answer(),
    due="answer_due_on",
    sentence=words.unanswered,
    button=gettext_lazy("Open"),
    acts=words.remind,
    ladder=(0,),
    head_after_days=None,
    office_after_days=None,
)
_of_a_part(
    "amendment_unsigned",
    label=gettext_lazy("Amendment not signed"),
    rows=lambda on: Amendment.objects.unsigned(),
    due="effective_on",
    sentence=words.unsigned,
    button=gettext_lazy("Open"),
    ladder=(30, 14, 7, 1, 0),
)
_of_a_part(
    "suspended_until",
    label=gettext_lazy("Suspension to look at"),
    rows=lambda on: Ending.objects.suspensions_to_look_at(),
    due="until_on",
    since="recorded_at",
    sentence=words.suspended,
    button=gettext_lazy("Open"),
    acts=words.resume,
    ladder=(30, 7, 0),
)
_of_a_part(
    "evaluation",
    label=gettext_lazy("Evaluation to write"),
    rows=lambda on: Evaluation.objects.open(),
    due="due_on",
    since="asked_at",
    sentence=words.evaluation,
    address=words.evaluation_address,
    button=gettext_lazy("Write"),
    ladder=(30, 7, 0),
)
_of_agreement(
    "numbers",
    label=gettext_lazy("Numbers of the coming year"),
    rows=unconfirmed,
    due="numbers_due_on",
    sentence=words.numbers,
    button=gettext_lazy("Open"),
    acts=words.confirm_numbers,
    grouping=Grouping(title=so_many(words.agreements)),
    ladder=(60, 30, 7, 0),
    weeks_overdue=4,
)
_of_agreement(
    "memorandum_ends",
    label=gettext_lazy("Memorandum above it ends"),
    rows=lambda on: ends_before().filter(state__in=AgreementState.watched),
    due="parent__ends_on",
    sentence=words.memorandum_ends,
    button=gettext_lazy("Open"),
    ladder=(180, 90, 30, 7, 0),
    weeks_overdue=4,
)
register_step("agreements", make_moves_of_time)
register_step("archive_exports", drop_old_parcels)
