"""The list of what is to be paid now, and its export."""

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.navigation import remembered
from core.views.lists import PortalExportView, PortalListView
from mobility.grants.enums import PaymentNeed
from mobility.grants.filters import PaymentFilter
from mobility.grants.payments import PAY
from mobility.grants.standing import to_be_paid, with_standing
from mobility.grants.tables import PaymentTable
from mobility.models import Mobility
from mobility.people.exporting import RecordedExport
from partners.services.institutions import home_institution


class DuePayments:
    """The stays for which something is to be paid now, of the units whose grants the person pays."""

    model = Mobility
    filterset_class = PaymentFilter
    table_class = PaymentTable
    title = gettext_lazy("To pay")
    right = PAY
    export_right = PAY

    def get_queryset(self):
        payable = Mobility.objects.of_rights(self.request.user, PAY)
        return to_be_paid(payable, home_institution().country_id)


def by_need(due: QuerySet) -> dict[str, int]:
    """How many of each there are."""
    found = due.order_by().values_list("need").annotate(Count("pk"))
    return {**dict.fromkeys(PaymentNeed.values, 0), **dict(found)}


class PaymentListView(DuePayments, PortalListView):
    """``/mobility/payments/``"""

    search_label = gettext_lazy("Search name, e-mail, code, place")
    list_name = "payments"
    export_url_name = "mobility:payment_export"

    def get_filterset(self):
        self.asked = super().get_filterset()
        return self.asked

    def fetched(self):
        return with_standing(Mobility.objects.for_list().select_related("project"), home_institution().country_id)

    def dressed(self, rows):
        for row in rows:
            row.shown_need = PaymentNeed(row.need)
        return rows

    def count(self, found):
        """How many rows; of the whole list the figures above it say so, in one question for both."""
        if self.asked.is_narrowed:
            return super().count(found)
        self.counted = by_need(found)
        return sum(self.counted.values())

    def figures(self, filterset):
        counts = remembered("payments", self.request.user, self.counts) if filterset.is_narrowed else self.counted
        words = [
            (PaymentNeed.FIRST, ngettext("%(count)d first instalment", "%(count)d first instalments", counts["first"])),
            (PaymentNeed.FINAL, ngettext("%(count)d balance to pay", "%(count)d balances to pay", counts["final"])),
            (PaymentNeed.BACK, ngettext("%(count)d to be paid back", "%(count)d to be paid back", counts["back"])),
        ]
        return [
            {"text": text % {"count": counts[need]}, "url": f"{self.request.path}?need={need.value}"}
            for need, text in words
            if counts[need]
        ]

    def counts(self) -> dict[str, int]:
        return by_need(self.get_queryset())

    def further_bulk(self):
        return [{"label": _("Record as paid"), "url": reverse("mobility:payment_many")}]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("Nothing is to be paid"),
            "text": _("Stays appear here when the grant agreement is signed, and again when the balance is clear."),
        }


class PaymentExportView(RecordedExport, DuePayments, PortalExportView):
    """``/mobility/payments/export/``; each export is recorded, as it names people."""
