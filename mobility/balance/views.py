"""The balance of exchange as a page and as a spreadsheet."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.addresses import address_with
from core.exports import rows_response
from core.paging import Page, page_of, part_asked_for
from core.views.lists import PAGE_SIZE, FilteredList
from mobility.balance.counting import BalanceRow, balance_by, counted_stays, part_of_balance
from mobility.balance.enums import BalanceBy
from mobility.balance.filters import BalanceFilter
from mobility.balance.shown import labels_of, stays_url, words_of, years_chart
from mobility.models import BalanceThreshold, Mobility
from mobility.querysets import VIEW
from mobility.stays.views.details import crumbs


class Balance(FilteredList):
    """The rows asked for: ``?by=country`` groups them, the filters narrow what is counted."""

    model = Mobility
    filterset_class = BalanceFilter
    right = VIEW
    title = gettext_lazy("Balance of exchange")

    def get_queryset(self):
        return counted_stays(self.request.user)

    @cached_property
    def by(self) -> BalanceBy:
        asked = self.request.GET.get("by", BalanceBy.PARTNER)
        if asked not in BalanceBy.values:
            raise Http404
        return BalanceBy(asked)


class BalanceView(Balance, TemplateView):
    """``/mobility/balance/``"""

    template_name = "mobility/balance/page.html"

    def get_context_data(self, **kwargs):
        filterset, export = self.get_filterset(), reverse("mobility:balance_export")
        stays = filterset.qs  # before the chips: it reads what was asked
        rows, page = self.page_of(stays)
        years = rows if self.by == BalanceBy.YEAR else balance_by(stays, BalanceBy.YEAR)
        return super().get_context_data(
            title=self.title,
            crumbs=crumbs(),
            filterset=filterset,
            chips=filterset.chips(),
            tabs=self.tabs(),
            by=self.by,
            shows_quota=self.by == BalanceBy.AGREEMENT,
            rows=self.shown(rows),
            page=page,
            years=years_chart(years) if years else None,
            thresholds=BalanceThreshold.objects.all(),
            actions=[{"label": _("Export"), "url": address_with(self.request.GET, path=export, without=["page"])}],
            empty={
                "heading": _("Nobody came or went"),
                "text": _("Stays of studies count here from the acceptance on, in semesters."),
                "url": self.request.path,
                "label": _("Show everything"),
            },
            **kwargs,
        )

    def tabs(self):
        return [
            {
                "label": by.label,
                "url": address_with(self.request.GET, without=["page"], by=by.value),
                "is_current": by == self.by,
            }
            for by in BalanceBy
        ]

    def page_of(self, stays) -> tuple[list[BalanceRow], Page]:
        """The rows of the page asked for, or of the last one there is."""
        asked = self.request.GET.get("page", "")
        wanted = part_asked_for(asked, PAGE_SIZE)
        rows, total = part_of_balance(stays, self.by, wanted)
        if not rows and wanted.start:
            total = part_of_balance(stays, self.by, slice(1))[1]
        page = page_of(total, asked, self.request.GET, PAGE_SIZE)
        return (rows or part_of_balance(stays, self.by, page.part)[0]), page

    def shown(self, rows: list[BalanceRow]) -> list[dict]:
        labels = labels_of(rows, self.by)
        return [
            {"row": row, "label": labels[row.key], "url": stays_url(row, self.by), "words": words_of(row.balance)}
            for row in rows
        ]


class BalanceExportView(Balance, TemplateView):
    """``/mobility/balance/export/``: figures alone, no people."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        rows = balance_by(self.get_filterset().qs, self.by)
        labels = labels_of(rows, self.by)
        headings = [
            str(self.by.label),
            _("Semesters in"),
            _("Semesters out"),
            _("Balance"),
            _("Agreed semesters in these years"),
            _("What it says"),
        ]
        lines = (
            [
                labels[row.key],
                row.came,
                row.went,
                row.balance,
                row.quota or None,
                str(row.level.label) if row.level else "",
            ]
            for row in rows
        )
        file_format = "csv" if request.GET.get("format") == "csv" else "xlsx"
        return rows_response(str(self.title), headings, lines, file_format=file_format)
