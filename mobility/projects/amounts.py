"""The amounts of one call in words a person reads; the tables keep their own ("EUR/month", "regions_1_12")."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import in_round_euro
from mobility.enums import Activity
from mobility.rules.rates import COVERED
from reference.enums import GrantPurpose
from reference.models import GrantRate

NOT_OF_STAYS = (GrantPurpose.ORGANISATION, GrantPurpose.PROJECT)
UNITS = {
    "EUR/month": gettext_lazy("a month, ÷ 30 for a day"),
    "EUR/day": gettext_lazy("a day"),
    "EUR/stay": gettext_lazy("once"),
    "% of daily rate": gettext_lazy("of the daily rate"),
}
PLACES = {
    "any": gettext_lazy("every country"),
    "regions_1_12": gettext_lazy("countries outside the programme, regions 1 to 12"),
    "same_cost_group": gettext_lazy("countries of the same cost of living"),
    "medium_range": gettext_lazy("countries of a similar cost of living"),
    "higher_range": gettext_lazy("countries of a higher cost of living"),
    "lower_range": gettext_lazy("countries of a lower cost of living"),
}


@dataclass(frozen=True)
class ShownRate:
    rate: GrantRate

    @property
    def activities(self) -> str:
        covered = COVERED.get(self.rate.mobility_type, set())
        if covered == set(Activity.values):
            return _("every activity")
        return ", ".join(str(activity.label) for activity in Activity if activity in covered)

    @property
    def place(self) -> str:
        """Whom it is for, by the country of the stay."""
        group = self.rate.country_group
        return str(PLACES.get(group) or _("country group %(group)s") % {"group": group.replace("|", ", ")})

    @property
    def days(self) -> str:
        if self.rate.day_from is None:
            return ""
        return _("day %(first)s to %(last)s") % {"first": self.rate.day_from, "last": self.rate.day_to or "…"}

    @property
    def amount(self) -> str:
        fixed, unit = self.rate.amount_fixed, self.rate.unit
        if unit.startswith("%"):
            return f"{fixed:g} %"
        if fixed is not None:
            return in_round_euro(fixed)
        least, most = self.rate.amount_min, self.rate.amount_max
        if least is None:
            return _("at most %(amount)s") % {"amount": in_round_euro(most)}
        return f"{in_round_euro(least)} – {in_round_euro(most)}"

    @property
    def unit(self) -> str:
        return str(UNITS.get(self.rate.unit, self.rate.unit))


def shown_rates(call: int, country: str) -> list[ShownRate]:
    """What the call pays for stays: the amounts of the Union and those the agency of ``country`` chose."""
    rates = GrantRate.objects.in_call(call).exclude(purpose__in=NOT_OF_STAYS)
    ours = rates.filter(Q(agency_country=country) | Q(agency_country__isnull=True)).select_related("agency_country")
    return [ShownRate(rate) for rate in ours.order_by("scheme", "participant", "purpose", "code")]
