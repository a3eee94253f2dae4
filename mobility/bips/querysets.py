from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.search_text import SearchableQuerySet
from mobility.bips.enums import AgencyStatus, BipRole, BipState
from mobility.querysets import OfUnits

VIEW_BIP, ADD_BIP, CHANGE_BIP = "mobility.view_bip", "mobility.add_bip", "mobility.change_bip"
UNREAD = ("search_text", "search_vector", "remarks", "virtual_together", "told_en", "told_sv")


class BipQuerySet(OfUnits, SearchableQuerySet):
    """Every question the portal asks about blended intensive programmes."""

    def visible_to(self, user):
        """Those of the person's units; the office and the auditor all of them."""
        return self.of_rights(user, VIEW_BIP)

    def editable_by(self, user):
        return self.of_rights(user, CHANGE_BIP)

    def open(self):
        """Those that are still to be held or reported."""
        return self.filter(state__in=BipState.open)

    def published(self):
        """Those the public site shows, past ones included: it says when they were."""
        return self.filter(is_published=True).exclude(state=BipState.CANCELLED)

    def among(self, institutions):
        """Those in which at least two of ``institutions`` take part beside us, each counted once."""
        parts = self.model._meta.get_field("partners").related_model.objects.filter(institution__in=institutions)
        theirs = parts.exclude(institution__erasmus_code=settings.HOME_INSTITUTION).order_by().values("bip")
        together = theirs.annotate(found=Count("institution", distinct=True)).filter(found__gte=2)
        return self.filter(pk__in=together.values("bip"))

    def to_come(self, on):
        """Those whose last day has not passed, and those without a day yet."""
        return self.filter(Q(last_day__gte=on) | Q(last_day__isnull=True), state__in=BipState.open)

    def before_first_physical_day(self, on):
        return self.filter(state__in=(*BipState.before_first_day, BipState.RUNNING), starts_on__gte=on)

    def before_first_virtual_day(self, on):
        return self.filter(state__in=BipState.before_first_day, virtual_starts_on__gte=on)

    def numbers_owed(self):
        """Coordinated by us, the final numbers not with the agency yet, over or not (BIP-10)."""
        still = ~Q(agency_status=AgencyStatus.COMPLETE) | Q(reported_learners__isnull=True)
        return self.we_coordinate().filter(still, state__in=BipState.open)

    def we_coordinate(self):
        return self.filter(role__in=BipRole.coordinates)

    def to_report(self, on=None):
        """Over, and the final numbers owed."""
        return self.numbers_owed().filter(last_day__lt=on or timezone.localdate())

    def begun_but_not_said(self, on):
        return self.filter(state=BipState.AGREED, first_day__lte=on)

    def over_but_not_said(self, on):
        return self.filter(state=BipState.RUNNING, last_day__lt=on)

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        related = self.select_related("unit", "coordinator", "isced_field").with_counts()
        return related.defer(*UNREAD, "coordinator__search_text", "coordinator__search_vector")

    def with_counts(self):
        """Each with how many institutions take part (``institution_count``)."""
        partners = self.model._meta.get_field("partners").related_model.objects.filter(bip=OuterRef("pk"))
        counted = partners.order_by().values("bip").annotate(all=Count("institution", distinct=True)).values("all")
        return self.annotate(institution_count=Coalesce(Subquery(counted), 0))
