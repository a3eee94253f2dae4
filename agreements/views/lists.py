"""The list of agreements and its export."""

import hashlib

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.closed_partners import with_closed_partner
from agreements.enums import AgreementState, Turn
from agreements.filters import MINE, AgreementFilter, every_field
from agreements.models import Agreement
from agreements.registry.archive.exports import ARCHIVE
from agreements.selectors import figures_of, remembered_figures, soon, units_kept_by
from agreements.tables import AgreementTable
from agreements.views.list_figures import sentence_of
from core.addresses import address_with
from core.views.lists import PortalExportView, PortalListView
from partners.letters.querysets import WRITE


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
        rows = self.filterset.all_rows()
        query = hashlib.sha256(address_with(self.request.GET, without=["page", "sort"]).encode()).hexdigest()
        self.found_figures = remembered_figures(f"{self.request.user.pk}:{query}", lambda: self._counted(rows))
        return self.filterset

    def figures(self, filterset):
        return sentence_of(self.found_figures, self.request.GET, shows_over=filterset.shows_over)

    def _counted(self, rows) -> dict[str, int]:
        """The figures of the rows, and how many a person has to move away from a partner that closed."""
        theirs = with_closed_partner(rows.editable_by(self.request.user).order_by())
        return figures_of(rows.order_by()) | {"closed_partner": theirs.count()}

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

    def further_bulk(self):
        user, acts = self.request.user, []
        if user.has_perm("agreements.add_agreement"):
            acts.append({"label": _("Renew the ticked"), "url": reverse("agreements:renew_many")})
        if user.has_perm(WRITE):
            url = reverse("partners:mailing_create", args=["agreements"])
            acts.append(
                {"label": _("Write to their partners"), "url": url, "all_label": _("Write to the partners of all")}
            )
        return acts

    def further_exports(self):
        url = reverse("agreements:condition_export") + address_with(self.request.GET, without=["page", "sort"])
        return [{"label": _("Their conditions (XLSX)"), "url": url}]

    def actions(self):
        user = self.request.user
        pictures = reverse("agreements:pictures") + address_with(self.request.GET, without=["page", "sort"])
        actions = [{"label": _("Pictures"), "url": pictures}]
        if choices := self._archive_choices():
            actions.append({"label": _("Archive"), "choices": choices})
        if user.has_perm("agreements.import_agreement"):
            actions.append({"label": _("Import"), "url": reverse("core:import_create", args=["register"])})
        if user.has_perm("agreements.add_agreement"):
            new = {"label": _("New agreement"), "url": reverse("agreements:agreement_create"), "is_primary": True}
            actions.append(new)
        return actions

    def _archive_choices(self) -> list[dict]:
        user, choices = self.request.user, []
        if user.has_perm(ARCHIVE):
            url = reverse("agreements:archive_create") + address_with(self.request.GET, without=["page", "sort"])
            choices.append({"label": _("Archive export"), "url": url})
        if user.has_perm("agreements.view_disposal"):
            choices.append({"label": _("Archive and disposal"), "url": reverse("agreements:disposal_list")})
        return choices


class AgreementExportView(PortalExportView):
    model = Agreement
    filterset_class = AgreementFilter
    table_class = AgreementTable
    title = gettext_lazy("Agreements")
    right = "agreements.view_agreement"
    export_right = "agreements.export_agreement"
