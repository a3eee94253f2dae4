"""Sent mail: what the portal wrote to whom, what became of it, and what to do when it was not delivered."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from core.views.actions import ActionView
from core.views.details import PortalDetailView
from core.views.lists import PortalListView
from core.views.rights import require
from reminders.enums import MailAct, MailState
from reminders.filters import MailFilter
from reminders.models import OutgoingMail
from reminders.post.contents import contents_of
from reminders.post.outbox import give_up_mail, retry_mail, retry_troubled_mails
from reminders.post.sealed import closed
from reminders.tables import MailTable
from reminders.unsubscribing import without_ways_out

RIGHT, RETRY = "reminders.view_mail", "reminders.retry_mail"


class MailListView(PortalListView):
    model = OutgoingMail
    filterset_class = MailFilter
    table_class = MailTable
    title = gettext_lazy("Sent mail")
    right = RIGHT
    template_name = "reminders/mail_list.html"
    search_label = gettext_lazy("Search person, address or what was told")

    def get_context_data(self, **kwargs):
        *_others, troubled = self.outcome
        may_retry = troubled and self.request.user.has_perm(RETRY)
        return super().get_context_data(troubled=troubled if may_retry else 0, **kwargs)

    @cached_property
    def outcome(self) -> tuple[int, int, int]:
        return OutgoingMail.objects.by_outcome()

    def figures(self, filterset):
        sent, waiting, troubled = self.outcome
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
    right = RIGHT
    template_name = "reminders/mail_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("recipient").defer("search_text", "search_vector")

    def get_context_data(self, **kwargs):
        mail, user = self.object, self.request.user
        may_decide = user.has_perm(RETRY)
        return super().get_context_data(
            crumbs=[{"label": _("Sent mail"), "url": reverse("reminders:mail_list")}],
            may_retry=may_decide and mail.state in MailState.may_be_retried,
            may_give_up=may_decide and mail.state in MailState.may_be_given_up,
            decisions=_decisions(mail),
            contents=contents_of(mail, user),
            letter=closed(without_ways_out(mail.text), "…"),
            **kwargs,
        )


def _decisions(mail) -> list[tuple]:
    """What officers decided about it, and when, the first first."""
    sentences = {MailAct.GIVE_UP: _("Given up by %(person)s"), MailAct.RETRY: _("Tried again by %(person)s")}
    nobody = _("a person who has been removed")
    return [
        (sentences[each.act] % {"person": each.decided_by or nobody}, each.decided_at)
        for each in mail.decisions.select_related("decided_by")
    ]


class _MailAction(ActionView):
    model = OutgoingMail
    right = RETRY

    def back_url(self):
        return reverse("reminders:mail_detail", args=[self.object.pk])


class MailRetryView(_MailAction):
    done = gettext_lazy("The mail will be tried again within a minute.")

    def perform(self, note):
        retry_mail(self.object, actor=self.request.user)


class MailGiveUpView(_MailAction):
    done = gettext_lazy("No further attempt will be made.")

    def perform(self, note):
        give_up_mail(self.object, actor=self.request.user)


@require_POST
def mails_retry(request):
    """Try every mail again that was not delivered."""
    require(request.user, RETRY)
    count = retry_troubled_mails(actor=request.user)
    text = ngettext(
        "%(count)d mail will be tried again within a minute.",
        "%(count)d mails will be tried again within a minute.",
        count,
    )
    messages.success(request, text % {"count": count} if count else _("Every mail has been delivered or given up."))
    return HttpResponseRedirect(reverse("reminders:mail_list"))
