"""The renewals: what ends within eighteen months by quarter, how far each is, and the way to renew or to let it end."""

import hashlib

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.cockpit.filters import RenewalFilter
from agreements.cockpit.outlook import (
    Quarter,
    ending_agreements,
    newest_decision,
    quarters_of,
    value_of,
    with_progress,
)
from agreements.cockpit.progress import Progress
from agreements.cockpit.quarter_rows import quarter_rows
from agreements.cockpit.tables import RenewalTable
from agreements.cockpit.use import use_columns
from agreements.enums import Recommendation
from agreements.forms.letting_end import LetEndForm
from agreements.models import Agreement
from agreements.selectors import remembered_figures
from agreements.services.agreements import ADD, CHANGE
from agreements.services.letting_end import let_end
from agreements.views.crumbs import crumbs_to
from core.addresses import address_with, way_back
from core.exports import exported_rows, rows_response
from core.navigation import forget_counts
from core.tables import ListColumn
from core.views.forms import PortalUpdateView
from core.views.lists import PortalExportView, PortalListView

SEE = "agreements.view_every_agreement"


class RenewalListView(PortalListView):
    """``/agreements/renewals/``"""

    model = Agreement
    filterset_class = RenewalFilter
    table_class = RenewalTable
    template_name = "agreements/renewal_list.html"
    title = gettext_lazy("Renewals")
    search_label = gettext_lazy("Search number, title, partner, city, code")
    right = SEE
    list_name = "renewals"
    export_right = "agreements.export_agreement"
    export_url_name = "agreements:renewal_export"

    def get_template_names(self):
        return ["agreements/includes/renewal_results.html" if self.is_partial() else self.template_name]

    def get_queryset(self):
        return ending_agreements(self.request.user)

    def fetched(self):
        return with_progress(Agreement.objects.for_list())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(use_columns=use_columns(), **kwargs)
        current = self.filterset.quarter_shown
        context["quarters"] = quarter_rows(self.quarters, self.request.GET, self.request.path, current)
        return context

    def get_filterset(self):
        self.filterset = super().get_filterset()
        self.quarters = self._quarters()
        return self.filterset

    def _quarters(self) -> list[Quarter]:
        """Of everything the other filters leave, so that the way from quarter to quarter stays open."""
        others = self.request.GET.copy()
        for name in ("quarter", "progress", "page", "sort"):
            others.pop(name, None)
        rows = self.filterset_class(others, queryset=self.get_queryset(), request=self.request).qs
        query = hashlib.sha256(others.urlencode().encode()).hexdigest()
        name = f"renewals:{self.request.user.pk}:{newest_decision()}:{query}"
        counted = remembered_figures(name, lambda: [(each.first_day, each.counts) for each in quarters_of(rows)])
        return [Quarter(value_of(first_day), first_day, counts) for first_day, counts in counted]

    def figures(self, filterset):
        total = sum(quarter.total for quarter in self.quarters)
        open_count = sum(quarter.of(*Progress.open) for quarter in self.quarters)
        ends = ngettext("%(count)d agreement ends within 18 months", "%(count)d agreements end within 18 months", total)
        begun = ngettext("the renewal of %(count)d is not begun", "the renewal of %(count)d is not begun", open_count)
        query, path = self.request.GET, self.request.path
        not_begun = address_with(query, path=path, without=["page", "quarter"], progress=list(Progress.open))
        return [
            {"text": ends % {"count": total}, "url": path},
            {"text": begun % {"count": open_count}, "url": not_begun if open_count else ""},
        ]

    def dressed(self, rows):
        """With what the page says beside each: its quarter, words for its progress, its use, what can be done."""
        user, keys = self.request.user, [row.pk for row in rows]
        values = [(column, column.values(user, keys)) for column in use_columns()]
        before = None
        for row in rows:
            row.shown_progress = Progress(row.progress)
            row.recommended = Recommendation(row.recommendation).label if row.recommendation else ""
            row.use = [(column.label, found.get(row.pk, "")) for column, found in values]
            row.may_decide = row.progress in Progress.undecided and user.has_perm(CHANGE, row)
            row.may_renew = row.progress in Progress.undecided and user.has_perm(ADD, row)
            row.new_quarter = self._heading(row, before)
            before = row
        return rows

    def _heading(self, row, before) -> str:
        """The quarter, over its first row where the page is in the order of the ends."""
        if self.request.GET.get("sort", "ends").removeprefix("-") != "ends":
            return ""
        return quarter_words(row) if before is None or quarter_words(row) != quarter_words(before) else ""

    def bulk(self):
        """The ticked are renewed together, or all that are shown and not begun."""
        if not self.request.user.has_perm(ADD):
            return {}
        all_url = address_with(self.request.GET, path=reverse("agreements:renew_many"), without=["page"], all="yes")
        bar = "agreements/includes/renewal_bar.html"
        return {"url": reverse("agreements:renew_many"), "bar": bar, "all_url": all_url}

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("Nothing ends within 18 months"),
            "text": _("Agreements appear here in good time before their last day."),
        }


def quarter_words(row) -> str:
    """The quarter in which ``row`` ends: "October – December 2026"."""
    first = row.ends_on.replace(month=3 * ((row.ends_on.month - 1) // 3) + 1, day=1)
    last = first.replace(month=first.month + 2)
    return _("%(first)s – %(last)s") % {"first": date_format(first, "F"), "last": date_format(last, "F Y")}


class RenewalExportView(PortalExportView):
    model = Agreement
    filterset_class = RenewalFilter
    table_class = RenewalTable
    title = gettext_lazy("Renewals")
    right = SEE
    export_right = "agreements.export_agreement"

    def get_queryset(self):
        return ending_agreements(self.request.user)

    def download(self, columns, found, **form):
        """With what upper rooms say of the use of each, as the page has it; they know it by key."""
        keys = list(found.values_list("pk", flat=True))
        further = [(str(each.label), each.values(self.request.user, keys)) for each in use_columns()]
        headings = [*(str(column.verbose_name) for column in columns.values()), *(label for label, _values in further)]
        rows = (
            [*row, *(values.get(key, "") for _label, values in further)]
            for *row, key in exported_rows(found, columns | {"key": ListColumn(exported="pk")})
        )
        return rows_response(str(self.title), headings, rows, **form)


class LetEndView(PortalUpdateView):
    """``/agreements/7/let-end/``: it is not renewed, and why."""

    model = Agreement
    object_right = CHANGE
    form_class = LetEndForm
    takes_instance = False
    submit_label = gettext_lazy("Let it end")
    done = gettext_lazy("Noted. Nobody is reminded of its last day any more.")

    @property
    def title(self):
        return _("Let it end: %(title)s") % {"title": self.object}

    def perform(self, form):
        let_end(self.object, actor=self.request.user, reason=form.cleaned_data["reason"])
        forget_counts(self.request.user)
        return self.object

    def success_url_for(self, written):
        return way_back(self.request, reverse("agreements:renewal_list"))

    def cancel_url(self):
        return way_back(self.request, reverse("agreements:renewal_list"))

    def crumbs(self):
        return crumbs_to(self.object)
