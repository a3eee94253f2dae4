from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, Sum, When

from accounts.models import Unit
from mobility.support.enums import SupportKind, SupportState

REQUEST, DECIDE, VIEW_BIP = "mobility.request_support", "mobility.decide_support", "mobility.view_bip"


class SupportSchemeQuerySet(models.QuerySet):
    def for_year(self, academic_year: int):
        """Offered in that academic year."""
        ends = Q(last_year__isnull=True) | Q(last_year__gte=academic_year)
        return self.filter(ends, first_year__lte=academic_year, is_offered=True)


class SupportRequestQuerySet(models.QuerySet):
    """Every question the portal asks about requests for support."""

    def visible_to(self, user):
        """Those about programmes of the person's units; the office and the auditor all of them."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW_BIP):
            return self
        return self.filter(bip__unit__in=Unit.objects.where(user, VIEW_BIP))

    def editable_by(self, user):
        return self.filter(bip__unit__in=Unit.objects.where(user, REQUEST))

    def granted(self):
        return self.filter(state=SupportState.GRANTED)

    def waiting(self):
        """On the list, the first one first."""
        return self.filter(state=SupportState.WAITING).order_by("completed_at", "pk")

    def same_queue(self, asked):
        """Those that compete with ``asked``: programmes of the academic year, or places in the same programme."""
        rows = self.filter(scheme=asked.scheme_id, kind=asked.kind)
        if asked.kind == SupportKind.PLACE:
            return rows.filter(bip=asked.bip_id)
        return rows.filter(bip__academic_year=asked.bip.academic_year)

    def contributed(self):
        """Euro given from the fund."""
        return self.granted().aggregate(sum=Sum("contribution"))["sum"] or 0

    def with_position(self):
        """Each with its place on the waiting list (``position``; 0 for those that do not wait)."""
        earlier = Q(completed_at__lt=OuterRef("completed_at")) | Q(
            completed_at=OuterRef("completed_at"), pk__lte=OuterRef("pk")
        )
        same = Q(kind=SupportKind.PLACE, bip=OuterRef("bip")) | Q(
            kind=SupportKind.PROGRAMME, bip__academic_year=OuterRef("bip__academic_year")
        )
        rows = self.model.objects.waiting().filter(earlier, same, scheme=OuterRef("scheme"), kind=OuterRef("kind"))
        before = rows.order_by().values("scheme").annotate(all=Count("pk")).values("all")
        is_waiting = When(state=SupportState.WAITING, then=Subquery(before))
        return self.annotate(position=Case(is_waiting, default=0, output_field=models.IntegerField()))

    def for_list(self):
        """What a row shows, in one query."""
        return (
            self.with_position()
            .select_related("scheme", "bip__unit", "asked_by")
            .defer("bip__search_text", "bip__search_vector", "asked_by__search_text", "asked_by__search_vector")
        )
