"""The list of requests for support and its export."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import in_euro
from core.views.lists import PortalExportView, PortalListView
from mobility.bips.querysets import VIEW_BIP
from mobility.models import Mobility, SupportRequest, SupportScheme
from mobility.support.filters import SupportFilter
from mobility.support.rules import left_of_fund
from mobility.support.tables import SupportTable
from reference.academic_years import AcademicYear

EXPORT = "mobility.export_mobility"


class SupportListView(PortalListView):
    model = SupportRequest
    filterset_class = SupportFilter
    table_class = SupportTable
    title = gettext_lazy("Support of programmes by the university")
    right = VIEW_BIP
    list_name = "bip-support"
    export_right = EXPORT
    export_url_name = "mobility:support_export"

    def figures(self, filterset):
        """What each scheme gives, and what is left of its fund."""
        for scheme in SupportScheme.objects.for_year(AcademicYear.current().first_year):
            values = {
                "scheme": scheme,
                "programmes": scheme.programmes_a_year,
                "places": scheme.places_each,
                "left": in_euro(left_of_fund(scheme)),
                "fund": in_euro(scheme.fund),
            }
            sentence = _("%(scheme)s: %(programmes)s programmes a year, %(places)s places each") % values
            yield {"text": sentence}
            if scheme.fund:
                yield {"text": _("%(left)s of %(fund)s are left in the fund") % values}

    def dressed(self, rows):
        """A place is somebody's: named to those who may read the stay (one query a page)."""
        wanted = [row.stay_id for row in rows if row.stay_id]
        visible = Mobility.objects.visible_to(self.request.user).select_related("participant")
        stays = {stay.pk: stay for stay in visible.filter(pk__in=wanted)} if wanted else {}
        for row in rows:
            row.shown_stay = stays.get(row.stay_id)
        return rows

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("Nobody has asked for support yet"),
            "text": _("Ask on the page of a programme. First come, first served: what counts is when all is there."),
        }


class SupportExportView(PortalExportView):
    model = SupportRequest
    filterset_class = SupportFilter
    table_class = SupportTable
    title = gettext_lazy("Support of programmes by the university")
    right = VIEW_BIP
    export_right = EXPORT
