"""The list of what was written to partners."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.lists import PortalListView
from partners.filters.mailings import MailingFilter
from partners.letters.daily_limit import left_today
from partners.letters.pages import subject_in_words
from partners.letters.querysets import WRITE
from partners.letters.templates import CHANGE
from partners.models import Mailing
from partners.tables.mailings import MailingTable


class MailingListView(PortalListView):
    """One's own drafts, and what was sent, as far as one may read it."""

    model = Mailing
    filterset_class = MailingFilter
    table_class = MailingTable
    title = gettext_lazy("Mail to partners")
    right = "partners.view_contact"
    list_name = "mailings"

    def dressed(self, rows):
        for row in rows:
            row.title = subject_in_words(row)
        return rows

    def figures(self, filterset):
        if not self.request.user.has_perm(WRITE):
            return
        drafts = Mailing.objects.drafts_of(self.request.user).count()
        if drafts:
            yield {"text": _("%(count)s of mine not sent yet") % {"count": drafts}, "url": "?state=draft"}
        yield {"text": _("%(count)s more can be sent today") % {"count": left_today()}, "url": ""}

    def actions(self):
        user, actions = self.request.user, []
        if user.has_perm(CHANGE):
            actions.append({"label": _("Mail templates"), "url": reverse("partners:mail_template_list")})
        return actions

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("Nothing has been written yet"),
            "text": _("Tick partners or agreements in their list, and write to all of them at once."),
            "url": reverse("partners:institution_list"),
            "label": _("Choose partners"),
        }
