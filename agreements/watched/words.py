"""The sentence of each watched date, the page where it is dealt with, and the acts it offers."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.workflow import CONCLUDE
from reference.academic_years import AcademicYear
from reminders.source_words import on_its_day, page_at
from reminders.sources import Act

ADD, CHANGE = "agreements.add_agreement", "agreements.change_agreement"

agreement_address = page_at("agreements:agreement_detail")
documents_address = page_at("agreements:document_list")
evaluation_address = page_at("agreements:evaluation_edit")

ends = on_its_day(gettext_lazy("Last day %(day)s: decide whether to renew it"))
renews = on_its_day(gettext_lazy("It renews by itself after %(day)s, unless notice is given"))
notice = on_its_day(gettext_lazy("The last day to give notice is %(day)s"))
signatures = on_its_day(gettext_lazy("Approved, and not signed by all by %(day)s: ask for the signatures"))
unsigned = on_its_day(gettext_lazy("An amendment takes effect on %(day)s and is not signed yet"))
unanswered = on_its_day(gettext_lazy("No answer from the partner by %(day)s: remind them"))
suspended = on_its_day(gettext_lazy("Suspended until %(day)s: decide whether to resume or end it"))
review = on_its_day(gettext_lazy("This document is to be reviewed by %(day)s"))
evaluation = on_its_day(gettext_lazy("Before it is renewed, write its evaluation by %(day)s"))
memorandum_ends = on_its_day(
    gettext_lazy("The memorandum it is made under ends on %(day)s, before it: decide what becomes of it")
)


def agreements(number: int) -> str:
    return ngettext("%(count)s agreement", "%(count)s agreements", number)


def remind(row, user) -> list[Act]:
    url = reverse("agreements:partner_remind", args=[row.object_id])
    return [Act(gettext_lazy("Reminder sent"), url, right=CHANGE)]


def resume(row, user) -> list[Act]:
    url = reverse("agreements:agreement_move", args=[row.page_id, "resume"])
    return [Act(gettext_lazy("Resume"), url, right=CONCLUDE)]


def numbers(row) -> str:
    words = {"year": AcademicYear(row.due_on.year), "day": date_format(row.due_on)}
    return _("The numbers of %(year)s are changed by %(day)s: confirm them, or amend them") % words


def confirm_numbers(row, user) -> list[Act]:
    url = reverse("agreements:numbers_confirm", args=[row.object_id])
    return [Act(gettext_lazy("Confirm"), f"{url}?year={row.due_on.year}", right=CHANGE)]


def renew(row, user) -> list[Act]:
    url = reverse("agreements:agreement_renew", args=[row.object_id])
    return [Act(gettext_lazy("Renew"), url, right=ADD)]


def reviewed(row, user) -> list[Act]:
    url = reverse("agreements:document_reviewed", args=[row.page_id, row.object_id])
    return [Act(gettext_lazy("Reviewed"), f"{url}?due={row.due_on:%Y-%m-%d}", right=CHANGE)]
