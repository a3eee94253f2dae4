"""The sentence of each watched date, the page where it is dealt with, and the acts it offers."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.workflow import CONCLUDE
from reference.academic_years import AcademicYear
from reminders.sources import Act

ADD, CHANGE = "agreements.add_agreement", "agreements.change_agreement"


def agreement_address(row) -> str:
    return reverse("agreements:agreement_detail", args=[row.page_id])


def documents_address(row) -> str:
    return reverse("agreements:document_list", args=[row.page_id])


def agreements(number: int) -> str:
    return ngettext("%(count)s agreement", "%(count)s agreements", number)


def ends(row) -> str:
    return _("Last day %(day)s: decide whether to renew it") % {"day": date_format(row.due_on)}


def renews(row) -> str:
    return _("It renews by itself after %(day)s, unless notice is given") % {"day": date_format(row.due_on)}


def notice(row) -> str:
    return _("The last day to give notice is %(day)s") % {"day": date_format(row.due_on)}


def signatures(row) -> str:
    return _("Approved, and not signed by all by %(day)s: ask for the signatures") % {"day": date_format(row.due_on)}


def unsigned(row) -> str:
    return _("An amendment takes effect on %(day)s and is not signed yet") % {"day": date_format(row.due_on)}


def unanswered(row) -> str:
    return _("No answer from the partner by %(day)s: remind them") % {"day": date_format(row.due_on)}


def suspended(row) -> str:
    return _("Suspended until %(day)s: decide whether to resume or end it") % {"day": date_format(row.due_on)}


def review(row) -> str:
    return _("This document is to be reviewed by %(day)s") % {"day": date_format(row.due_on)}


def remind(row, user) -> list[Act]:
    url = reverse("agreements:partner_remind", args=[row.object_id])
    return [Act(gettext_lazy("Reminder sent"), url, right=CHANGE)]


def resume(row, user) -> list[Act]:
    url = reverse("agreements:agreement_move", args=[row.page_id, "resume"])
    return [Act(gettext_lazy("Resume"), url, right=CONCLUDE)]


def evaluation_address(row) -> str:
    return reverse("agreements:evaluation_edit", args=[row.page_id])


def evaluation(row) -> str:
    return _("Before it is renewed, write its evaluation by %(day)s") % {"day": date_format(row.due_on)}


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


def memorandum_ends(row) -> str:
    words = {"day": date_format(row.due_on)}
    return _("The memorandum it is made under ends on %(day)s, before it: decide what becomes of it") % words
