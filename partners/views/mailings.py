"""Writing to partners: begun from a list, read through mail by mail, sent, and what became of each."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView

from core.addresses import address_with
from core.errors import PortalError
from core.keys import is_key, keys_among
from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalCreateView, PortalUpdateView
from partners.forms.mailings import MailingForm, MailingWordsForm
from partners.letters.kinds import kind_named
from partners.letters.pages import draft_page, sent_page
from partners.letters.placeholders import groups_of
from partners.letters.querysets import WRITE
from partners.letters.writing import (
    begin_mailing,
    change_mailing,
    discard_mailing,
    may_send,
    resend_mailing,
    send_mailing,
)
from partners.models import Mailing

EVERYTHING = "all"


def crumbs_to_mailings() -> list[dict]:
    return [
        {"label": _("Partners"), "url": reverse("partners:institution_list")},
        {"label": _("Mail to partners"), "url": reverse("partners:mailing_list")},
    ]


class MailingCreateView(PortalCreateView):
    """Address: ``row`` (each ticked), or ``scope=all`` with the ``query`` of the list; ``template`` as a proposal."""

    right = WRITE
    form_class = MailingForm
    template_name = "partners/letters/mailing_form.html"
    title = gettext_lazy("Write to partners")
    submit_label = gettext_lazy("Show each mail")

    @cached_property
    def kind(self):
        try:
            return kind_named(self.kwargs["kind"])
        except PortalError as error:
            raise Http404 from error

    @cached_property
    def keys(self) -> list[int]:
        asked = self.request.GET
        if asked.get("scope") == EVERYTHING:
            found = self.kind.chosen(self.request, QueryDict(asked.get("query", "")))
            return list(found.order_by("pk").values_list("pk", flat=True))
        texts = asked.getlist("row")
        return keys_among(texts)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "initial": {"template": self.proposed}}

    @property
    def proposed(self) -> str:
        asked = self.request.GET.get("template", "")
        return asked if is_key(asked) else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(count=len(set(self.keys)), kind=self.kind, **kwargs)

    def perform(self, form):
        query = self.request.GET.get("query", "")
        return begin_mailing(self.kind.name, self.keys, actor=self.request.user, query=query, **form.values())

    def success_url_for(self, written):
        return written.get_absolute_url() if written.body else reverse("partners:mailing_edit", args=[written.pk])

    def cancel_url(self):
        return address_with(QueryDict(self.request.GET.get("query", "")), path=reverse(self.kind.list_url_name))

    def crumbs(self):
        return crumbs_to_mailings()


class MailingDetailView(ObjectPage, DetailView):
    """A draft, mail by mail, with what stands in the way; or what was sent, with the fate of each."""

    model = Mailing
    context_object_name = "mailing"

    def get_queryset(self):
        return super().get_queryset().select_related("written_by", "template")

    def get_template_names(self):
        return ["partners/letters/mailing_draft.html" if self.object.is_draft else "partners/letters/mailing_sent.html"]

    def get_context_data(self, **kwargs):
        user = self.request.user
        page = draft_page(self.object, user) if self.object.is_draft else sent_page(self.object, user, self.request.GET)
        may = may_send(user, self.object)
        return super().get_context_data(crumbs=crumbs_to_mailings(), may_send=may, **page, **kwargs)


class MailingUpdateView(PortalUpdateView):
    model = Mailing
    form_class = MailingWordsForm
    template_name = "partners/letters/mailing_words.html"
    title = gettext_lazy("The words of the mail")
    submit_label = gettext_lazy("Show each mail")

    def get_object(self, queryset=None):
        mailing = super().get_object(queryset)
        if not (mailing.is_draft and may_send(self.request.user, mailing)):
            raise PermissionDenied
        return mailing

    def get_context_data(self, **kwargs):
        return super().get_context_data(placeholder_groups=groups_of(kind_named(self.object.kind)), **kwargs)

    def perform(self, form):
        return change_mailing(self.object, actor=self.request.user, **form.values())

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return crumbs_to_mailings()


class _MailingAct(ActionView):
    model = Mailing


class MailingSendView(_MailingAct):
    """The press that sends: to the ticked (``to``) alone, once however often it is pressed."""

    def perform(self, note):
        sent = send_mailing(self.object, actor=self.request.user, to=self.request.POST.getlist("to"))
        count = sent.mails.count()
        words = ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count)
        self.done = words % {"count": count}


class MailingResendView(_MailingAct):
    def perform(self, note):
        count = resend_mailing(self.object, actor=self.request.user)
        words = ngettext("%(count)s mail is sent again.", "%(count)s mails are sent again.", count)
        self.done = words % {"count": count} if count else _("Every mail has arrived, or is on its way.")


class MailingDiscardView(_MailingAct):
    needs_confirmation = is_dangerous = True
    title = gettext_lazy("Throw the draft away?")
    explanation = gettext_lazy("Nothing of it has been sent.")
    submit_label = gettext_lazy("Throw it away")
    done = gettext_lazy("The draft is gone.")

    def perform(self, note):
        discard_mailing(self.object, actor=self.request.user)

    def act(self, note):
        back = super().act(note)
        return HttpResponseRedirect(reverse("partners:mailing_list")) if back.url.startswith(self.back_url()) else back
