"""The negotiation log of an agreement: an entry is written, corrected by its author, a reminder noted in one press."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementState
from agreements.forms.negotiation import EntryForm
from agreements.models import Agreement, NegotiationEntry
from agreements.querysets import DAYS_AFTER_A_REMINDER
from agreements.services.negotiation import correct_entry, log_entry, note_reminder
from agreements.views.crumbs import crumbs_to
from core.views.actions import ActionView
from core.views.forms import PortalUpdateView

CHANGE = "agreements.change_agreement"
SHOWN = 5


class EntryPage(PortalUpdateView):
    """A form of an entry; ``object`` is its agreement, whose rights count."""

    model = Agreement
    object_right = CHANGE
    form_class = EntryForm
    takes_instance = False
    entry: NegotiationEntry | None = None

    def get_form_kwargs(self):
        about = {"agreement": self.object, "user": self.request.user, "entry": self.entry}
        return {**super().get_form_kwargs(), **about}

    def success_url_for(self, written):
        return thread_url(self.object)

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return thread_url(self.object)


class EntryCreateView(EntryPage):
    """``/agreements/7/negotiation/new/``; the same form stands on the page of the agreement."""

    title = gettext_lazy("New entry of the negotiation log")
    submit_label = gettext_lazy("Add the entry")
    done = gettext_lazy("The entry is added. You can correct it within a day.")

    def perform(self, form):
        return log_entry(self.object, actor=self.request.user, given=form.given(), passes_to=form.passed_to)


class EntryUpdateView(EntryPage):
    """``/agreements/7/negotiation/3/edit/``, for who wrote it, within a day."""

    title = gettext_lazy("Correct the entry")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The entry is corrected; the history keeps what it said before.")

    def get_object(self, queryset=None):
        agreement = super().get_object(queryset)
        self.entry = get_object_or_404(agreement.negotiation_entries, pk=self.kwargs["entry"])
        if not self.entry.may_be_corrected_by(self.request.user):
            raise PermissionDenied(_("An entry is corrected by who wrote it, within a day."))
        return agreement

    def perform(self, form):
        return correct_entry(self.entry, actor=self.request.user, given=form.given())


class ReminderView(ActionView):
    """Notes that the partner was reminded today: the act of the desk on agreements nobody has answered about."""

    model = Agreement
    object_right = CHANGE

    def perform(self, note):
        entry = note_reminder(self.object, actor=self.request.user)
        words = {"agreement": self.object, "day": date_format(entry.on, "DATE_FORMAT"), "days": DAYS_AFTER_A_REMINDER}
        self.done = _(
            "“%(agreement)s”: reminder noted for %(day)s. Without an answer it is due again in %(days)s days."
        )
        self.done %= words

    def back_url(self):
        return thread_url(self.object)


def thread_url(agreement: Agreement) -> str:
    return reverse("agreements:agreement_detail", args=[agreement.pk]) + "#panel-negotiation"


def thread_of(agreement: Agreement, user) -> dict | None:
    """The log with the form of the next entry, for those who may read inner papers: newest first, older ones apart."""
    if not Agreement.objects.kept_by(user).filter(pk=agreement.pk).exists():
        return None
    entries = list(agreement.negotiation_entries.for_thread())
    for entry in entries:
        may_correct = entry.may_be_corrected_by(user)
        entry.edit_url = reverse("agreements:entry_edit", args=[agreement.pk, entry.pk]) if may_correct else ""
    may_write = user.has_perm(CHANGE, agreement) and agreement.state not in AgreementState.over
    return {
        "entries": entries[:SHOWN],
        "earlier": entries[SHOWN:],
        "form": EntryForm(agreement=agreement, user=user, auto_id="log-%s") if may_write else None,
        "add_url": reverse("agreements:entry_create", args=[agreement.pk]),
    }
