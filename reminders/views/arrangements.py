"""The pages on which somebody arranges something about a date; opened in place where htmx asks for them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect

from core.addresses import way_back
from core.navigation import forget_counts
from core.views.forms import PortalFormView
from core.views.rights import require
from reminders.arrangement_words import arranged_words, handed_words
from reminders.arrangements import hand_over_date, may_arrange, rest_date, settle_date, take_up_again, version_of
from reminders.dates import find_date
from reminders.forms.arrangements import ArrangementForm, HandOverForm, ReasonForm, RestForm
from reminders.sources import WatchedDate, source


class ArrangementView(PortalFormView):
    """One arrangement about one date: 404 where there is none that the person may read, 403 where it is not theirs."""

    right = "reminders.view_desk"
    form_class = ArrangementForm
    template_name = "reminders/arrangement.html"
    heading = ""

    def dispatch(self, request, *args, **kwargs):
        require(request.user, self.right)
        if not may_arrange(request.user, self.row):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def row(self) -> WatchedDate:
        try:
            known = source(self.kwargs["source"])
        except KeyError:
            raise Http404 from None
        row = find_date(self.request.user, known, self.kwargs["pk"], timezone.localdate())
        if row is None:
            raise Http404
        return row

    @property
    def title(self):
        return f"{self.heading}: {self.row.title}"

    def get_template_names(self):
        return ["reminders/includes/arrangement_form.html" if self.request.htmx else self.template_name]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"row": self.row}

    def get_initial(self):
        return {"next": self.request.GET.get("next", "")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            row=self.row,
            standing=arranged_words(self.row, timezone.localdate()) or handed_words(self.row),
            heading=self.heading,
            action_url=self.request.path,
            **kwargs,
        )

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        forget_counts(self.request.user)
        return HttpResponseClientRedirect(response.url) if self.request.htmx else response

    def form_invalid(self, form):
        """What others arranged meanwhile stands on the page now: the next press is made in its knowledge."""
        form.data = form.data.copy()
        form.data["seen"] = version_of(self.row)
        return super().form_invalid(form)

    def success_url_for(self, written):
        return way_back(self.request, self.row.address)

    def crumbs(self):
        desk = {"label": _("My desk"), "url": reverse("reminders:desk")}
        return [desk, {"label": self.row.title, "url": self.row.address}]

    def cancel_url(self):
        return way_back(self.request, self.row.address)


class RestView(ArrangementView):
    form_class = RestForm
    heading = gettext_lazy("Put to rest")
    submit_label = gettext_lazy("Put to rest")

    def perform(self, form):
        written = rest_date(self.row, actor=self.request.user, **form.values())
        words = {"title": self.row.title, "day": date_format(written.rests_until, "DATE_FORMAT")}
        self.done = _("“%(title)s” rests until %(day)s.") % words
        if written.rests_until > self.row.due_on:
            self.done = _("“%(title)s” rests until %(day)s, which is after the date itself.") % words
        return written


class HandOverView(ArrangementView):
    form_class = HandOverForm
    heading = gettext_lazy("Hand over")
    submit_label = gettext_lazy("Hand over")

    def perform(self, form):
        written = hand_over_date(self.row, actor=self.request.user, **form.values())
        words = {"title": self.row.title, "person": form.cleaned_data["to"]}
        self.done = _("“%(title)s” is %(person)s’s to see to now; their next reminder says so.") % words
        return written


class NotNeededView(ArrangementView):
    form_class = ReasonForm
    heading = gettext_lazy("Not needed")
    submit_label = gettext_lazy("Note that it is not needed")

    def perform(self, form):
        self.done = _("“%(title)s” is noted as not needed. It comes back if its date moves.") % {
            "title": self.row.title
        }
        return settle_date(self.row, actor=self.request.user, **form.values())


class TakeUpView(ArrangementView):
    heading = gettext_lazy("Take up again")
    submit_label = gettext_lazy("Take up again")

    def perform(self, form):
        self.done = _("“%(title)s” waits again.") % {"title": self.row.title}
        return take_up_again(self.row, actor=self.request.user, **form.values())
