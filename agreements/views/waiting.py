"""Agreements that wait for the partner for longer than some days, and their export."""

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.enums import EntryKind, Turn
from agreements.models import Agreement, Amendment, NegotiationEntry
from agreements.waiting.filters import WaitingFilter
from agreements.waiting.tables import WaitingTable
from core.addresses import address_with
from core.views.lists import PortalExportView, PortalListView

MOST_AMENDMENTS = 50


class Waiting:
    """What list and export share: agreements a person may read at which the partner has the turn."""

    model = Agreement
    filterset_class = WaitingFilter
    table_class = WaitingTable
    title = gettext_lazy("Waiting for the partner")
    right = "agreements.view_agreement"
    export_right = "agreements.export_agreement"

    def get_queryset(self):
        return super().get_queryset().filter(turn=Turn.PARTNER)


class WaitingListView(Waiting, PortalListView):
    """``/agreements/waiting/?days=30``, longest first, with what was said last."""

    template_name = "agreements/waiting_list.html"
    search_label = gettext_lazy("Search number, title, partner, city, code")
    list_name = "agreements-waiting"
    export_url_name = "agreements:waiting_export"

    def get_filterset(self):
        self.filterset = super().get_filterset()
        self.counts = self.filterset.counted()
        return self.filterset

    def count(self, found) -> int:
        return self.counts["longer"] + (self.counts["over"] if self.filterset.shows_over else 0)

    def dressed(self, rows):
        """With the newest entry of the log of each, and the last reminder, for those who may read it."""
        visible = NegotiationEntry.objects.visible_to(self.request.user).filter(agreement__in=[row.pk for row in rows])
        newest, reminders = _newest_of_each(visible), _newest_of_each(visible.filter(kind=EntryKind.REMINDER))
        for row in rows:
            row.last_entry, reminder = newest.get(row.pk), reminders.get(row.pk)
            is_of_this_wait = reminder and row.turn_since and reminder.on >= row.turn_since
            row.reminded_on = reminder.on if is_of_this_wait else None
        return rows

    def figures(self, filterset):
        """How many wait so long, and how many of the rest are not shown."""
        query, days = self.request.GET, filterset.days_asked
        yield {"text": _longer(self.counts["longer"], days), "url": ""}
        if self.counts["shorter"]:
            words = _shorter(self.counts["shorter"])
            yield {"text": words, "url": address_with(query, without=["page"], days="0")}
        if self.counts["over"] and not filterset.shows_over:
            words = _over(self.counts["over"])
            yield {"text": words, "url": address_with(query, without=["page"], ended="shown")}
        elif query.get("ended"):
            yield {"text": _("hide what has ended"), "url": address_with(query, without=["ended", "page"])}

    def get_context_data(self, **kwargs):
        """With the amendments that wait as long for a partner's signature; the filters are of agreements."""
        context = super().get_context_data(**kwargs)
        days = self.filterset.days_asked
        visible = Amendment.objects.visible_to(self.request.user).unsigned_by_partners(days)
        amendments = list(visible.select_related("agreement")[: MOST_AMENDMENTS + 1])
        shown, has_more = amendments[:MOST_AMENDMENTS], len(amendments) > MOST_AMENDMENTS
        return context | {"amendments": shown, "has_more_amendments": has_more, "days": days}

    def actions(self):
        return [{"label": _("All agreements"), "url": reverse("agreements:agreement_list")}]

    def empty(self, filterset):
        if not self.counts["shorter"]:
            return super().empty(filterset) | ({} if filterset.is_narrowed else _nothing())
        return {
            "heading": _("Nobody lets us wait that long"),
            "text": _shorter(self.counts["shorter"]),
            "url": address_with(self.request.GET, path=self.request.path, without=["page"], days="0"),
            "label": _("Show these"),
        }


class WaitingExportView(Waiting, PortalExportView):
    """The same rows as a spreadsheet, without what the log says."""


def _newest_of_each(entries) -> dict[int, NegotiationEntry]:
    """By the key of the agreement."""
    newest = entries.order_by("agreement_id", "-on", "-pk").distinct("agreement_id")
    return {entry.agreement_id: entry for entry in newest}


def _nothing() -> dict:
    return {
        "heading": _("No partner has the turn"),
        "text": _("When a draft is sent, note it in the negotiation log of the agreement: it then waits here."),
    }


def _longer(count: int, days: int) -> str:
    words = {"count": number_format(count, force_grouping=True), "days": days}
    return (
        ngettext(
            "%(count)s has waited for more than %(days)s days",
            "%(count)s have waited for more than %(days)s days",
            count,
        )
        % words
    )


def _shorter(count: int) -> str:
    words = {"count": number_format(count, force_grouping=True)}
    return ngettext("%(count)s waits for less, not shown", "%(count)s wait for less, not shown", count) % words


def _over(count: int) -> str:
    words = {"count": number_format(count, force_grouping=True)}
    return ngettext("%(count)s ended or withdrawn, not shown", "%(count)s ended or withdrawn, not shown", count) % words
