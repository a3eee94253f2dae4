from django.db.models import F, Prefetch, Q
from django.utils import timezone

from core.search_text import SearchableQuerySet
from mobility.bips.enums import AgencyStatus, BipRole, BipState
from mobility.querysets import _OfUnits  # the same rights in a unit

VIEW_BIP, ADD_BIP, CHANGE_BIP = "mobility.view_bip", "mobility.add_bip", "mobility.change_bip"
UNREAD = ("search_text", "search_vector", "remarks", "virtual_together")


class BipQuerySet(_OfUnits, SearchableQuerySet):
    """Every question the portal asks about blended intensive programmes."""

    def visible_to(self, user):
        """Those of the person's units; the office and the auditor all of them."""
        return self.of_rights(user, VIEW_BIP)

    def editable_by(self, user):
        return self.of_rights(user, CHANGE_BIP)

    def open(self):
        """Those that are still to be held or reported."""
        return self.filter(state__in=BipState.open)

    def before_first_day(self):
        return self.filter(state__in=BipState.before_first_day)

    def we_coordinate(self):
        return self.filter(role__in=BipRole.coordinates)

    def to_report(self, on=None):
        """Coordinated by us and over, the final numbers not with the agency yet (BIP-10)."""
        on = on or timezone.localdate()
        still = ~Q(agency_status=AgencyStatus.COMPLETE) | Q(reported_learners__isnull=True)
        return self.we_coordinate().filter(still, state__in=BipState.open, last_day__lt=on)

    def begun_but_not_said(self, on):
        return self.filter(state=BipState.AGREED, first_day__lte=on)

    def over_but_not_said(self, on):
        return self.filter(state=BipState.RUNNING, last_day__lt=on)

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        return self.select_related("unit", "coordinator", "scheme", "isced_field", "language").defer(
            *UNREAD, "coordinator__search_text", "coordinator__search_vector"
        )

    def with_partners(self):
        """For the rules: every partner with its country and charter."""
        partners = self.model._meta.get_field("partners").related_model.objects.select_related("institution__country")
        return self.prefetch_related(Prefetch("partners", queryset=partners))

    def in_order_of_start(self):
        return self.order_by(F("first_day").desc(nulls_first=True), "pk")
