"""How much of a project goes to countries outside the programme (KA131-03)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Coalesce

from mobility.models import GrantCalculation
from mobility.projects.forecast import Forecast


@dataclass(frozen=True)
class InternationalShare:
    """Euro promised for stays outside the programme, and the most the scheme lets go there."""

    committed: Decimal
    most: Decimal
    per_cent: int

    @property
    def is_exceeded(self) -> bool:
        return self.committed > self.most


def international_share(forecast: Forecast) -> InternationalShare | None:
    """Measured by the grant, as far as the forecast shows it; None for schemes without such a limit."""
    project = forecast.project
    if project.scheme.international_share is None or forecast.book is None:
        return None
    place = Coalesce("mobility__partner__country", "mobility__host_country")
    current = GrantCalculation.objects.filter(is_current=True, mobility__in=forecast.stays)
    seen = "total" if forecast.shows_inclusion else "public_total"
    totals = current.order_by().values_list(place).annotate(Sum(seen))
    outside = sum((total for country, total in totals if not forecast.book.is_programme_country(country)), Decimal(0))
    most = forecast.total.granted * project.scheme.international_share / 100
    return InternationalShare(outside, most, project.scheme.international_share)
