"""Which unit and which year a page of key figures is about, by its address."""

from django.http import Http404
from django.utils.functional import cached_property

from accounts.models import Unit
from core.addresses import address_with
from core.keys import is_key
from core.views.rights import RightRequired
from insights.kpis.keeping import years_kept
from insights.querysets import VIEW
from reference.academic_years import AcademicYear


class OfUnitAndYear(RightRequired):
    """``?unit=`` (else the university) and ``?year=`` (else the one under way); 404 for what there is not."""

    right = VIEW

    @cached_property
    def years(self) -> list[int]:
        """The years that can be asked about, the oldest first."""
        return list(years_kept())

    @cached_property
    def unit(self) -> Unit:
        asked, units = self.request.GET.get("unit", ""), Unit.objects.filter(is_active=True)
        if asked:
            found = units.filter(pk=asked).first() if is_key(asked) else None
        else:
            found = units.filter(parent__isnull=True).order_by("pk").first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def year(self) -> int:
        asked = self.request.GET.get("year", "")
        found = {str(year): year for year in self.years}.get(asked or str(self.years[-1]))
        if found is None:
            raise Http404
        return found

    def year_tabs(self) -> list[dict]:
        return [
            {
                "label": str(AcademicYear(year)),
                "url": address_with(self.request.GET, year=year),
                "is_current": year == self.year,
            }
            for year in reversed(self.years)
        ]

    def unit_choices(self) -> list[dict]:
        """The tree of units, deeper ones indented."""
        units = Unit.objects.filter(is_active=True).order_by("path")
        return [
            {
                "key": unit.pk,
                "label": "\u2003" * (unit.path.count("/") - 2) + unit.name,
                "is_current": unit.pk == self.unit.pk,
            }
            for unit in units
        ]
