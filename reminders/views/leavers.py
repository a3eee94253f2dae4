"""The people somebody may hand over for: who has left and still keeps something comes first."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.enums import Access
from accounts.filters import UserFilter
from accounts.models import User
from core.views.lists import PortalListView
from reminders.leaving.person import kept_in_words, left_behind, people_in_reach
from reminders.tables import LeaverTable


class LeaverListView(PortalListView):
    model = User
    filterset_class = UserFilter
    table_class = LeaverTable
    title = _("Handing over")
    search_label = _("Name, address or function")
    right = "accounts.hand_over"

    def get_queryset(self):
        return people_in_reach(self.request.user)

    def dressed(self, rows):
        words = kept_in_words(rows)
        for row in rows:
            row.keeps = words[row.pk]
        return rows

    def figures(self, filterset):
        count = left_behind(self.request.user)
        if not count:
            return [{"text": _("Nobody who has left keeps anything"), "url": ""}]
        text = ngettext(
            "%(count)d who has left still keeps something", "%(count)d who have left still keep something", count
        )
        return [{"text": text % {"count": count}, "url": f"?access={Access.CLOSED}"}]
