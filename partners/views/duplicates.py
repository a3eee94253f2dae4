"""The list of partners that may be entered twice, and what can be said of a pair."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from core.enums import JobState
from core.jobs import is_lost
from core.views.actions import ActionView
from core.views.lists import PortalListView
from partners.duplicates import last_search, search_for_duplicates
from partners.filters.duplicates import DuplicateFilter
from partners.models import PossibleDuplicate
from partners.services.duplicates import MERGE, dismiss_pair, take_up_pair
from partners.tables.duplicates import DuplicateTable


class DuplicateListView(PortalListView):
    model = PossibleDuplicate
    filterset_class = DuplicateFilter
    table_class = DuplicateTable
    title = gettext_lazy("Possible duplicates")
    right = MERGE
    template_name = "partners/duplicate_list.html"

    def figures(self, filterset):
        pairs = PossibleDuplicate.objects.visible_to(self.request.user)
        waiting, dismissed = pairs.waiting().count(), pairs.dismissed().count()
        yield self._figure(ngettext("%(count)s pair to look at", "%(count)s pairs to look at", waiting), waiting, "")
        if dismissed:
            words = ngettext("%(count)s known to be two, not shown", "%(count)s known to be two, not shown", dismissed)
            yield self._figure(words, dismissed, "decision=dismissed")
        yield {"text": self._last_search(), "url": ""}

    def _figure(self, text: str, count: int, query: str) -> dict:
        return {"text": text % {"count": count}, "url": f"{self.request.path}?{query}" if count else ""}

    def _last_search(self) -> str:
        job = last_search()
        if job is None:
            return _("not searched yet")
        if job.state == JobState.DONE:
            return _("searched %(when)s") % {"when": date_format(localtime(job.finished_at), "SHORT_DATETIME_FORMAT")}
        if job.state == JobState.FAILED or is_lost(job):
            return _("the last search failed")
        return _("a search is on its way")

    def views(self):
        shows_dismissed = "decision" in self.request.GET
        path = self.request.path
        return [
            {"label": _("To look at"), "url": path, "is_current": not shows_dismissed},
            {"label": _("Known to be two"), "url": f"{path}?decision=dismissed", "is_current": shows_dismissed},
        ]

    def empty(self, filterset):
        if filterset.is_narrowed or filterset.shows_dismissed:
            return super().empty(filterset)
        return {
            "heading": _("No partner looks entered twice"),
            "text": _("Names in any language, codes and websites are compared in the background after every change."),
        }


class DuplicateDismissView(ActionView):
    model = PossibleDuplicate
    right = MERGE
    needs_note = True
    submit_label = gettext_lazy("They are two")
    explanation = gettext_lazy("It is remembered with your reason, and nobody is asked about the two again.")
    done = gettext_lazy("It is remembered that they are two.")

    def get_queryset(self):
        return super().get_queryset().select_related("first", "second")

    @property
    def title(self):
        words = {"first": self.object.first, "second": self.object.second}
        return _("%(first)s and %(second)s are not the same?") % words

    def back_url(self):
        return reverse("partners:duplicate_list")

    def perform(self, note):
        dismiss_pair(self.object, actor=self.request.user, because=note)


class DuplicateTakeUpView(ActionView):
    model = PossibleDuplicate
    right = MERGE
    done = gettext_lazy("The pair waits for a decision again.")

    def back_url(self):
        return reverse("partners:duplicate_list")

    def perform(self, note):
        take_up_pair(self.object, actor=self.request.user)


@require_POST
def duplicate_search(request):
    """Begin a search now; it goes on in the background."""
    if not request.user.has_perm(MERGE):
        raise PermissionDenied
    search_for_duplicates(actor=request.user)
    messages.success(request, _("The search has begun. Its pairs appear here when it is done."))
    return HttpResponseRedirect(reverse("partners:duplicate_list"))
