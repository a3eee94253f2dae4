"""Sent mail: what the portal wrote to whom, what became of it, and what to do when it was not delivered."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.actions import ActionView
from core.views.details import PortalDetailView
from core.views.lists import PortalListView
from reminders.enums import MailState
from reminders.filters import MailFilter
from reminders.models import OutgoingMail
from reminders.outbox import give_up_mail, retry_mail
from reminders.tables import MailTable


class MailListView(PortalListView):
    model = OutgoingMail
    filterset_class = MailFilter
    table_class = MailTable
    title = gettext_lazy("Sent mail")
    right = "reminders.view_mail"
    search_label = gettext_lazy("Search person or subject")

    def figures(self, filterset):
        sent, waiting, troubled = OutgoingMail.objects.by_outcome()
        figures = [self._figure(ngettext("%(count)d sent", "%(count)d sent", sent), sent, [MailState.SENT])]
        if waiting:
            text = ngettext("%(count)d waits to be sent", "%(count)d wait to be sent", waiting)
            figures.append(self._figure(text, waiting, [MailState.QUEUED, MailState.SENDING]))
        if troubled:
            text = ngettext("%(count)d not delivered yet", "%(count)d not delivered yet", troubled)
            figures.append(self._figure(text, troubled, MailState.troubled))
        return figures

    def _figure(self, text, count, states):
        return {"text": text % {"count": count}, "url": "?" + urlencode({"state": states}, doseq=True)}

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("No mail has been written yet"),
            "text": _("Every night the portal writes one mail to each person whose dates come near."),
        }


class MailDetailView(PortalDetailView):
    """One mail as its reader got it, and what the mail server said."""

    model = OutgoingMail
    right = "reminders.view_mail"
    template_name = "reminders/mail_detail.html"

    def get_context_data(self, **kwargs):
        crumbs = [{"label": _("Sent mail"), "url": reverse("reminders:mail_list")}]
        undelivered = self.object.state in (*MailState.waiting, *MailState.troubled, MailState.GIVEN_UP)
        may_decide = undelivered and self.request.user.has_perm("reminders.retry_mail")
        return super().get_context_data(crumbs=crumbs, may_decide=may_decide, **kwargs)


class _MailAction(ActionView):
    model = OutgoingMail
    right = "reminders.retry_mail"

    def back_url(self):
        return reverse("reminders:mail_detail", args=[self.object.pk])


class MailRetryView(_MailAction):
    done = gettext_lazy("The mail will be tried again within two minutes.")

    def perform(self, note):
        retry_mail(self.object, actor=self.request.user)


class MailGiveUpView(_MailAction):
    done = gettext_lazy("No further attempt will be made.")

    def perform(self, note):
        give_up_mail(self.object, actor=self.request.user)
