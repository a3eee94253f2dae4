"""The dates of agreements that somebody must not miss, and the moves that time alone makes."""

from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementState
from agreements.models import Agreement, Document, Ending, Evaluation
from agreements.registry.archive.exports import drop_old_parcels
from agreements.services.coming_numbers import unconfirmed
from agreements.services.time_driven import make_moves_of_time
from agreements.workflow import CONCLUDE
from reference.academic_years import AcademicYear
from reminders.nightly import register_step
from reminders.sources import Act, DeadlineSource, register

ADD, CHANGE = "agreements.add_agreement", "agreements.change_agreement"


def _agreement_address(row) -> str:
    return reverse("agreements:agreement_detail", args=[row.page_id])


def _documents_address(row) -> str:
    return reverse("agreements:document_list", args=[row.page_id])


def _ends(row) -> str:
    return _("Last day %(day)s: decide whether to renew it") % {"day": date_format(row.due_on)}


def _renews(row) -> str:
    return _("It renews by itself after %(day)s, unless notice is given") % {"day": date_format(row.due_on)}


def _notice(row) -> str:
    return _("The last day to give notice is %(day)s") % {"day": date_format(row.due_on)}


def _signatures(row) -> str:
    return _("Approved, and not signed by all by %(day)s: ask for the signatures") % {"day": date_format(row.due_on)}


def _unanswered(row) -> str:
    return _("No answer from the partner by %(day)s: remind them") % {"day": date_format(row.due_on)}


def _suspended(row) -> str:
    return _("Suspended until %(day)s: decide whether to resume or end it") % {"day": date_format(row.due_on)}


def _review(row) -> str:
    return _("This document is to be reviewed by %(day)s") % {"day": date_format(row.due_on)}


def _remind(row, user) -> list[Act]:
    url = reverse("agreements:partner_remind", args=[row.object_id])
    return [Act(gettext_lazy("Reminder sent"), url, right=CHANGE)]


def _resume(row, user) -> list[Act]:
    url = reverse("agreements:agreement_move", args=[row.page_id, "resume"])
    return [Act(gettext_lazy("Resume"), url, right=CONCLUDE)]


def _evaluation_address(row) -> str:
    return reverse("agreements:evaluation_edit", args=[row.page_id])


def _evaluation(row) -> str:
    return _("Before it is renewed, write its evaluation by %(day)s") % {"day": date_format(row.due_on)}


def _numbers(row) -> str:
    words = {"year": AcademicYear(row.due_on.year), "day": date_format(row.due_on)}
    return _("The numbers of %(year)s are changed by %(day)s: confirm them, or amend them") % words


def _confirm_numbers(row, user) -> list[Act]:
    url = reverse("agreements:numbers_confirm", args=[row.object_id])
    return [Act(gettext_lazy("Confirm"), f"{url}?year={row.due_on.year}", right=CHANGE)]


def _renew(row, user) -> list[Act]:
    url = reverse("agreements:agreement_renew", args=[row.object_id])
    return [Act(gettext_lazy("Renew"), url, right=ADD)]


def _reviewed(row, user) -> list[Act]:
    url = reverse("agreements:document_reviewed", args=[row.page_id, row.object_id])
    return [Act(gettext_lazy("Reviewed"), f"{url}?due={row.due_on:%Y-%m-%d}", right=CHANGE)]


register(
    DeadlineSource(
        name="agreements.end",
        label=gettext_lazy("Agreement ends"),
        rows=lambda on: Agreement.objects.ending_for_good(),
        due="ends_on",
        owner="coordinator",
        unit="responsible_unit",
        title="title",
        sentence=_ends,
        address=_agreement_address,
        button=gettext_lazy("Decide"),
        acts=_renew,
    )
)
register(
    DeadlineSource(
        name="agreements.renewal",
        label=gettext_lazy("Agreement renews by itself"),
        rows=lambda on: Agreement.objects.renewing(),
        due="ends_on",
        owner="coordinator",
        unit="responsible_unit",
        title="title",
        sentence=_renews,
        address=_agreement_address,
        button=gettext_lazy("Open"),
    )
)
register(
    DeadlineSource(
        name="agreements.notice",
        label=gettext_lazy("Last day to give notice"),
        rows=lambda on: Agreement.objects.filter(state__in=AgreementState.binding, notice_on__gte=on),
        due="notice_on",
        owner="coordinator",
        unit="responsible_unit",
        title="title",
        sentence=_notice,
        address=_agreement_address,
        button=gettext_lazy("Decide"),
        ladder=(90, 30, 7, 1, 0),
        weeks_overdue=0,
    )
)
register(
    DeadlineSource(
        name="agreements.document_review",
        label=gettext_lazy("Document to review"),
        rows=lambda on: Document.objects.current().exclude(agreement__state__in=AgreementState.over),
        due="review_on",
        owner="agreement__coordinator",
        unit="agreement__responsible_unit",
        title=Concat("title", Value(" · "), "agreement__title"),
        since="uploaded_at",
        page="agreement",
        sentence=_review,
        address=_documents_address,
        button=gettext_lazy("Review"),
        acts=_reviewed,
        ladder=(30, 7, 0),
    )
)
register(
    DeadlineSource(
        name="agreements.signatures_outstanding",
        label=gettext_lazy("Signatures outstanding"),
        rows=lambda on: Agreement.objects.awaiting_signatures(),
        due="signatures_due_on",
        owner="coordinator",
        unit="responsible_unit",
        title="title",
        since="state_since",
        sentence=_signatures,
        address=_agreement_address,
        button=gettext_lazy("Open"),
        ladder=(7, 0),
    )
)
register(
    DeadlineSource(
        name="agreements.without_an_answer",
        label=gettext_lazy("Partner has not answered"),
        rows=lambda on: Agreement.objects.without_an_answer(),
        due="answer_due_on",
        owner="coordinator",
        unit="responsible_unit",
        title="title",
        sentence=_unanswered,
        address=_agreement_address,
        button=gettext_lazy("Open"),
        acts=_remind,
        ladder=(0,),
        head_after_days=None,
        office_after_days=None,
    )
)
register(
    DeadlineSource(
        name="agreements.suspended_until",
        label=gettext_lazy("Suspension to look at"),
        rows=lambda on: Ending.objects.suspensions_to_look_at(),
        due="until_on",
        owner="agreement__coordinator",
        unit="agreement__responsible_unit",
        title="agreement__title",
        since="recorded_at",
        page="agreement",
        sentence=_suspended,
        address=_agreement_address,
        button=gettext_lazy("Open"),
        acts=_resume,
        ladder=(30, 7, 0),
    )
)
register(
    DeadlineSource(
        name="agreements.evaluation",
        label=gettext_lazy("Evaluation to write"),
        rows=lambda on: Evaluation.objects.open(),
        due="due_on",
        owner="agreement__coordinator",
        unit="agreement__responsible_unit",
        title="agreement__title",
        since="asked_at",
        page="agreement",
        sentence=_evaluation,
        address=_evaluation_address,
        button=gettext_lazy("Write"),
        ladder=(30, 7, 0),
    )
)
register(
    DeadlineSource(
        name="agreements.numbers",
        label=gettext_lazy("Numbers of the coming year"),
        rows=unconfirmed,
        due="numbers_due_on",
        owner="coordinator",
        unit="responsible_unit",
        title="title",
        sentence=_numbers,
        address=_agreement_address,
        button=gettext_lazy("Open"),
        acts=_confirm_numbers,
        ladder=(60, 30, 7, 0),
        weeks_overdue=4,
    )
)
register_step("agreements", make_moves_of_time)
register_step("archive_exports", drop_old_parcels)
