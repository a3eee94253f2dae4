"""The list of agreements and its export."""

import hashlib

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.enums import AgreementState, Turn
from agreements.filters import MINE, AgreementFilter, every_field
from agreements.models import Agreement
from agreements.selectors import figures_of, remembered_figures, soon, units_kept_by
from agreements.tables import AgreementTable
from core.addresses import address_with
from core.views.lists import PortalExportView, PortalListView


class AgreementListView(PortalListView):
    model = Agreement
    filterset_class = AgreementFilter
    table_class = AgreementTable
    search_label = gettext_lazy("Search number, title, partner, city, code")
    title = gettext_lazy("Agreements")
    right = "agreements.view_agreement"
    list_name = "agreements"
    export_right = "agreements.export_agreement"
    export_url_name = "agreements:agreement_export"

    def count(self, found) -> int:
        """From the figures, which are asked anyway."""
        figures = self.found_figures
        return figures["all"] if self.filterset.shows_over else figures["current"]

    def dressed(self, rows):
        """With the name of the first field of each: names of fields are remembered anyway."""
        names = dict(every_field())
        for row in rows:
            row.first_field, _dot, row.first_field_code = names.get(next(iter(row.field_codes), ""), "").partition(
                " · "
            )
            row.more_fields = max(len(row.field_codes) - 1, 0)
        return rows

    def get_filterset(self):
        self.filterset = super().get_filterset()
        found = self.filterset.qs  # filters now, so that ``with_over`` is there
        query = hashlib.sha256(address_with(self.request.GET, without=["page", "sort"]).encode()).hexdigest()
        self.found_figures = remembered_figures(
            f"{self.request.user.pk}:{query}", lambda: figures_of(self.filterset.with_over.order_by())
        )
        self.filterset._qs = found
        return self.filterset

    def figures(self, filterset):
        figures, query = self.found_figures, self.request.GET
        binding, today = list(AgreementState.in_force), timezone.localdate()
        yield self._figure(
            ngettext("%(count)s in force", "%(count)s in force", figures["binding"]), figures["binding"], state=binding
        )
        yield self._figure(
            ngettext("%(count)s ends within six months", "%(count)s end within six months", figures["ending"]),
            figures["ending"],
            state=binding,
            ends_from=today,
            ends_before=soon(today),
        )
        if figures["overdue"]:
            yield self._figure(
                ngettext("%(count)s past its last day", "%(count)s past their last day", figures["overdue"]),
                figures["overdue"],
                state=list(AgreementState.watched),
                ends_before=today,
            )
        if figures["over"] and not filterset.shows_over:
            yield self._figure(
                ngettext(
                    "%(count)s ended or withdrawn, not shown",
                    "%(count)s ended or withdrawn, not shown",
                    figures["over"],
                ),
                figures["over"],
                ended="shown",
            )
        elif query.get("ended"):
            yield {"text": _("hide what has ended"), "url": address_with(query, without=["ended", "page"])}

    def _figure(self, text: str, count: int, **filters) -> dict:
        url = address_with(self.request.GET, without=["page"], **filters) if count else ""
        return {"text": text % {"count": f"{count:,}".replace(",", "\u202f")}, "url": url}

    def views(self):
        """Everything current, what is mine, what ends soon, what lies at the partner."""
        user, path = self.request.user, self.request.path
        counts = remembered_figures(f"{user.pk}:tabs", self._tab_counts)
        tabs = [(_("Current"), "", "current")]
        if "mine" in counts:
            tabs.append((_("My units"), f"unit={MINE}", "mine"))
        tabs.append((_("Ending soon"), f"ends_before={soon().isoformat()}", "ending_or_past"))
        tabs.append((_("At the partner"), f"turn={Turn.PARTNER.value}", "at_partner"))
        here = address_with(self.request.GET, without=["page", "sort"]).removeprefix("?")
        return [
            {
                "label": label,
                "url": f"{path}?{query}" if query else path,
                "count": counts[count],
                "is_current": query == here,
            }
            for label, query, count in tabs
        ]

    def _tab_counts(self) -> dict[str, int]:
        visible = Agreement.objects.visible_to(self.request.user)
        figures = figures_of(visible)
        counts = {name: figures[name] for name in ("current", "at_partner", "ending_or_past")}
        mine = units_kept_by(self.request.user)
        if mine:
            counts["mine"] = visible.of_units(mine).exclude(state__in=AgreementState.over).count()
        return counts

    def actions(self):
        user = self.request.user
        actions = []
        if user.has_perm("agreements.import_agreement"):
            actions.append({"label": _("Import"), "url": reverse("core:import_create", args=["register"])})
        if user.has_perm("agreements.add_agreement"):
            new = {"label": _("New agreement"), "url": reverse("agreements:agreement_create"), "is_primary": True}
            actions.append(new)
        return actions


class AgreementExportView(PortalExportView):
    model = Agreement
    filterset_class = AgreementFilter
    table_class = AgreementTable
    title = gettext_lazy("Agreements")
    right = "agreements.view_agreement"
    export_right = "agreements.export_agreement"
